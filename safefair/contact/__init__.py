"""Questions of women who have no account, and the answers they come back for."""
