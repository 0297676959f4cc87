-- Who was to talk or talked to whom in calls and talks that the filters let through, and how often; those who talked most first.
--
-- param actor actor : only contacts of this actor
-- param type type : only call or talks
-- param modality modality = held : only held, planned, proposed, cancelled or denied
-- param from from : no event that ended before this day
-- param to to : no event that began after this day
-- param limit int : at most so many rows
-- column a text : one of the two
-- column a_kind text : person, country or organization
-- column a_country text
-- column b text : the other
-- column b_kind text
-- column b_country text
-- column calls int : how many calls
-- column talks int : how many talks
-- column a_id text
-- column b_id text
WITH counted AS (
  -- What TALKED_TO counts already need not be counted again.
  SELECT a, b, calls, talks FROM TALKED_TO
  WHERE :modality = 'held' AND :type IS NULL AND :from IS NULL AND :to IS NULL
    AND (:actor IS NULL OR a IN (SELECT value FROM json_each(:actor)) OR b IN (SELECT value FROM json_each(:actor)))
  UNION ALL
  SELECT p.actor, q.actor, sum(e.type = 'call'), sum(e.type = 'talks')
  FROM Event e
  JOIN PARTICIPATED_IN p ON p.event = e.id
  JOIN PARTICIPATED_IN q ON q.event = e.id AND q.actor > p.actor
  WHERE NOT (:modality = 'held' AND :type IS NULL AND :from IS NULL AND :to IS NULL)
    AND e.modality = :modality AND e.type IN ('call', 'talks') AND (:type IS NULL OR e.type = :type)
    AND p.role IN ('participant', 'speaker') AND q.role IN ('participant', 'speaker')
    AND (:actor IS NULL OR e.id IN (SELECT event FROM PARTICIPATED_IN WHERE actor IN (SELECT value FROM json_each(:actor))))
    AND (:actor IS NULL OR p.actor IN (SELECT value FROM json_each(:actor)) OR q.actor IN (SELECT value FROM json_each(:actor)))
    AND (:from IS NULL OR coalesce(e.date_end, e.reported) >= :from)
    AND (:to IS NULL OR coalesce(e.date_start, e.reported) <= :to)
  GROUP BY p.actor, q.actor
), pair AS MATERIALIZED (
  SELECT * FROM counted ORDER BY calls + talks DESC, a, b LIMIT :limit
)
SELECT a.name AS a, a.kind AS a_kind, a.country AS a_country, b.name AS b, b.kind AS b_kind, b.country AS b_country, pair.calls, pair.talks, a.id AS a_id, b.id AS b_id
FROM pair JOIN Actor a ON a.id = pair.a JOIN Actor b ON b.id = pair.b
ORDER BY pair.calls + pair.talks DESC, a.id, b.id
