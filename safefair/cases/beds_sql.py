"""Whether a house has room, asked across organisations: a yes or a no, never a number and never an address.

Houses, beds and stays of others are hidden by row-level security. This function looks past it and says only what a
referrer must know not to send a woman to a full house. It answers nobody who works for no organisation.

Room is: one free bed for her (without steps, if she needs that), and for each child a free cot or another free bed, in a
house that takes children, and boys of that age. A limit of age that is empty is none.
"""

BEDS_SQL = """
CREATE FUNCTION security.beds_free(children int, boy_age int, needs_access boolean)
RETURNS TABLE (organization_id bigint, house uuid, name text, country text, area text, has_room boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT h.organization_id, h.uuid, h.name::text, h.country::text, h.area::text,
         (children = 0 OR h.takes_children)
         AND (boy_age IS NULL OR h.takes_boys_until IS NULL OR boy_age <= h.takes_boys_until)
         AND b.beds >= 1 + greatest(children - b.cots, 0)
         AND (NOT needs_access OR b.accessible >= 1)
    FROM cases_house h
    JOIN accounts_organization o ON o.id = h.organization_id AND o.is_active
   CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE NOT is_cot) AS beds, count(*) FILTER (WHERE is_cot) AS cots,
                count(*) FILTER (WHERE NOT is_cot AND is_accessible) AS accessible
           FROM cases_bed
          WHERE house_id = h.id AND out_of_use_since IS NULL
            AND NOT EXISTS (SELECT FROM cases_stay s WHERE s.bed_id = cases_bed.id AND s.left_on IS NULL)) b
   WHERE h.is_active AND children BETWEEN 0 AND 6 AND (SELECT security.context_organization()) IS NOT NULL
   ORDER BY h.country, h.name, h.id $$;
REVOKE EXECUTE ON FUNCTION security.beds_free(int, int, boolean) FROM PUBLIC;
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'safefair_app') THEN
    GRANT EXECUTE ON FUNCTION security.beds_free(int, int, boolean) TO safefair_app;
  END IF;
END $$;
"""
