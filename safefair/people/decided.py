"""What people decided about two registrations holds in every run: the same person together, two people apart.

The engine's groups stand, but for those that a decision touches. Their registrations are grouped again: decided
pairs first, then the engine's own pairs inside a group from the likeliest on, and none that would join two people
who were said to be different (Kruskal's algorithm with forbidden pairs).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping


class _Groups:
    """Disjoint sets that remember who may not be together."""

    def __init__(self, members: Iterable[int], apart: Iterable[tuple[int, int]]) -> None:
        self.group_of = {member: member for member in members}
        self.members = {member: {member} for member in self.group_of}
        self.apart: defaultdict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self.apart[one].add(other)
            self.apart[other].add(one)

    def join(self, one: int, other: int) -> bool:
        """Whether both are in one group now."""
        a, b = self.group_of[one], self.group_of[other]
        if a == b:
            return True
        if any(self.apart[member] & self.members[b] for member in self.members[a]):
            return False
        for member in self.members[b]:
            self.group_of[member] = a
        self.members[a] |= self.members.pop(b)
        return True


def hold_to_decisions(
    group_of: Mapping[int, int],
    pairs: Iterable[tuple[int, int, float]],
    *,
    same: Iterable[tuple[int, int]],
    apart: Iterable[tuple[int, int]],
) -> dict[int, int]:
    """Registration to group, changed as little as the decisions ask; a group is named by its smallest registration.

    `pairs` are the engine's (one, other, probability). A decision on a registration that is not in `group_of` (erased
    or new) is left out. Of two decisions that contradict each other "two people" wins: it counts nobody away.
    """
    same = [(a, b) for a, b in same if a in group_of and b in group_of]
    apart = [(a, b) for a, b in apart if a in group_of and b in group_of]
    touched = {group_of[member] for pair in (*same, *apart) for member in pair}
    if not touched:
        return dict(group_of)
    inside = [member for member, group in group_of.items() if group in touched]
    groups = _Groups(inside, apart)
    for one, other in same:
        groups.join(one, other)
    own = [
        (p, a, b) for a, b, p in pairs if group_of.get(a) == group_of.get(b) and group_of.get(a) in touched
    ]
    for _probability, one, other in sorted(own, reverse=True):
        groups.join(one, other)
    named = {group: min(members) for group, members in groups.members.items()}
    return {**group_of, **{member: named[groups.group_of[member]] for member in inside}}
