// What an actor said, report by report, in order. What is said by those who act for the actor counts too.
//
// param actor actor required : the speaker
// param from from : no event that ended before this day
// param to to : no event that began after this day
// param limit int : at most so many rows
// column date text : as exactly as told
// column reported text : first day on which an article told of it
// column speaker text
// column quote text : the first words of the report that tell of it
// column source text
// column title text : of the article
// column url text
// column article text
// column event text
CALL () {
  MATCH (x:Actor)-[r:PARTICIPATED_IN]->(e:Event)
  WHERE x.id IN $actor
  RETURN e, x
  UNION
  MATCH (body:Actor)<-[:REPRESENTS]-(x:Actor)-[r:PARTICIPATED_IN]->(e:Event)
  WHERE body.id IN $actor AND body.id IN [r.represents, 'country:' + r.represents]
  RETURN e, x
}
MATCH (x)-[p:PARTICIPATED_IN]->(e)
WHERE e.type = 'statement' AND p.role = 'speaker'
  AND ($from IS NULL OR coalesce(e.date_end, e.reported) >= $from)
  AND ($to IS NULL OR coalesce(e.date_start, e.reported) <= $to)
WITH e, x // each has a report or more, so no more are needed
ORDER BY coalesce(e.date_start, e.reported) IS NULL, coalesce(e.date_start, e.reported), coalesce(e.date_end, e.reported), e.id, x.id
LIMIT $limit
MATCH (e)<-[r:REPORTS]-(a:Article)
RETURN e.date AS date, e.reported AS reported, x.name AS speaker, r.quote AS quote, a.source AS source, a.title AS title, a.url AS url, a.id AS article, e.id AS event
ORDER BY coalesce(e.date_start, reported) IS NULL, coalesce(e.date_start, reported), coalesce(e.date_end, reported), event, x.id, article, r.start, r.id
LIMIT $limit
