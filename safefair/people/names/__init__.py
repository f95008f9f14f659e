"""Names of people in the languages of ten countries, as pure functions: no Django, no database.

A name travels `normalize` (one encoding) -> `romanize` (Latin letters) -> `tokens` (titles and particles gone)
-> `phonetic` (what survives spelling habits) -> `keys` (what an index can be asked) -> `score` (how sure).
Nothing made here is for display: a person's name is shown as its bearer wrote it.
"""
