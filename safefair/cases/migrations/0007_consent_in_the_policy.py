"""The receiver sees a live referral only while what it rests on holds: asked of her consent by the database itself.

Operations end the referral when a consent ends. This is the second line, for the day when one of them forgets to. The
day is that of the server in UTC, never ahead of the day anywhere the programme works.
"""

from django.db import migrations

from safefair.core.rls import OWN, SYSTEM

HOLDS = """
CREATE FUNCTION security.consent_holds(asked bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT asked IS NULL OR EXISTS (
    SELECT FROM cases_consent
     WHERE id = asked AND decision = 'given' AND withdrawn_at IS NULL
       AND (valid_until IS NULL OR valid_until >= (now() AT TIME ZONE 'UTC')::date)) $$;
REVOKE EXECUTE ON FUNCTION security.consent_holds(bigint) FROM PUBLIC;
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'safefair_app') THEN
    GRANT EXECUTE ON FUNCTION security.consent_holds(bigint) TO safefair_app;
  END IF;
END $$;
"""
IS_RECEIVER = "to_id = (SELECT security.context_organization())"
LIVE = "status IN ('in_progress', 'accepted')"
MINE = f"{OWN} OR {SYSTEM}"
READ = f"{MINE} OR ({IS_RECEIVER} AND (NOT ({LIVE}) OR security.consent_holds(consent_id)))"
CHANGE = f"{MINE} OR ({IS_RECEIVER} AND {LIVE} AND security.consent_holds(consent_id))"
POLICIES = f"""
ALTER POLICY cases_referral_read ON cases_referral USING ({READ});
ALTER POLICY cases_referral_change ON cases_referral USING ({CHANGE});
-- What a referral was before is the sender's: the packet of then stands in it.
ALTER POLICY cases_referralevent_read ON cases_referralevent USING ({MINE});
ALTER POLICY cases_referralevent_insert ON cases_referralevent WITH CHECK ({MINE});
ALTER POLICY cases_referralevent_change ON cases_referralevent USING ({MINE}) WITH CHECK ({MINE});
ALTER POLICY cases_referralevent_remove ON cases_referralevent USING ({MINE});
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_beds_free")]
    operations = [
        migrations.RunSQL(HOLDS, "DROP FUNCTION security.consent_holds(bigint)"),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
    ]
