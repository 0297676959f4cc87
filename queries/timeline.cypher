// What happened, in order. Events without a date stand where they were first reported.
//
// param actor actor : only events in which this actor, or somebody who acts for it, took part in any role
// param a actor : with b: only events between the two
// param b actor : with a: only events between the two
// param type type : only call, talks or statement
// param modality modality : only held, planned, proposed, cancelled or denied
// param place place : only at this place or in this country
// param from from : no event that ended before this day
// param to to : no event that began after this day
// param limit int : at most so many rows
// param skip int = 0 : leave out so many of the first
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
  MATCH (e:Event) WHERE $actor IS NULL AND ($a IS NULL OR $b IS NULL)
  RETURN e
  UNION ALL
  CALL () {
    MATCH (x:Actor)-[:PARTICIPATED_IN]->(e:Event) WHERE ($actor IS NOT NULL OR $b IS NOT NULL) AND x.id IN coalesce($actor, $a)
    RETURN e
    UNION
    MATCH (body:Actor)<-[:REPRESENTS]-(:Actor)-[r:PARTICIPATED_IN]->(e:Event)
    WHERE ($actor IS NOT NULL OR $b IS NOT NULL) AND body.id IN coalesce($actor, $a) AND body.id IN [r.represents, 'country:' + r.represents]
    RETURN e
  }
  RETURN e
}
WITH e
WHERE ($type IS NULL OR e.type = $type)
  AND ($modality IS NULL OR e.modality = $modality)
  AND ($from IS NULL OR coalesce(e.date_end, e.reported) >= $from)
  AND ($to IS NULL OR coalesce(e.date_start, e.reported) <= $to)
OPTIONAL MATCH (e)-[:HELD_AT]->(p:Place)
WITH e, p
WHERE ($a IS NULL OR $b IS NULL OR EXISTS {
    MATCH (x:Actor)-[r:PARTICIPATED_IN]->(e)<-[s:PARTICIPATED_IN]-(y:Actor)
    WHERE r.role IN ['participant', 'speaker'] AND s.role IN ['participant', 'speaker']
      AND (x.id IN $a OR r.represents IN $a OR 'country:' + r.represents IN $a)
      AND (y.id IN $b OR s.represents IN $b OR 'country:' + s.represents IN $b)
  })
  AND ($place IS NULL OR p.id IN $place)
WITH e, p
ORDER BY coalesce(e.date_start, e.reported) IS NULL, coalesce(e.date_start, e.reported), coalesce(e.date_end, e.reported), e.type, e.id
SKIP $skip
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
