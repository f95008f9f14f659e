"""How often people agreed with a linkage run, in counts only.

What people decided on two registrations belongs to their organisation: row-level security shows it to nobody else. The
programme needs to know how far probabilities hold. So a function of the database counts by band of probability, across
organisations, for whoever works in the programme's scope; it hands out no pair.
"""

BANDS_SQL = """
CREATE FUNCTION security.linkage_bands(of_run bigint, edges float8[])
RETURNS TABLE (band int, pairs bigint, expected float8, linked bigint, same bigint, different bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT width_bucket(e.probability, edges), count(*), sum(e.probability), count(*) FILTER (WHERE e.is_linked),
         count(*) FILTER (WHERE d.status = 'SAME'), count(*) FILTER (WHERE d.status = 'DIFFERENT')
    FROM people_linkevidence e
    LEFT JOIN people_duplicatepair d ON d.first_id = e.first_id AND d.second_id = e.second_id
   WHERE e.run_id = of_run AND (SELECT security.context_scope()) IN ('programme', 'system')
   GROUP BY 1 ORDER BY 1 $$
"""
