// How many held events each month, by type. An event counts in the month in which it began, one without a date in that of its first report; one of which only the year is known does not count.
//
// param actor actor : only events in which this actor, or somebody who acts for it, took part
// param type type : only call, talks or statement
// param from from : no event that ended before this day
// param to to : no event that began after this day
// column month text : 2006-01
// column calls int
// column talks int
// column statements int
CALL () {
  MATCH (e:Event) WHERE $actor IS NULL
  RETURN e
  UNION ALL
  CALL () {
    MATCH (x:Actor)-[:PARTICIPATED_IN]->(e:Event)
    WHERE x.id IN $actor
    RETURN e
    UNION
    MATCH (body:Actor)<-[:REPRESENTS]-(x:Actor)-[r:PARTICIPATED_IN]->(e:Event)
    WHERE body.id IN $actor AND body.id IN [r.represents, 'country:' + r.represents]
    RETURN e
  }
  RETURN e
}
WITH e
WHERE e.modality = 'held' AND coalesce(e.date_start, e.reported) IS NOT NULL AND coalesce(e.precision, '') <> 'year'
  AND ($type IS NULL OR e.type = $type)
  AND ($from IS NULL OR coalesce(e.date_end, e.reported) >= $from)
  AND ($to IS NULL OR coalesce(e.date_start, e.reported) <= $to)
WITH coalesce(e.date_start, e.reported) AS day, e.type AS type, count(*) AS n // few days: their months are worked out once
RETURN substring(day, 0, 7) AS month, sum(CASE type WHEN 'call' THEN n ELSE 0 END) AS calls,
  sum(CASE type WHEN 'talks' THEN n ELSE 0 END) AS talks, sum(CASE type WHEN 'statement' THEN n ELSE 0 END) AS statements
ORDER BY month
