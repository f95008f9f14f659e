"""What the directory says in the words of HSDS 3.0 (Open Referral), for files and for other systems.

Functions from rows to documents that JSON can hold; who may see the rows is asked before, in `queries`. All words that we
add are English. Nothing of history, of who checked a service or of its keepers is ever in a document.
"""
