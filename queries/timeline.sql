-- What happened, in order. Events without a date stand where they were first reported.
--
-- param actor actor : only events in which this actor, or somebody who acts for it, took part in any role
-- param a actor : with b: only events between the two
-- param b actor : with a: only events between the two
-- param type type : only call, talks or statement
-- param modality modality : only held, planned, proposed, cancelled or denied
-- param place place : only at this place or in this country
-- param from from : no event that ended before this day
-- param to to : no event that began after this day
-- param limit int : at most so many rows
-- param skip int = 0 : leave out so many of the first
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
WITH chosen AS (
  SELECT id AS event FROM Event WHERE :actor IS NULL
  UNION ALL
  SELECT event FROM (
    SELECT event FROM PARTICIPATED_IN WHERE actor IN (SELECT value FROM json_each(:actor))
    UNION
    SELECT p.event FROM REPRESENTS r JOIN PARTICIPATED_IN p ON p.actor = r.actor
    WHERE r.body IN (SELECT value FROM json_each(:actor)) AND r.body IN (p.represents, 'country:' || p.represents)
  )
), one AS (
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
  SELECT one.event FROM one JOIN other ON other.event = one.event AND other.actor <> one.actor
), page AS MATERIALIZED (
  SELECT e.id AS event, h.place
  FROM chosen
  JOIN Event e ON e.id = chosen.event
  LEFT JOIN HELD_AT h ON h.event = e.id
  WHERE (:a IS NULL OR :b IS NULL OR e.id IN (SELECT event FROM pair))
    AND (:type IS NULL OR e.type = :type)
    AND (:modality IS NULL OR e.modality = :modality)
    AND (:place IS NULL OR h.place IN (SELECT value FROM json_each(:place)))
    AND (:from IS NULL OR coalesce(e.date_end, e.reported) >= :from)
    AND (:to IS NULL OR coalesce(e.date_start, e.reported) <= :to)
  ORDER BY coalesce(e.date_start, e.reported) IS NULL, coalesce(e.date_start, e.reported), coalesce(e.date_end, e.reported), e.type, e.id
  LIMIT :limit OFFSET :skip
)
SELECT e.date, e.type, e.modality,
  (SELECT json_group_array(x.name ORDER BY x.name, x.id) FROM PARTICIPATED_IN q JOIN Actor x ON x.id = q.actor
    WHERE q.event = e.id AND q.role IN ('participant', 'speaker')) AS participants,
  p.name AS place, p.country, e.summary,
  (SELECT count(*) FROM REPORTS r WHERE r.event = e.id) AS reports,
  e.id AS event, e.date_start, e.date_end, e.precision, e.reported
FROM page
JOIN Event e ON e.id = page.event
LEFT JOIN Place p ON p.id = page.place
ORDER BY coalesce(e.date_start, e.reported) IS NULL, coalesce(e.date_start, e.reported), coalesce(e.date_end, e.reported), e.type, e.id
