"""What can go wrong with the server, in sentences fit for whoever started it."""


class ServerError(Exception):
    """The database server cannot be used; the message says why and what to do."""
