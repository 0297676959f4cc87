-- When and how an actor last had a held and dated call or talks with each of the others; the latest first. Who acts for an actor counts as the actor.
--
-- param actor actor required : whose contacts
-- param with actor : only the last contact with this actor
-- param to to : none that began after this day
-- param limit int : at most so many rows
-- column other text : with whom
-- column date text : as exactly as told
-- column type text
-- column place text
-- column summary text
-- column event text
-- column other_id text
WITH own AS MATERIALIZED (
  SELECT event, actor FROM PARTICIPATED_IN
  WHERE actor IN (SELECT value FROM json_each(:actor)) AND role IN ('participant', 'speaker')
  UNION
  SELECT p.event, p.actor FROM REPRESENTS r JOIN PARTICIPATED_IN p ON p.actor = r.actor
  WHERE r.body IN (SELECT value FROM json_each(:actor)) AND r.body IN (p.represents, 'country:' || p.represents) AND p.role IN ('participant', 'speaker')
), contact AS (
  SELECT a.name AS other, a.id AS other_id, e.id AS event, e.date, e.type, e.summary, e.date_start, e.date_end,
    row_number() OVER (PARTITION BY a.id ORDER BY e.date_start DESC, e.date_end DESC, e.id) AS n
  FROM own
  JOIN Event e ON e.id = own.event
  JOIN PARTICIPATED_IN p ON p.event = e.id AND NOT EXISTS (SELECT 1 FROM own o WHERE o.event = e.id AND o.actor = p.actor)
  JOIN Actor a ON a.id = p.actor
  WHERE e.modality = 'held' AND e.type IN ('call', 'talks') AND e.date_start IS NOT NULL
  AND p.role IN ('participant', 'speaker')
  AND (:with IS NULL OR p.actor IN (SELECT value FROM json_each(:with)) OR p.represents IN (SELECT value FROM json_each(:with))
    OR 'country:' || p.represents IN (SELECT value FROM json_each(:with)))
  AND (:to IS NULL OR e.date_start <= :to)
)
SELECT c.other, c.date, c.type, p.name AS place, c.summary, c.event, c.other_id
FROM contact c LEFT JOIN HELD_AT h ON h.event = c.event LEFT JOIN Place p ON p.id = h.place
WHERE c.n = 1
ORDER BY c.date_start DESC, c.date_end DESC, c.other_id
LIMIT :limit
