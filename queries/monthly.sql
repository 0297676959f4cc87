-- How many held events each month, by type. An event counts in the month in which it began, one without a date in that of its first report; one of which only the year is known does not count.
--
-- param actor actor : only events in which this actor, or somebody who acts for it, took part
-- param type type : only call, talks or statement
-- param from from : no event that ended before this day
-- param to to : no event that began after this day
-- column month text : 2006-01
-- column calls int
-- column talks int
-- column statements int
WITH chosen AS (
  SELECT id, type, modality, precision, date_start, date_end, reported FROM Event WHERE :actor IS NULL
  UNION ALL
  SELECT e.id, e.type, e.modality, e.precision, e.date_start, e.date_end, e.reported FROM (
    SELECT event FROM PARTICIPATED_IN WHERE actor IN (SELECT value FROM json_each(:actor))
    UNION
    SELECT p.event FROM REPRESENTS r JOIN PARTICIPATED_IN p ON p.actor = r.actor
    WHERE r.body IN (SELECT value FROM json_each(:actor)) AND r.body IN (p.represents, 'country:' || p.represents)
  ) own JOIN Event e ON e.id = own.event
)
SELECT substr(coalesce(e.date_start, e.reported), 1, 7) AS month, sum(e.type = 'call') AS calls, sum(e.type = 'talks') AS talks, sum(e.type = 'statement') AS statements
FROM chosen e
WHERE e.modality = 'held' AND coalesce(e.date_start, e.reported) IS NOT NULL AND coalesce(e.precision, '') <> 'year'
  AND (:type IS NULL OR e.type = :type)
  AND (:from IS NULL OR coalesce(e.date_end, e.reported) >= :from)
  AND (:to IS NULL OR coalesce(e.date_start, e.reported) <= :to)
GROUP BY month
ORDER BY month
