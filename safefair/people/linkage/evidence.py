"""What speaks for and against two records being one person, as numbers for `calibrate`.

Every column is zero where nothing is known on either side, so that what is missing says nothing.
"""

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from safefair.people.linkage.alignment import Alignment, Names, align
from safefair.people.linkage.prepare import MOST_TOKENS, Floats, Ints, Prepared

Matrix = npt.NDArray[np.float32]
MOST_RARE = 9.0


class Evidence:
    """Evidence of pairs of one register; built once a register, asked for pairs in portions."""

    def __init__(self, prepared: Prepared) -> None:
        self.p = p = prepared
        self.phone_count = self._counts(p.phone)
        self.place_rarity = np.log(max(p.size, 1) / np.maximum(self._counts(p.place), 1)).astype(np.float32)
        self.document_count = self._counts(p.document)
        words = np.array([*p.vocabulary, ""], object)
        self.words = words
        self.documents = np.array([*p.documents, ""], object)

    @staticmethod
    def _counts(codes: Ints) -> Ints:
        return np.where(codes >= 0, np.bincount(codes + 1)[codes + 1], 0).astype(np.int32)

    def columns(self, a: Ints, b: Ints) -> dict[str, Floats]:
        """Named evidence of the pairs (a[i], b[i])."""
        out: dict[str, Floats] = {}
        out |= self._name(a, b)
        out |= self._birth(a, b)
        out |= self._exact(a, b)
        for field in ("place_same", "phone_same", "date_same"):
            out[f"{field}*name"] = out[field] * out["name"]
            out[f"{field}*left_both"] = out[field] * out["left_both"]
        return {name: column.astype(np.float32) for name, column in out.items()}

    def _name(self, a: Ints, b: Ints) -> dict[str, Floats]:
        p = self.p
        found = self._align(self._form(a), self._form(b))
        self._try_second_forms(a, b, found)
        both = (p.tokens[a, 0] >= 0) & (p.tokens[b, 0] >= 0)
        whole = self._joined(a, b)
        single = both & ((p.tokens[a, 1] < 0) | (p.tokens[b, 1] < 0))
        strength = np.minimum(found.total, 2 * MOST_RARE)
        out = {
            "exact": np.minimum(found.exact, 20), "sound": np.minimum(found.sound, 20), "close": found.close,
            "near": found.near, "left_both": found.left_both, "left_one": found.left_one,
            "left_rarity": found.left_rarity, "left_none": ((found.left_both + found.left_one) == 0),
            "joined_same": (whole >= 0.97) & (found.left_both > 0), "joined_close": (whole >= 0.9) & (whole < 0.97) & (found.left_both > 0),
            "single": single, "single*exact": single * found.exact, "name": strength,
            "name_weak": np.clip(strength, -6, 3), "name_strong": np.clip(strength - 7, 0, 11),
        }  # fmt: skip
        return {k: np.where(both, v, 0) for k, v in out.items()}

    def _form(self, rows: Ints, *, is_second: bool = False) -> Names:
        p = self.p
        if not is_second:
            return Names(p.tokens[rows], p.keys[rows], p.token_rarity[rows], p.key_rarity[rows])
        at = p.second[rows]
        return Names(
            p.second_tokens[at], p.second_keys[at], p.second_token_rarity[at], p.second_key_rarity[at]
        )

    def _align(self, x: Names, y: Names) -> Alignment:
        return align(x, y, self.p.vocabulary)

    def _try_second_forms(self, a: Ints, b: Ints, found: Alignment) -> None:
        """Where a record has two forms of its name (two scripts), the forms that agree best count."""
        has_a, has_b = self.p.second[a] >= 0, self.p.second[b] >= 0
        for second_a, second_b in ((True, False), (False, True), (True, True)):
            rows = np.flatnonzero((has_a | (not second_a)) & (has_b | (not second_b)))
            if len(rows):
                other = self._align(
                    self._form(a[rows], is_second=second_a), self._form(b[rows], is_second=second_b)
                )
                found.replace_where(rows.astype(np.int32), other, other.total > found.total[rows])

    def _joined(self, a: Ints, b: Ints) -> Floats:
        p, out = self.p, np.zeros(len(a), np.float32)
        rows = np.flatnonzero((p.tokens[a] != p.tokens[b]).any(axis=1))
        if len(rows):
            left, right = self._whole(a[rows]), self._whole(b[rows])
            out[rows] = cpdist(
                left, right, scorer=JaroWinkler.similarity, score_cutoff=0.88, dtype=np.float32, workers=2
            )
        return out

    def _whole(self, rows: Ints) -> npt.NDArray[np.object_]:
        words = self.words[self.p.tokens[rows]]
        joined = words[:, 0]
        for j in range(1, MOST_TOKENS):
            joined = joined + words[:, j]
        return joined

    def _birth(self, a: Ints, b: Ints) -> dict[str, Floats]:
        p = self.p
        da, db, ya, yb = p.date[a], p.date[b], p.year[a], p.year[b]
        dated, years = (da > 0) & (db > 0), (ya > 0) & (yb > 0)
        approximate = years & (p.is_approximate[a] | p.is_approximate[b])
        same = dated & (da == db)
        swapped = (
            dated
            & ~same
            & (da // 10_000 == db // 10_000)
            & (da // 100 % 100 == db % 100)
            & (db // 100 % 100 == da % 100)
        )
        parts = (
            (da // 10_000 == db // 10_000).astype(int)
            + (da // 100 % 100 == db // 100 % 100)
            + (da % 100 == db % 100)
        )
        one_off = dated & ~same & ~swapped & (parts == 2)
        differs = dated & ~same & ~swapped & ~one_off
        apart = np.abs(ya - yb)
        typed = years & ~dated & ~approximate
        return {
            "date_same": same, "date_swapped": swapped, "date_one_off": one_off,
            "date_differs": differs & (apart > 1), "date_differs_near": differs & (apart <= 1),
            "year_same": typed & (apart == 0), "year_one_off": typed & (apart == 1), "year_ten_off": typed & (apart == 10),
            "year_differs": typed & (apart > 1) & (apart != 10),
            "age_same": approximate & (apart <= 1), "age_near": approximate & (apart > 1) & (apart <= 3),
            "age_far": approximate & (apart > 3) & (apart <= 6), "age_differs": approximate & (apart > 6),
            "one_undated": (ya > 0) != (yb > 0), "none_dated": (ya == 0) & (yb == 0),
        }  # fmt: skip

    def _exact(self, a: Ints, b: Ints) -> dict[str, Floats]:
        p = self.p
        phones = (p.phone[a] >= 0) & (p.phone[b] >= 0)
        phone = phones & (p.phone[a] == p.phone[b])
        documents = (p.document[a] >= 0) & (p.document[b] >= 0)
        document = documents & (p.document[a] == p.document[b])
        one_off = self._documents_one_off(a, b, documents & ~document)
        places = (p.place[a] >= 0) & (p.place[b] >= 0)
        place = places & (p.place[a] == p.place[b])
        sexes = (p.sex[a] > 0) & (p.sex[b] > 0)
        groups = (p.group[a] >= 0) & (p.group[b] >= 0)
        return {
            "phone_same": phone, "phone_shared": phone * np.log(np.maximum(self.phone_count[a], 2) / 2),
            "phone_differs": phones & ~phone,
            "document_same": document, "document_shared": document * np.log(np.maximum(self.document_count[a], 2) / 2),
            "document_one_off": one_off, "document_differs": documents & ~document & ~one_off,
            "place_same": place, "place_rarity": place * np.minimum(self.place_rarity[a], 12), "place_differs": places & ~place,
            "sex_same": sexes & (p.sex[a] == p.sex[b]), "sex_differs": sexes & (p.sex[a] != p.sex[b]),
            "origin_differs": groups & (p.group[a] != p.group[b]),
        }  # fmt: skip

    def _documents_one_off(self, a: Ints, b: Ints, where: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        out, rows = np.zeros(len(a), bool), np.flatnonzero(where)
        if len(rows):
            distance = cpdist(self.documents[self.p.document[a[rows]]], self.documents[self.p.document[b[rows]]],
                              scorer=OSA.distance, score_cutoff=1, dtype=np.int32)  # fmt: skip
            out[rows] = distance <= 1
        return out
