"""Forced row-level security: a case is its organisation's alone. A live referral is its receiver's too.

Nothing here is open to the programme: what may be counted of cases is written elsewhere, coded.
"""

from django.db import migrations

from safefair.core.rls import OWN, SYSTEM, protect

OWN_TABLES = (
    "case", "timelineentry", "draft", "admittance", "consent", "incident", "perpetrator", "riskassessment",
    "safetyplan", "goal", "action", "followup", "closure", "house", "bed", "stay", "turnaway", "complaintgroup",
    "complaint", "complaintstep", "amount", "attachment",
)  # fmt: skip
WITHOUT_HISTORY = ("timelineentry", "draft")
LIVE = "status IN ('in_progress', 'accepted')"
RECEIVED = f"to_id = (SELECT security.context_organization()) AND {LIVE}"
MINE = f"{OWN} OR {SYSTEM}"

REFERRAL = f"""
ALTER TABLE cases_referral ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_referral FORCE ROW LEVEL SECURITY;
CREATE POLICY cases_referral_read ON cases_referral FOR SELECT
  USING ({OWN} OR (to_id = (SELECT security.context_organization())) OR {SYSTEM});
CREATE POLICY cases_referral_insert ON cases_referral FOR INSERT WITH CHECK ({MINE});
CREATE POLICY cases_referral_change ON cases_referral FOR UPDATE
  USING ({MINE} OR ({RECEIVED}))
  WITH CHECK ({MINE} OR to_id = (SELECT security.context_organization()));
CREATE POLICY cases_referral_remove ON cases_referral FOR DELETE USING ({SYSTEM});
"""
# What a referral may become, and what of it the receiver may change: its own answer and nothing else.
GUARD = """
CREATE FUNCTION security.guard_referral() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  answer text[] := ARRAY['status', 'responded_at', 'responded_by_id', 'decline_reason', 'taken_up', 'ended_at', 'feedback'];
  -- Without a context only the owner of the tables gets here: row security lets the application change nothing.
  is_receiver boolean := security.context() IS NOT NULL AND security.context_scope() <> 'system'
    AND security.context_organization() IS DISTINCT FROM OLD.organization_id;
BEGIN
  IF is_receiver AND (to_jsonb(NEW) - answer) IS DISTINCT FROM (to_jsonb(OLD) - answer) THEN
    RAISE EXCEPTION 'a receiver changes only its answer' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.status <> OLD.status AND NOT (
       (OLD.status = 'in_progress' AND NEW.status IN ('accepted', 'rejected', 'declined_by_survivor', 'revoked'))
    OR (OLD.status = 'accepted' AND NEW.status IN ('done', 'declined_by_survivor', 'revoked'))) THEN
    RAISE EXCEPTION 'a referral does not go from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  IF is_receiver AND NEW.status = 'revoked' AND OLD.status <> 'revoked' THEN
    RAISE EXCEPTION 'only the sender takes a referral back' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_referral BEFORE UPDATE ON cases_referral FOR EACH ROW EXECUTE FUNCTION security.guard_referral();
"""
BOTH_SIDES = f"""
{OWN} OR other_id = (SELECT security.context_organization()) OR {SYSTEM}"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("core", "0002_security")]
    operations = [
        *[
            migrations.RunSQL(protect(f"cases_{table}", read=MINE), migrations.RunSQL.noop)
            for table in OWN_TABLES
        ],
        *[
            migrations.RunSQL(protect(f"cases_{table}event", read=MINE), migrations.RunSQL.noop)
            for table in OWN_TABLES
            if table not in WITHOUT_HISTORY
        ],
        migrations.RunSQL(REFERRAL, migrations.RunSQL.noop),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
        migrations.RunSQL(
            protect(
                "cases_referralevent",
                read=f"{OWN} OR to_id = (SELECT security.context_organization()) OR {SYSTEM}",
                write=f"{OWN} OR to_id = (SELECT security.context_organization()) OR {SYSTEM}",
            ),
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(protect("cases_referralmessage", read=BOTH_SIDES), migrations.RunSQL.noop),
    ]
