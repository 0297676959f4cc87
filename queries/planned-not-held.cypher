// What was announced or proposed and, as far as the latest account tells, has not been held, in order.
//
// param actor actor : only events in which this actor, or somebody who acts for it, was to take part
// param before from : only events that should have ended before this day
// param limit int : at most so many rows
// column date text : as exactly as told
// column type text
// column modality text : what the latest account says
// column announced text : first day on which an article told of the plan
// column participants list : the parties, by name
// column summary text
// column reports int : how many reports
// column event text
MATCH (e:Event)
WHERE e.modality <> 'held'
  AND EXISTS { MATCH (e)<-[r:REPORTS]-(:Article) WHERE r.modality IN ['planned', 'proposed'] }
  AND ($actor IS NULL OR EXISTS {
    MATCH (e)<-[q:PARTICIPATED_IN]-(x:Actor)
    WHERE x.id IN $actor OR q.represents IN $actor OR 'country:' + q.represents IN $actor
  })
  AND ($before IS NULL OR e.date_end < $before)
WITH e
ORDER BY coalesce(e.date_start, e.reported) IS NULL, coalesce(e.date_start, e.reported), coalesce(e.date_end, e.reported), e.type, e.id
LIMIT $limit
OPTIONAL MATCH (e)<-[r:REPORTS]-(a:Article)
WHERE r.modality IN ['planned', 'proposed']
WITH e, min(substring(a.published, 0, 10)) AS announced
RETURN e.date AS date, e.type AS type, e.modality AS modality, announced,
  COLLECT {
    MATCH (y:Actor)-[q:PARTICIPATED_IN]->(e) WHERE q.role IN ['participant', 'speaker']
    RETURN y.name ORDER BY y.name, y.id
  } AS participants,
  e.summary AS summary, COUNT { (e)<-[:REPORTS]-() } AS reports, e.id AS event
ORDER BY coalesce(e.date_start, e.reported) IS NULL, coalesce(e.date_start, e.reported), coalesce(e.date_end, e.reported), e.type, e.id
