"""History that cannot be switched off, and that nobody writes by hand.

The triggers that write history, and those that let nobody change it, are pgtrigger's. Each asks a function of the
database whether it is to be left out, which answers yes to whoever names it in the session setting `pgtrigger.ignore`:
any login may set that. Here the function is put in other words: it never says yes, and a statement that meets a trigger
under such a setting fails, so that an attempt is seen.

The triggers write as the owner of the tables, and the application's login may only read what they wrote: a row of
history is there because something happened. What a login could still do is name an earlier context as its own and put
another user there; a context keeps the user that it was first written with.

pgtrigger writes its own words with each new trigger, and new tables come open to the application, so all of this
follows after every migration.
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
# Whoever may execute a trigger's function may hang it on a temporary table of the same columns: hence the first REVOKE.
# A trigger that is there already asks nobody for that right.
WRITTEN_BY_OWNER_SQL = r"""
DO $$
DECLARE
  writer regprocedure;
  kept regclass;
BEGIN
  FOR writer IN SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      AND proname LIKE 'pgtrigger\_%' AND prosrc LIKE '%\_pgh\_attach\_context()%' LOOP
    EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp', writer);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', writer);
  END LOOP;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'safefair_app') THEN
    FOR kept IN SELECT c.oid FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND (c.relname = 'pghistory_context' OR EXISTS (
          SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'pgh_id' AND NOT a.attisdropped)) LOOP
      EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON %s FROM safefair_app', kept);
    END LOOP;
  END IF;
END $$
"""
KEEP_USER_SQL = """
CREATE OR REPLACE FUNCTION public.keep_user_of_context() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.metadata->'user' IS DISTINCT FROM NEW.metadata->'user' AND OLD.metadata ? 'user' THEN
    RAISE EXCEPTION 'a context keeps its user' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER keep_user BEFORE UPDATE ON public.pghistory_context
FOR EACH ROW EXECUTE FUNCTION public.keep_user_of_context();
"""


def keep_history(**given: Any) -> None:
    """Let triggers alone write history, whatever a session sets. Runs after every migration, as the tables' owner."""
    with connections[given.get("using", "default")].cursor() as cursor:
        cursor.execute("SELECT to_regproc('public._pgtrigger_should_ignore') IS NOT NULL")
        if cursor.fetchone()[0]:
            for statement in (KEEP_ON_SQL, WRITTEN_BY_OWNER_SQL, KEEP_USER_SQL):
                cursor.execute(statement)
