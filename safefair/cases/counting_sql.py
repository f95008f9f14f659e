# ruff: noqa: S608  reason: put together from names of our own, no word of a user among them
"""How PostgreSQL keeps the coded rows of case work: in the transaction of the change, whoever makes it.

Views in `security` say what counts; `recount_cases` brings rows in line with them; triggers call it for the cases that a
statement touched. Row security hides the sources from whoever is not their organisation (a receiver's answer changes a
row of the sender), so the functions look past it, and give nothing back. Nobody but them writes a coded row.

Counted is a case whose newest answer to statistics is yes (`cases_case.counts`), that is not a second entry of another. Once
`cases_countlink` holds no row for a case (NULL), her words are erased: what was counted stays, and nothing changes it.
"""

ASSESSED_WITHIN = 3
"""Days from the opening of a case in which danger is to be assessed."""
ZONE = "Asia/Bangkok"
"""Where the month of a moment is read: of the offices, never of the server."""

COMMON = """
    c.id AS case_id, c.organization_id, o.kind AS organization_kind, c.sex, c.age_band, c.nationality"""
COUNTS = "c.counts IS TRUE AND c.erased_at IS NULL AND c.status <> 'duplicate'"
COLUMNS = {
    "case": "organization_id, organization_kind, month, country, sex, age_band, nationality, origin, destination, stage,"
    " sector, needs, kind, risk_at_start, assessed, plan, closed_month, closure_reason, open_for, risk_at_end,"
    " satisfaction",
    "incident": "organization_id, organization_kind, month, country, sex, age_band, nationality, harm, delay",
    "referral": "organization_id, organization_kind, month, country, sex, age_band, nationality, service, answered,"
    " status, decline_reason, feedback",
    "complaint": "organization_id, organization_kind, month, country, sex, age_band, nationality, types, respondent,"
    " forum, outcome, ended_month",
}

CLASSES = """
CREATE FUNCTION security.delay_class(happened date, told date) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN happened IS NULL OR told IS NULL OR happened > told THEN 'unknown'
              WHEN told - happened <= 3 THEN 'd3' WHEN told - happened <= 5 THEN 'd5'
              WHEN told - happened <= 14 THEN 'd14' WHEN told - happened <= 30 THEN 'd30'
              WHEN told - happened <= 90 THEN 'd90' ELSE 'more' END $$;
CREATE FUNCTION security.random_row() RETURNS bigint LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT ('x' || left(u, 12) || right(u, 3))::bit(60)::bigint
    FROM (SELECT replace(gen_random_uuid()::text, '-', '') AS u) AS drawn $$;
"""

VIEWS = f"""
CREATE VIEW security.countable_case AS
SELECT c.id AS subject_id, {COMMON}, o.country, date_trunc('month', c.opened_on)::date AS month,
       c.origin, c.destination, c.stage, c.sector, c.needs,
       CASE WHEN i.any AND l.any THEN 'both' WHEN i.any THEN 'violence' WHEN l.any THEN 'labour' ELSE 'other' END AS kind,
       c.risk_at_start,
       CASE WHEN a.first IS NULL THEN 'none' WHEN a.first <= c.opened_on + {ASSESSED_WITHIN} THEN 'in_time' ELSE 'late' END
         AS assessed,
       CASE WHEN p.is_needed AND p.made_on IS NOT NULL THEN 'made'
            WHEN p.is_needed OR (p.is_needed IS NULL AND c.risk = 'high') THEN 'missing'
            WHEN p.is_needed IS FALSE OR c.risk <> '' THEN 'not_needed' ELSE 'unknown' END AS plan,
       date_trunc('month', e.decided_on)::date AS closed_month, coalesce(e.reason, '') AS closure_reason,
       CASE WHEN e.decided_on IS NULL THEN '' WHEN e.decided_on - c.opened_on <= 30 THEN 'd30'
            WHEN e.decided_on - c.opened_on <= 90 THEN 'd90' WHEN e.decided_on - c.opened_on <= 180 THEN 'd180'
            ELSE 'more' END AS open_for,
       coalesce(e.risk, '') AS risk_at_end,
       CASE WHEN e.decided_on IS NULL THEN '' WHEN e.satisfaction >= 4 THEN 'content' WHEN e.satisfaction = 3 THEN 'middle'
            WHEN e.satisfaction IS NOT NULL THEN 'not' WHEN e.prefers_not_to_say THEN 'declined' ELSE 'not_asked' END
         AS satisfaction
  FROM cases_case c JOIN accounts_organization o ON o.id = c.organization_id
  CROSS JOIN LATERAL (SELECT count(*) > 0 AS any FROM cases_incident x
                       WHERE x.case_id = c.id AND x.removed_at IS NULL AND x.core_type <> 'non-gbv') i
  CROSS JOIN LATERAL (SELECT count(*) > 0 AS any FROM cases_complaint x WHERE x.case_id = c.id) l
  CROSS JOIN LATERAL (SELECT min(assessed_on) AS first FROM cases_riskassessment x WHERE x.case_id = c.id) a
  LEFT JOIN cases_safetyplan p ON p.case_id = c.id AND p.replaced_at IS NULL
  LEFT JOIN LATERAL (SELECT * FROM cases_closure x WHERE x.case_id = c.id AND x.status = 'approved'
                        AND x.reopened_on IS NULL ORDER BY x.id DESC LIMIT 1) e ON true
 WHERE {COUNTS};
CREATE VIEW security.countable_incident AS
SELECT x.id AS subject_id, {COMMON}, o.country, date_trunc('month', x.reported_on)::date AS month,
       CASE WHEN x.core_type IN ('rape', 'sexual_assault') THEN 'sexual' WHEN x.core_type = 'physical_assault' THEN 'physical'
            WHEN x.core_type = 'non-gbv' THEN 'non_gbv' WHEN x.core_type = 'undecided' THEN 'unknown' ELSE 'other_gbv' END
         AS harm,
       security.delay_class(x.happened_on, x.reported_on) AS delay
  FROM cases_incident x JOIN cases_case c ON c.id = x.case_id JOIN accounts_organization o ON o.id = c.organization_id
 WHERE {COUNTS} AND x.removed_at IS NULL AND x.reported_elsewhere <> 'gbvims-org';
CREATE VIEW security.countable_referral AS
SELECT x.id AS subject_id, {COMMON}, o.country,
       date_trunc('month', x.sent_at AT TIME ZONE '{ZONE}')::date AS month, x.service,
       CASE WHEN x.responded_at IS NULL THEN 'none' WHEN x.responded_at <= x.sent_at + interval '1 hour' THEN 'h1'
            WHEN x.responded_at <= x.sent_at + interval '1 day' THEN 'h24'
            WHEN x.responded_at <= x.sent_at + interval '3 days' THEN 'd3'
            WHEN x.responded_at <= x.sent_at + interval '7 days' THEN 'd7' ELSE 'more' END AS answered,
       x.status, x.decline_reason, x.feedback
  FROM cases_referral x JOIN cases_case c ON c.id = x.case_id JOIN accounts_organization o ON o.id = c.organization_id
 WHERE {COUNTS} AND x.to_id IS NOT NULL AND x.status <> 'revoked';
CREATE VIEW security.countable_complaint AS
SELECT x.id AS subject_id, {COMMON}, x.country, date_trunc('month', x.opened_on)::date AS month, x.types, x.respondent,
       x.forum, x.outcome, date_trunc('month', x.ended_on)::date AS ended_month
  FROM cases_complaint x JOIN cases_case c ON c.id = x.case_id JOIN accounts_organization o ON o.id = c.organization_id
 WHERE {COUNTS};
CREATE VIEW security.countable_money AS
SELECT l.row_id AS complaint_id, x.case_id, x.organization_id, date_trunc('month', m."on")::date AS month, m.kind,
       m.currency, sum(m.amount) AS amount,
       CASE WHEN count(*) = count(m.rate) OR m.currency = 'USD'
            THEN round(sum(CASE WHEN m.currency = 'USD' THEN m.amount ELSE m.amount / m.rate END), 2) END AS usd
  FROM cases_amount m JOIN cases_complaint x ON x.id = m.complaint_id
  JOIN cases_countlink l ON l.noun = 'complaint' AND l.subject_id = x.id
 GROUP BY l.row_id, x.case_id, x.organization_id, date_trunc('month', m."on"), m.kind, m.currency;
"""


def _bring_in_line(noun: str) -> str:
    """Of the cases in `mine`: rows that count no more go, new ones come, those that say something else are set right."""
    columns = COLUMNS[noun]
    names = [name.strip() for name in columns.split(",")]
    here, theirs, wanted = (", ".join(f"{row}.{name}" for name in names) for row in ("t", "EXCLUDED", "w"))
    return f"""
    WITH gone AS (
      DELETE FROM cases_countlink l WHERE l.case_id = ANY(mine) AND l.noun = '{noun}' AND NOT EXISTS (
        SELECT FROM security.countable_{noun} w WHERE w.case_id = ANY(mine) AND w.subject_id = l.subject_id)
      RETURNING l.row_id)
    DELETE FROM cases_counted{noun} USING gone WHERE id = gone.row_id;
    INSERT INTO cases_countlink (organization_id, case_id, noun, subject_id, row_id)
      SELECT organization_id, case_id, '{noun}', subject_id, security.random_row()
        FROM security.countable_{noun} WHERE case_id = ANY(mine)
      ON CONFLICT (noun, subject_id) DO NOTHING;
    INSERT INTO cases_counted{noun} AS t (id, {columns})
      SELECT l.row_id, {wanted}
        FROM security.countable_{noun} w JOIN cases_countlink l ON l.noun = '{noun}' AND l.subject_id = w.subject_id
       WHERE w.case_id = ANY(mine)
      ON CONFLICT (id) DO UPDATE SET ({columns}) = ROW({theirs}) WHERE ({here}) IS DISTINCT FROM ({theirs});"""


RECOUNT = f"""
CREATE FUNCTION security.recount_cases(ids bigint[], nouns text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE mine bigint[];
BEGIN
  -- What is neither counted nor to be counted, most of all changes, ends here.
  SELECT array_agg(c.id) INTO mine FROM cases_case c
   WHERE c.id = ANY(ids) AND c.erased_at IS NULL
     AND (c.counts OR EXISTS (SELECT FROM cases_countlink l WHERE l.case_id = c.id))
     AND NOT EXISTS (SELECT FROM cases_countlink l WHERE l.case_id = c.id AND l.row_id IS NULL);
  IF mine IS NULL THEN RETURN; END IF;
  IF 'case' = ANY(nouns) THEN {_bring_in_line("case")}
  END IF;
  IF 'incident' = ANY(nouns) THEN {_bring_in_line("incident")}
  END IF;
  IF 'referral' = ANY(nouns) THEN {_bring_in_line("referral")}
  END IF;
  IF 'complaint' = ANY(nouns) THEN
    DELETE FROM cases_countedmoney m USING cases_countlink l
     WHERE l.case_id = ANY(mine) AND l.noun = 'complaint' AND m.complaint_id = l.row_id; {_bring_in_line("complaint")}
    INSERT INTO cases_countedmoney (id, organization_id, complaint_id, month, kind, currency, amount, usd)
      SELECT security.random_row(), organization_id, complaint_id, month, kind, currency, amount, usd
        FROM security.countable_money WHERE case_id = ANY(mine);
  END IF;
END $$;
CREATE FUNCTION security.recount_all_cases() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF security.context_scope() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'only a job counts everything anew' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM security.recount_cases(array_agg(id), ARRAY['case', 'incident', 'referral', 'complaint']) FROM cases_case;
END $$;
"""

TRIGGERS = """
CREATE FUNCTION security.recount_of_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM security.recount_cases((SELECT array_agg(DISTINCT case_id) FROM changed), TG_ARGV::text[]);
  RETURN NULL;
END $$;
CREATE FUNCTION security.recount_of_amounts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM security.recount_cases(
    (SELECT array_agg(DISTINCT case_id) FROM cases_complaint WHERE id IN (SELECT complaint_id FROM changed)),
    ARRAY['complaint']);
  RETURN NULL;
END $$;
CREATE FUNCTION security.recount_of_cases() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE aside text[] := ARRAY['sealed', 'version', 'worker_id', 'review_on', 'contact_channel', 'priority'];
BEGIN
  PERFORM security.recount_cases(array_agg(n.id), ARRAY['case', 'incident', 'referral', 'complaint'])
     FROM changed n JOIN was o USING (id)
    WHERE (n.counts OR o.counts) AND (to_jsonb(n) - aside) IS DISTINCT FROM (to_jsonb(o) - aside);
  RETURN NULL;
END $$;
CREATE FUNCTION security.recount_of_new_cases() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM security.recount_cases(array_agg(id), ARRAY['case']) FROM changed WHERE counts;
  RETURN NULL;
END $$;
CREATE TRIGGER recount_changed AFTER UPDATE ON cases_case REFERENCING NEW TABLE AS changed OLD TABLE AS was
  FOR EACH STATEMENT EXECUTE FUNCTION security.recount_of_cases();
CREATE TRIGGER recount_new AFTER INSERT ON cases_case REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION security.recount_of_new_cases();
"""
TOUCHES = {
    "riskassessment": "'case'",
    "safetyplan": "'case'",
    "closure": "'case'",
    "incident": "'case', 'incident'",
    "complaint": "'case', 'complaint'",
    "referral": "'referral'",
}
"""Which rows a change of a table may change."""
EVENTS = (("new", "INSERT", "NEW"), ("changed", "UPDATE", "NEW"), ("gone", "DELETE", "OLD"))


def _triggers(table: str, call: str) -> str:
    return "".join(
        f"CREATE TRIGGER recount_{name} AFTER {event} ON cases_{table} REFERENCING {side} TABLE AS changed"
        f" FOR EACH STATEMENT EXECUTE FUNCTION security.{call};\n"
        for name, event, side in EVENTS
    )


CLOSED = """
REVOKE EXECUTE ON FUNCTION security.recount_cases(bigint[], text[]) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION security.recount_all_cases() FROM PUBLIC;
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'safefair_app') THEN
    GRANT EXECUTE ON FUNCTION security.recount_all_cases() TO safefair_app;
  END IF;
END $$;
SELECT security.recount_cases(array_agg(id), ARRAY['case', 'incident', 'referral', 'complaint']) FROM cases_case;
"""
COUNTING_SQL = "".join(
    [
        CLASSES,
        VIEWS,
        RECOUNT,
        TRIGGERS,
        *(_triggers(table, f"recount_of_rows({nouns})") for table, nouns in TOUCHES.items()),
        _triggers("amount", "recount_of_amounts()"),
        CLOSED,
    ]
)
