// What was said about calls and talks, report by report, in order.
//
// param actor actor : only about calls and talks in which this actor, or somebody who acts for it, took part
// param event event : only about this call or talks
// param from from : no event that ended before this day
// param to to : no event that began after this day
// param limit int : at most so many rows
// column date text : of the statement
// column reported text : first day on which an article told of it
// column speakers list
// column quote text : the first words of the report that tell of it
// column about text : the call or talks, in one line
// column about_date text
// column title text : of the article
// column article text
// column event text : the statement
// column about_event text : the call or talks
MATCH (e:Event)-[:ABOUT]->(t:Event)
WHERE ($event IS NULL OR t.id = $event)
  AND ($actor IS NULL OR EXISTS {
    MATCH (t)<-[p:PARTICIPATED_IN]-(x:Actor)
    WHERE x.id IN $actor OR p.represents IN $actor OR 'country:' + p.represents IN $actor
  })
  AND ($from IS NULL OR coalesce(e.date_end, e.reported) >= $from)
  AND ($to IS NULL OR coalesce(e.date_start, e.reported) <= $to)
MATCH (e)<-[r:REPORTS]-(a:Article)
RETURN e.date AS date, e.reported AS reported,
  COLLECT {
    MATCH (y:Actor)-[q:PARTICIPATED_IN]->(e) WHERE q.role = 'speaker'
    RETURN y.name ORDER BY y.name, y.id
  } AS speakers,
  r.quote AS quote, t.summary AS about, t.date AS about_date, a.title AS title, a.id AS article, e.id AS event, t.id AS about_event
ORDER BY coalesce(e.date_start, reported) IS NULL, coalesce(e.date_start, reported), coalesce(e.date_end, reported), event, about_event, article, r.start, r.id
LIMIT $limit
