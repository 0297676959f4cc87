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
-- column first text : date of the first dated contact, as exactly as told
-- column last text : date of the last dated contact, as exactly as told
-- column other_id text
WITH own AS MATERIALIZED (
  SELECT event, actor FROM PARTICIPATED_IN
  WHERE actor IN (SELECT value FROM json_each(:actor)) AND role IN ('participant', 'speaker')
  UNION
  SELECT p.event, p.actor FROM REPRESENTS r JOIN PARTICIPATED_IN p ON p.actor = r.actor
  WHERE r.body IN (SELECT value FROM json_each(:actor)) AND r.body IN (p.represents, 'country:' || p.represents) AND p.role IN ('participant', 'speaker')
), met AS MATERIALIZED (
  SELECT e.id, e.type, e.date, e.date_start, e.date_end FROM Event e
  WHERE e.id IN (SELECT event FROM own) AND e.modality = 'held' AND e.type IN ('call', 'talks') AND (:type IS NULL OR e.type = :type)
  AND (:from IS NULL OR coalesce(e.date_end, e.reported) >= :from)
  AND (:to IS NULL OR coalesce(e.date_start, e.reported) <= :to)
), contact AS (
  SELECT p.actor AS other, sum(met.type = 'call') AS calls, sum(met.type = 'talks') AS talks, 
    substr(min(met.date_start || met.date_end || met.date), 21) AS first, substr(max(met.date_end || met.date_start || met.date), 21) AS last
  FROM met JOIN PARTICIPATED_IN p ON p.event = met.id
  WHERE p.role IN ('participant', 'speaker') AND NOT EXISTS (SELECT 1 FROM own o WHERE o.event = p.event AND o.actor = p.actor)
  GROUP BY p.actor
)
SELECT a.name AS other, a.kind, c.calls, c.talks, c.first, c.last, a.id AS other_id
FROM contact c JOIN Actor a ON a.id = c.other
ORDER BY c.calls + c.talks DESC, a.id
LIMIT :limit
