"""What pages and other surfaces read of programme, figures and releases."""
