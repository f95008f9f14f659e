"""Paper sheets: the code that says which sheet one holds, and empty attendance sheets to print. No domain words."""
