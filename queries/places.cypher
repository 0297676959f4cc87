// Where held events took place, the most frequent first.
//
// param actor actor : only events in which this actor, or somebody who acts for it, took part
// param type type : only call, talks or statement
// param from from : no event that ended before this day
// param to to : no event that began after this day
// param limit int : at most so many rows
// column place text
// column country text
// column calls int : how many calls
// column talks int : how many talks
// column statements int : how many statements
// column first text : date of the first dated event, as exactly as told
// column last text : date of the last dated event, as exactly as told
// column lat float
// column lon float
// column place_id text
MATCH (e:Event)-[:HELD_AT]->(p:Place)
WHERE e.modality = 'held' AND ($type IS NULL OR e.type = $type)
  AND ($actor IS NULL OR EXISTS {
    MATCH (e)<-[q:PARTICIPATED_IN]-(x:Actor)
    WHERE x.id IN $actor OR q.represents IN $actor OR 'country:' + q.represents IN $actor
  })
  AND ($from IS NULL OR coalesce(e.date_end, e.reported) >= $from)
  AND ($to IS NULL OR coalesce(e.date_start, e.reported) <= $to)
RETURN p.name AS place, p.country AS country, sum(CASE e.type WHEN 'call' THEN 1 ELSE 0 END) AS calls, sum(CASE e.type WHEN 'talks' THEN 1 ELSE 0 END) AS talks,
  sum(CASE e.type WHEN 'statement' THEN 1 ELSE 0 END) AS statements, substring(min(e.date_start + e.date_end + e.date), 20) AS first, substring(max(e.date_end + e.date_start + e.date), 20) AS last,
  p.lat AS lat, p.lon AS lon, p.id AS place_id
ORDER BY calls + talks + statements DESC, place_id
LIMIT $limit
