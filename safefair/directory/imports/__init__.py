"""Services from files: read and compared first; proposed only once somebody has confirmed."""
