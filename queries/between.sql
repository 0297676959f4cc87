-- All calls, talks and joint statements of two actors, in order. Who acts for an actor counts as the actor.
--
-- param a actor required : one of the two
-- param b actor required : the other
-- param type type : only call, talks or statement
-- param modality modality : only held, planned, proposed, cancelled or denied
-- param from from : no event that ended before this day
-- param to to : no event that began after this day
-- param limit int : at most so many rows
-- column date text : as exactly as told
-- column type text
-- column modality text
-- column participants list : the parties, by name
-- column place text
-- column country text : of the place
-- column summary text
-- column reports int : how many reports
-- column event text
-- column date_start text
-- column date_end text
-- column precision text
-- column reported text : first day on which an article told of it
WITH one AS (
  SELECT event, actor FROM PARTICIPATED_IN
  WHERE actor IN (SELECT value FROM json_each(:a)) AND role IN ('participant', 'speaker')
  UNION
  SELECT p.event, p.actor FROM REPRESENTS r JOIN PARTICIPATED_IN p ON p.actor = r.actor
  WHERE r.body IN (SELECT value FROM json_each(:a)) AND r.body IN (p.represents, 'country:' || p.represents) AND p.role IN ('participant', 'speaker')
), other AS (
  SELECT event, actor FROM PARTICIPATED_IN
  WHERE actor IN (SELECT value FROM json_each(:b)) AND role IN ('participant', 'speaker')
  UNION
  SELECT p.event, p.actor FROM REPRESENTS r JOIN PARTICIPATED_IN p ON p.actor = r.actor
  WHERE r.body IN (SELECT value FROM json_each(:b)) AND r.body IN (p.represents, 'country:' || p.represents) AND p.role IN ('participant', 'speaker')
), pair AS (
  SELECT DISTINCT one.event FROM one JOIN other ON other.event = one.event AND other.actor <> one.actor
)
SELECT e.date, e.type, e.modality,
  (SELECT json_group_array(x.name ORDER BY x.name, x.id) FROM PARTICIPATED_IN q JOIN Actor x ON x.id = q.actor
    WHERE q.event = e.id AND q.role IN ('participant', 'speaker')) AS participants,
  p.name AS place, p.country, e.summary,
  (SELECT count(*) FROM REPORTS r WHERE r.event = e.id) AS reports,
  e.id AS event, e.date_start, e.date_end, e.precision, e.reported
FROM pair
JOIN Event e ON e.id = pair.event
LEFT JOIN HELD_AT h ON h.event = e.id
LEFT JOIN Place p ON p.id = h.place
WHERE (:type IS NULL OR e.type = :type)
  AND (:modality IS NULL OR e.modality = :modality)
  AND (:from IS NULL OR coalesce(e.date_end, e.reported) >= :from)
  AND (:to IS NULL OR coalesce(e.date_start, e.reported) <= :to)
ORDER BY coalesce(e.date_start, e.reported) IS NULL, coalesce(e.date_start, e.reported), coalesce(e.date_end, e.reported), e.type, e.id
LIMIT :limit
