"""Questions about people: who is that, is she registered, how many are they."""
