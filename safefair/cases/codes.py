"""Codes of cases, incidents, complaints and referrals: random, short enough to say on the telephone."""

from safefair.people.codes import free_code

__all__ = ["free_code"]
