"""The ledger of releases."""

import json
from dataclasses import replace

import pytest

from safefair.results.disclosure.errors import TableError
from safefair.results.disclosure.ledger import append, check, earlier_releases, from_plain, to_plain
from safefair.results.disclosure.tables import Design, Published

FIRST = Published(Design(("a",)), {("*",): 20, ("x",): None, ("y",): None})
SECOND = Published(Design(("a", "b")), {("*", "*"): 30, ("x", "1"): 10, ("y", "1"): 20})


def test_an_entry_survives_storage() -> None:
    (entry,) = append((), release_id="2026-1", snapshot="s1", published=FIRST)

    stored = from_plain(json.loads(json.dumps(to_plain(entry))))

    assert (stored, stored.entry_hash) == (entry, entry.entry_hash)


def test_a_changed_entry_is_noticed() -> None:
    ledger = append((), release_id="2026-1", snapshot="s1", published=FIRST)
    ledger = append(ledger, release_id="2026-2", snapshot="s2", published=SECOND)
    check(ledger)
    forged = replace(ledger[0], published=Published(FIRST.design, {**FIRST.cells, ("*",): 21}))

    with pytest.raises(TableError, match="2026-2 does not follow"):
        check((forged, ledger[1]))


def test_an_id_is_used_once() -> None:
    ledger = append((), release_id="2026-1", snapshot="s1", published=FIRST)

    with pytest.raises(TableError, match="already in the ledger"):
        append(ledger, release_id="2026-1", snapshot="s2", published=SECOND)


def test_earlier_releases_share_the_key_of_the_later_one() -> None:
    ledger = append((), release_id="2026-1", snapshot="s1", published=FIRST)

    (release,) = earlier_releases(ledger, ("b", "a"))

    assert release.cells == {("*", "*"): 20, ("*", "x"): None, ("*", "y"): None}
    with pytest.raises(TableError, match="uses a"):
        earlier_releases(ledger, ("b",))
