// When and how an actor last had a held and dated call or talks with each of the others; the latest first. Who acts for an actor counts as the actor.
//
// param actor actor required : whose contacts
// param with actor : only the last contact with this actor
// param to to : none that began after this day
// param limit int : at most so many rows
// column other text : with whom
// column date text : as exactly as told
// column type text
// column place text
// column summary text
// column event text
// column other_id text
CALL () {
  MATCH (x:Actor)-[r:PARTICIPATED_IN]->(e:Event)
  WHERE x.id IN $actor AND r.role IN ['participant', 'speaker']
  RETURN e, x
  UNION
  MATCH (body:Actor)<-[:REPRESENTS]-(x:Actor)-[r:PARTICIPATED_IN]->(e:Event)
  WHERE body.id IN $actor AND body.id IN [r.represents, 'country:' + r.represents] AND r.role IN ['participant', 'speaker']
  RETURN e, x
}
WITH e, collect(x) AS own
MATCH (e)<-[p:PARTICIPATED_IN]-(a:Actor)
WHERE NOT a IN own AND p.role IN ['participant', 'speaker']
  AND e.modality = 'held' AND e.type IN ['call', 'talks'] AND e.date_start IS NOT NULL
  AND ($with IS NULL OR a.id IN $with OR p.represents IN $with OR 'country:' + p.represents IN $with)
  AND ($to IS NULL OR e.date_start <= $to)
WITH a, e
ORDER BY e.date_start DESC, e.date_end DESC, e.id
WITH a, collect(e)[0] AS e
OPTIONAL MATCH (e)-[:HELD_AT]->(p:Place)
RETURN a.name AS other, e.date AS date, e.type AS type, p.name AS place, e.summary AS summary, e.id AS event, a.id AS other_id
ORDER BY e.date_start DESC, e.date_end DESC, other_id
LIMIT $limit
