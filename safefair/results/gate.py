"""The gate before publication, in the database: no role, race or slip publishes what was not audited as it stands.

The audit's verdict carries a seal: an HMAC, with the installation's context key, over what was audited (a digest of
the release and every cell) and against what (the ids of all releases published before). The database checks the seal
when a release becomes PASSED and again when it becomes PUBLISHED; whoever can only write rows cannot make one. Plain
triggers, since pgtrigger's can be switched off by a session setting.
"""

import hmac

from django.db import connection

from safefair.core.crypto.custody import context_key


def audited_text(release_id: int) -> str:
    """What a seal is put under: release and cells as they stand now, and the releases published so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT security.audited_text(%s)", [release_id])
        text: str = cursor.fetchone()[0]
    return text


def seal(text: str) -> str:
    """The seal of an audited text, as the database will check it."""
    return hmac.digest(context_key(), text.encode(), "sha256").hex()


GATE_SQL = """
CREATE FUNCTION security.is_sealed(body text, seal text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE k security.context_key;
BEGIN
  SELECT * INTO k FROM security.context_key WHERE id = 1;
  RETURN coalesce(
    encode(sha256(k.outer_block || sha256(k.inner_block || convert_to(body, 'UTF8'))), 'hex') = seal, false);
END $$;

CREATE FUNCTION security.audited_text(release bigint) RETURNS text LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT 'release-audit:' || encode(sha256(convert_to(concat_ws(E'\\n',
    concat_ws('|', r.uuid, r.programme_id, r.period_id, r.number, r.method, r.threshold),
    (SELECT string_agg(concat_ws('|', t.position, f.digest, t.dimensions, coalesce(c.key::text, ''),
              coalesce(c.value::text, ''), coalesce(c.low::text, ''), coalesce(c.high::text, ''), c.status),
              E'\\n' ORDER BY t.position, t.id, c.key::text, c.id)
       FROM results_releasetable t JOIN results_figure f ON f.id = t.figure_id
       LEFT JOIN results_releasecell c ON c.table_id = t.id WHERE t.release_id = r.id)), 'UTF8')), 'hex')
    || ':' || coalesce((SELECT string_agg(p.id::text, ',' ORDER BY p.id) FROM results_release p
                         WHERE p.programme_id = r.programme_id AND p.published_at IS NOT NULL AND p.id <> r.id), '')
    FROM results_release r WHERE r.id = release $$;

CREATE FUNCTION security.guard_release() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE step text;
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.published_at IS NOT NULL THEN RAISE EXCEPTION 'a release that was published stays'; END IF;
    RETURN OLD;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'DRAFT' OR NEW.published_at IS NOT NULL THEN
      RAISE EXCEPTION 'a release begins as a draft'; END IF;
    RETURN NEW;
  END IF;
  step := OLD.status || '>' || NEW.status;
  IF NEW.status <> OLD.status AND step NOT IN ('DRAFT>CHECKING', 'CHECKING>PASSED', 'CHECKING>FAILED',
      'FAILED>CHECKING', 'PASSED>CHECKING', 'PASSED>PUBLISHED', 'PUBLISHED>WITHDRAWN') THEN
    RAISE EXCEPTION 'a release does not go from % to %', OLD.status, NEW.status; END IF;
  IF (NEW.published_at IS DISTINCT FROM OLD.published_at OR NEW.published_by_id IS DISTINCT FROM OLD.published_by_id)
      AND step <> 'PASSED>PUBLISHED' THEN
    RAISE EXCEPTION 'only publishing sets who published when'; END IF;
  IF OLD.status IN ('PASSED', 'PUBLISHED', 'WITHDRAWN')
      AND (NEW.uuid, NEW.programme_id, NEW.period_id, NEW.number, NEW.method, NEW.threshold)
          IS DISTINCT FROM (OLD.uuid, OLD.programme_id, OLD.period_id, OLD.number, OLD.method, OLD.threshold)
      THEN RAISE EXCEPTION 'what was audited does not change'; END IF;
  IF OLD.status IN ('PASSED', 'PUBLISHED', 'WITHDRAWN') AND step <> 'PASSED>CHECKING'
      AND (NEW.audit IS DISTINCT FROM OLD.audit OR NEW.audited_at IS DISTINCT FROM OLD.audited_at) THEN
    RAISE EXCEPTION 'the verdict of an audit does not change'; END IF;
  IF step IN ('CHECKING>PASSED', 'PASSED>PUBLISHED') THEN
    -- One at a time in a programme: the releases published so far are part of what was audited, so they must be
    -- looked at after the wait, not in a snapshot from before.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
      RAISE EXCEPTION 'a release is passed and published in a read committed transaction'; END IF;
    PERFORM pg_advisory_xact_lock(hashtext('results.release'), NEW.programme_id::int);
    IF NEW.audit ->> 'passed' IS DISTINCT FROM 'true'
        OR NOT security.is_sealed(security.audited_text(NEW.id), NEW.audit ->> 'seal') THEN
      RAISE EXCEPTION 'the release was not audited as it stands'; END IF;
  END IF;
  IF step = 'PASSED>PUBLISHED' AND (NEW.published_at IS NULL OR NEW.published_by_id IS NULL) THEN
    RAISE EXCEPTION 'somebody publishes a release at some time'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_release BEFORE INSERT OR UPDATE OR DELETE ON results_release
  FOR EACH ROW EXECUTE FUNCTION security.guard_release();

CREATE FUNCTION security.refuse_if_frozen(release bigint) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE found text;
BEGIN
  SELECT status INTO found FROM results_release WHERE id = release FOR SHARE;
  IF found IN ('PASSED', 'PUBLISHED', 'WITHDRAWN') THEN
    RAISE EXCEPTION 'the tables of an audited release do not change'; END IF;
END $$;

CREATE FUNCTION security.guard_release_table() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM security.refuse_if_frozen(OLD.release_id); END IF;
  IF TG_OP <> 'DELETE' THEN PERFORM security.refuse_if_frozen(NEW.release_id); RETURN NEW; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_release_table BEFORE INSERT OR UPDATE OR DELETE ON results_releasetable
  FOR EACH ROW EXECUTE FUNCTION security.guard_release_table();

CREATE FUNCTION security.guard_release_cell() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM security.refuse_if_frozen((SELECT release_id FROM results_releasetable WHERE id = OLD.table_id)); END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM security.refuse_if_frozen((SELECT release_id FROM results_releasetable WHERE id = NEW.table_id));
    RETURN NEW; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_release_cell BEFORE INSERT OR UPDATE OR DELETE ON results_releasecell
  FOR EACH ROW EXECUTE FUNCTION security.guard_release_cell();

CREATE FUNCTION security.guard_figure() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  OLD.is_latest := NEW.is_latest;
  IF NEW IS DISTINCT FROM OLD THEN RAISE EXCEPTION 'a figure does not change'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_figure BEFORE UPDATE ON results_figure
  FOR EACH ROW EXECUTE FUNCTION security.guard_figure();

CREATE FUNCTION security.guard_period() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.starts_on, NEW.ends_before) IS DISTINCT FROM (OLD.starts_on, OLD.ends_before) AND EXISTS (
      SELECT FROM results_release WHERE period_id = OLD.id AND published_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the days of a period do not move after a release'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_period BEFORE UPDATE ON results_reportingperiod
  FOR EACH ROW EXECUTE FUNCTION security.guard_period();
"""
