"""Disclosure control of tables of counts. Usable on its own: no Django, no database.

`tables` says which cells there are; `model` puts all releases into one system of sums; `suppress` and
`round` protect; `audit` plays the attacker in a code path of its own; `protect` lets nothing out that the
audit does not pass; `files`, `command` and `ledger` are the ways in and out.

A count is small when 0 < count < k. A cell has one key in all tables, and a cell of an earlier release is a
known constraint: where two releases agree in every common cell they are one snapshot, where
nothing fell the later one is cumulative, and releases of different periods carry the period as a dimension,
so that they share no cells.
"""
