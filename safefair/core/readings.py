"""Who a reading was about: found by an index that the policy of the log would keep unused.

PostgreSQL asks a row's policy before any condition that is not known to keep secrets, and whether a list of ids
contains one is such a condition: under the policy it would read the log of an organisation whole. A function that looks
as the log's owner uses the index and names only readings that the policy shows anyway.
"""

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from safefair.core.models import ReadLog

READINGS_SQL = """
CREATE INDEX core_readlog_about ON core_readlog USING gin (record_ids jsonb_path_ops);
CREATE FUNCTION security.readings_about(about text, record bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM core_readlog
   WHERE record_ids @> to_jsonb(ARRAY[record]) AND subject = about
     AND (organization_id = (SELECT security.context_organization())
          OR (SELECT security.context_scope()) IN ('programme', 'system')) $$;
"""
UNDO_SQL = "DROP FUNCTION security.readings_about(text, bigint); DROP INDEX core_readlog_about;"


def readings_about(subject: str, record_id: int, *, organization_id: int) -> QuerySet[ReadLog]:
    """All readings of one record by its organisation; `subject` is the label of its model."""
    ids = RawSQL("SELECT security.readings_about(%s, %s)", [subject, record_id])
    return ReadLog.objects.filter(organization_id=organization_id, id__in=ids)
