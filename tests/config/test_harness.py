import pytest
from django.db import connections


@pytest.mark.parametrize("alias", ["default", "keys"])
def test_tests_have_databases_of_their_own(db, alias):
    name = connections[alias].settings_dict["NAME"]

    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_database(), current_user")
        row = cursor.fetchone()

    assert row == (name, "safefair_migrate")
    assert name.startswith("test")
