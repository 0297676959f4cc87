-- Who mediated or hosted held calls and talks without being a party to them, the most frequent first.
--
-- param actor actor : only where this actor, or somebody who acts for it, was a party
-- param from from : no event that ended before this day
-- param to to : no event that began after this day
-- param limit int : at most so many rows
-- column mediator text
-- column role text : mediator or host
-- column calls int : how many calls
-- column talks int : how many talks
-- column parties list : between whom, by name
-- column first text : first day of the first dated event
-- column last text : last day of the last dated event
-- column mediator_id text
WITH served AS (
  SELECT m.actor, m.role, e.id, e.type, e.date_start, e.date_end
  FROM PARTICIPATED_IN m JOIN Event e ON e.id = m.event
  WHERE m.role IN ('mediator', 'host') AND e.modality = 'held' AND e.type IN ('call', 'talks')
  AND (:actor IS NULL OR EXISTS (SELECT 1 FROM PARTICIPATED_IN p WHERE p.event = e.id AND p.role IN ('participant', 'speaker')
    AND (p.actor IN (SELECT value FROM json_each(:actor)) OR p.represents IN (SELECT value FROM json_each(:actor))
      OR 'country:' || p.represents IN (SELECT value FROM json_each(:actor)))))
  AND (:from IS NULL OR coalesce(e.date_end, e.reported) >= :from)
  AND (:to IS NULL OR coalesce(e.date_start, e.reported) <= :to)
)
SELECT a.name AS mediator, s.role, sum(s.type = 'call') AS calls, sum(s.type = 'talks') AS talks,
  (SELECT json_group_array(name ORDER BY name, id) FROM (
    SELECT DISTINCT x.id, x.name FROM served o JOIN PARTICIPATED_IN p ON p.event = o.id AND p.role IN ('participant', 'speaker')
    JOIN Actor x ON x.id = p.actor WHERE o.actor = s.actor AND o.role = s.role)) AS parties,
  min(s.date_start) AS first, max(s.date_end) AS last, a.id AS mediator_id
FROM served s JOIN Actor a ON a.id = s.actor
GROUP BY s.actor, s.role
ORDER BY count(*) DESC, a.id, s.role
LIMIT :limit
