import pytest
from hypothesis import given
from hypothesis import strategies as st

from safefair.core.sheets.codes import ALPHABET, LENGTH, SheetCodeMistyped, new_code, read_code, write_code

codes = st.builds(new_code)


def test_code_has_eight_characters_of_the_alphabet():
    code = new_code()

    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)


def test_typed_code_forgives_case_spaces_and_dashes():
    code = new_code()

    assert read_code(f" {write_code(code).lower()} ") == code


@given(code=codes, place=st.integers(0, LENGTH - 1), char=st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(code, place, char):
    wrong = code[:place] + char + code[place + 1 :]
    if wrong == code:
        return

    with pytest.raises(SheetCodeMistyped):
        read_code(wrong)


@given(code=codes, place=st.integers(0, LENGTH - 2))
def test_two_neighbours_exchanged_are_noticed(code, place):
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if wrong == code:
        return

    with pytest.raises(SheetCodeMistyped):
        read_code(wrong)
