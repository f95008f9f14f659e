"""Files that leave the system: only of those who agreed to be counted, without names, logged and with a reason."""
