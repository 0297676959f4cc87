-- With whom an actor had held calls and talks, the most frequent first. Contacts of those who act for the actor count too.
--
-- param actor actor required : whose contacts
-- param type type : only call or talks
-- param from from : no event that ended before this day
-- param to to : no event that began after this day
-- param limit int : at most so many rows
-- column other text : with whom
-- column kind text : person, country or organization
-- column calls int : how many calls
-- column talks int : how many talks
-- column first text : first day of the first dated contact
-- column last text : last day of the last dated contact
-- column other_id text
WITH own AS MATERIALIZED (
  SELECT event, actor FROM PARTICIPATED_IN
  WHERE actor IN (SELECT value FROM json_each(:actor)) AND role IN ('participant', 'speaker')
  UNION
  SELECT p.event, p.actor FROM REPRESENTS r JOIN PARTICIPATED_IN p ON p.actor = r.actor
  WHERE r.body IN (SELECT value FROM json_each(:actor)) AND r.body IN (p.represents, 'country:' || p.represents) AND p.role IN ('participant', 'speaker')
), contact AS (
  SELECT DISTINCT p.actor AS other, e.id, e.type, e.date_start, e.date_end
  FROM own
  JOIN Event e ON e.id = own.event
  JOIN PARTICIPATED_IN p ON p.event = e.id AND NOT EXISTS (SELECT 1 FROM own o WHERE o.event = e.id AND o.actor = p.actor)
  WHERE e.modality = 'held' AND e.type IN ('call', 'talks') AND (:type IS NULL OR e.type = :type)
  AND p.role IN ('participant', 'speaker')
  AND (:from IS NULL OR coalesce(e.date_end, e.reported) >= :from)
  AND (:to IS NULL OR coalesce(e.date_start, e.reported) <= :to)
)
SELECT a.name AS other, a.kind, sum(c.type = 'call') AS calls, sum(c.type = 'talks') AS talks,
  min(c.date_start) AS first, max(c.date_end) AS last, a.id AS other_id
FROM contact c JOIN Actor a ON a.id = c.other
GROUP BY a.id
ORDER BY count(*) DESC, a.id
LIMIT :limit
