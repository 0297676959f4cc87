// All calls, talks and joint statements of two actors, in order. Who acts for an actor counts as the actor.
//
// param a actor required : one of the two
// param b actor required : the other
// param type type : only call, talks or statement
// param modality modality : only held, planned, proposed, cancelled or denied
// param from from : no event that ended before this day
// param to to : no event that began after this day
// param limit int : at most so many rows
// column date text : as exactly as told
// column type text
// column modality text
// column participants list : the parties, by name
// column place text
// column country text : of the place
// column summary text
// column reports int : how many reports
// column event text
// column date_start text
// column date_end text
// column precision text
// column reported text : first day on which an article told of it
CALL () {
  MATCH (x:Actor)-[r:PARTICIPATED_IN]->(e:Event)
  WHERE x.id IN $a AND r.role IN ['participant', 'speaker']
  RETURN e, x
  UNION
  MATCH (body:Actor)<-[:REPRESENTS]-(x:Actor)-[r:PARTICIPATED_IN]->(e:Event)
  WHERE body.id IN $a AND body.id IN [r.represents, 'country:' + r.represents] AND r.role IN ['participant', 'speaker']
  RETURN e, x
}
MATCH (e)<-[s:PARTICIPATED_IN]-(y:Actor)
WHERE y <> x AND s.role IN ['participant', 'speaker'] AND (y.id IN $b OR s.represents IN $b OR 'country:' + s.represents IN $b)
  AND ($type IS NULL OR e.type = $type)
  AND ($modality IS NULL OR e.modality = $modality)
  AND ($from IS NULL OR coalesce(e.date_end, e.reported) >= $from)
  AND ($to IS NULL OR coalesce(e.date_start, e.reported) <= $to)
WITH DISTINCT e
OPTIONAL MATCH (e)-[:HELD_AT]->(p:Place)
WITH e, p
ORDER BY coalesce(e.date_start, e.reported) IS NULL, coalesce(e.date_start, e.reported), coalesce(e.date_end, e.reported), e.type, e.id
LIMIT $limit
RETURN e.date AS date, e.type AS type, e.modality AS modality,
  COLLECT {
    MATCH (y:Actor)-[q:PARTICIPATED_IN]->(e) WHERE q.role IN ['participant', 'speaker']
    RETURN y.name ORDER BY y.name, y.id
  } AS participants,
  p.name AS place, p.country AS country, e.summary AS summary,
  COUNT { (e)<-[:REPORTS]-() } AS reports,
  e.id AS event, e.date_start AS date_start, e.date_end AS date_end, e.precision AS precision, e.reported AS reported
ORDER BY coalesce(date_start, reported) IS NULL, coalesce(date_start, reported), coalesce(date_end, reported), type, event
