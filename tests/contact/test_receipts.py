"""Receipts: readable in every script, wrong ones known before anything is looked up."""

import random
import unicodedata
import uuid

import pytest

from safefair.contact.receipts import grouped, lookup_of, read_receipt, receipt_of

SCRIPTS = {
    "thai": 0x0E50,
    "lao": 0x0ED0,
    "khmer": 0x17E0,
    "burmese": 0x1040,
    "arabic": 0x0660,
    "wide": 0xFF10,
}


@pytest.mark.parametrize("zero", SCRIPTS.values(), ids=SCRIPTS)
def test_a_receipt_is_read_in_every_script_of_the_region(zero):
    receipt = receipt_of(uuid.uuid4())
    typed = "".join(chr(zero + int(digit)) for digit in receipt)
    assert all(unicodedata.digit(character, None) is not None for character in typed)

    assert read_receipt(typed) == receipt


@pytest.mark.parametrize("between", [" ", "-", "\u200b", "\u00a0", " \u2013 "])
def test_how_she_groups_the_digits_does_not_matter(between):
    receipt = receipt_of(uuid.uuid4())

    assert read_receipt(between.join(receipt)) == receipt
    assert read_receipt(grouped(receipt)) == receipt


def test_every_wrong_digit_and_every_swap_of_neighbours_is_seen():
    draw = random.Random(7)
    for _ in range(200):
        receipt = receipt_of(uuid.UUID(int=draw.getrandbits(128)))
        for place, digit in enumerate(receipt):
            for other in "0123456789":
                changed = receipt[:place] + other + receipt[place + 1 :]
                assert (read_receipt(changed) is None) == (other != digit)
        for place in range(len(receipt) - 1):
            left, right = receipt[place], receipt[place + 1]
            swapped = receipt[:place] + right + left + receipt[place + 2 :]
            assert (read_receipt(swapped) is None) == (left != right)


@pytest.mark.parametrize("typed", ["", "12", "a" * 17, "1" * 16, "1" * 18, "9" * 5000, "12345678901234567x"])
def test_what_cannot_be_a_receipt_is_none(typed):
    assert read_receipt(typed) is None


def test_a_form_gives_the_same_receipt_each_time_and_another_form_another():
    form, other = uuid.uuid4(), uuid.uuid4()

    assert receipt_of(form) == receipt_of(form) != receipt_of(other)


def test_what_is_stored_is_the_same_for_the_same_receipt_and_says_nothing_of_it():
    receipt = receipt_of(uuid.uuid4())
    stored = lookup_of(receipt)

    assert stored == lookup_of(receipt)
    assert len(stored) == 32
    assert receipt.encode() not in stored
