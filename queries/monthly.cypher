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
MATCH (e:Event)
WHERE e.modality = 'held' AND coalesce(e.date_start, e.reported) IS NOT NULL AND coalesce(e.precision, '') <> 'year'
  AND ($type IS NULL OR e.type = $type)
  AND ($actor IS NULL OR EXISTS {
    MATCH (e)<-[q:PARTICIPATED_IN]-(x:Actor)
    WHERE x.id IN $actor OR q.represents IN $actor OR 'country:' + q.represents IN $actor
  })
  AND ($from IS NULL OR coalesce(e.date_end, e.reported) >= $from)
  AND ($to IS NULL OR coalesce(e.date_start, e.reported) <= $to)
RETURN substring(coalesce(e.date_start, e.reported), 0, 7) AS month, sum(CASE e.type WHEN 'call' THEN 1 ELSE 0 END) AS calls,
  sum(CASE e.type WHEN 'talks' THEN 1 ELSE 0 END) AS talks, sum(CASE e.type WHEN 'statement' THEN 1 ELSE 0 END) AS statements
ORDER BY month
