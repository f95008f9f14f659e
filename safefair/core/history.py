"""History that cannot be switched off.

The triggers that write history, and those that let nobody change it, are pgtrigger's. Each asks a function of the
database whether it is to be left out, which answers yes to whoever names it in the session setting `pgtrigger.ignore`:
any login may set that. Here the function is put in other words: it never says yes, and a statement that meets a trigger
under such a setting fails, so that an attempt is seen. pgtrigger writes its own words with each new trigger, so ours
follow after every migration.
"""

from typing import Any

from django.db import connections

KEEP_ON_SQL = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF coalesce(current_setting('pgtrigger.ignore', true), '') NOT IN ('', '{}') THEN
    RAISE EXCEPTION 'no session leaves out the trigger %', trigger_name USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN false;
END $$
"""


def keep_triggers_on(**given: Any) -> None:
    """Let no session setting leave out a trigger. Runs after every migration, as the owner of the tables."""
    with connections[given.get("using", "default")].cursor() as cursor:
        cursor.execute("SELECT to_regproc('public._pgtrigger_should_ignore') IS NOT NULL")
        if cursor.fetchone()[0]:
            cursor.execute(KEEP_ON_SQL)
