-- Where held events took place, the most frequent first.
--
-- param actor actor : only events in which this actor, or somebody who acts for it, took part
-- param type type : only call, talks or statement
-- param from from : no event that ended before this day
-- param to to : no event that began after this day
-- param limit int : at most so many rows
-- column place text
-- column country text
-- column calls int : how many calls
-- column talks int : how many talks
-- column statements int : how many statements
-- column first text : date of the first dated event, as exactly as told
-- column last text : date of the last dated event, as exactly as told
-- column lat float
-- column lon float
-- column place_id text
SELECT p.name AS place, p.country, sum(e.type = 'call') AS calls, sum(e.type = 'talks') AS talks, sum(e.type = 'statement') AS statements,
  substr(min(e.date_start || e.date_end || e.date), 21) AS first, substr(max(e.date_end || e.date_start || e.date), 21) AS last, p.lat, p.lon, p.id AS place_id
FROM HELD_AT h JOIN Event e ON e.id = h.event JOIN Place p ON p.id = h.place
WHERE e.modality = 'held' AND (:type IS NULL OR e.type = :type)
  AND (:actor IS NULL OR EXISTS (SELECT 1 FROM PARTICIPATED_IN q WHERE q.event = e.id AND (q.actor IN (SELECT value FROM json_each(:actor))
    OR q.represents IN (SELECT value FROM json_each(:actor)) OR 'country:' || q.represents IN (SELECT value FROM json_each(:actor)))))
  AND (:from IS NULL OR coalesce(e.date_end, e.reported) >= :from)
  AND (:to IS NULL OR coalesce(e.date_start, e.reported) <= :to)
GROUP BY p.id
ORDER BY count(*) DESC, p.id
LIMIT :limit
