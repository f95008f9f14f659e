"""The log of readings: written before anything is opened, sealed in batches, never changed.

The application's role may insert and read rows of the log, not change or delete them. A seal is made by a function
of the database: a hash over the rows of a batch, chained to the seal before, so that an edit, a gap or a cut shows.
"""

from collections.abc import Iterable

from django.db import connection

from safefair.core.models import ReadKind, ReadSeal

INSERT = """
INSERT INTO core_readlog (at, user_id, organization_id, kind, subject, record_ids, reason)
VALUES (clock_timestamp(), %s, %s, %s, %s, %s::jsonb, %s)"""


def log_reading(
    kind: ReadKind,
    subject: str,
    record_ids: Iterable[int],
    *,
    user_id: int | None,
    organization_id: int | None,
    reason: str = "",
) -> None:
    """Write one reading in the running transaction. A search or a page of a list is one row."""
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT, [user_id, organization_id, kind, subject, f"[{','.join(map(str, record_ids))}]", reason]
        )


def seal_readings() -> ReadSeal | None:
    """Put the readings since the last seal under one hash. None when there is nothing to seal.

    A row that is committed later than one with a higher number goes into the next batch: a seal names its rows.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT security.seal_readings()")
        seal_id = cursor.fetchone()[0]
    return ReadSeal.objects.get(pk=seal_id) if seal_id else None


def broken_seals() -> list[int]:
    """The ids of seals whose readings no longer give their hash: rows changed or missing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT security.broken_seals()")
        return [row[0] for row in cursor.fetchall()]


SEAL_SQL = """
CREATE FUNCTION security.reading_text(r core_readlog) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT concat_ws('|', r.id, extract(epoch FROM r.at), r.user_id, r.organization_id, r.kind, r.subject,
                   r.record_ids, r.reason) $$;
CREATE FUNCTION security.seal_readings() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  before text;
  ids bigint[];
  body text;
  new_id bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('core.seal_readings'));
  SELECT array_agg(id ORDER BY id), string_agg(security.reading_text(l), E'\\n' ORDER BY id) INTO ids, body
    FROM core_readlog l
   WHERE seal_id IS NULL;
  IF ids IS NULL THEN RETURN NULL; END IF;
  SELECT digest INTO before FROM core_readseal ORDER BY id DESC LIMIT 1;
  INSERT INTO core_readseal (sealed_at, first_id, last_id, count, digest)
    VALUES (clock_timestamp(), ids[1], ids[array_length(ids, 1)], array_length(ids, 1),
            encode(sha256(convert_to(coalesce(before, '') || body, 'UTF8')), 'hex'))
    RETURNING id INTO new_id;
  UPDATE core_readlog SET seal_id = new_id WHERE id = ANY (ids);
  RETURN new_id;
END $$;
CREATE FUNCTION security.broken_seals() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  SELECT s.id FROM (SELECT *, lag(digest) OVER (ORDER BY id) AS before FROM core_readseal) s
    LEFT JOIN LATERAL (SELECT count(*) AS n, string_agg(security.reading_text(l), E'\\n' ORDER BY l.id) AS body
                         FROM core_readlog l WHERE l.seal_id = s.id) r ON true
   WHERE r.n <> s.count
      OR encode(sha256(convert_to(coalesce(s.before, '') || coalesce(r.body, ''), 'UTF8')), 'hex') <> s.digest
   ORDER BY s.id $$;
ALTER TABLE core_readlog ENABLE ROW LEVEL SECURITY;
ALTER TABLE core_readlog FORCE ROW LEVEL SECURITY;
CREATE POLICY core_readlog_insert ON core_readlog FOR INSERT WITH CHECK (seal_id IS NULL);
CREATE POLICY core_readlog_read ON core_readlog FOR SELECT USING (
  organization_id = (SELECT security.context_organization())
  OR (SELECT security.context_scope()) IN ('programme', 'system'));
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'safefair_app') THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON core_readlog, core_readseal FROM safefair_app;
    REVOKE INSERT ON core_readseal FROM safefair_app;
  END IF;
END $$;
"""
