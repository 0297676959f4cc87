// With whom an actor had held calls and talks, the most frequent first. Contacts of those who act for the actor count too.
//
// param actor actor required : whose contacts
// param type type : only call or talks
// param from from : no event that ended before this day
// param to to : no event that began after this day
// param limit int : at most so many rows
// column other text : with whom
// column kind text : person, country or organization
// column calls int : how many calls
// column talks int : how many talks
// column first text : date of the first dated contact, as exactly as told
// column last text : date of the last dated contact, as exactly as told
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
  AND e.modality = 'held' AND e.type IN ['call', 'talks'] AND ($type IS NULL OR e.type = $type)
  AND ($from IS NULL OR coalesce(e.date_end, e.reported) >= $from)
  AND ($to IS NULL OR coalesce(e.date_start, e.reported) <= $to)
RETURN a.name AS other, a.kind AS kind, sum(CASE e.type WHEN 'call' THEN 1 ELSE 0 END) AS calls, sum(CASE e.type WHEN 'talks' THEN 1 ELSE 0 END) AS talks,
  substring(min(e.date_start + e.date_end + e.date), 20) AS first, substring(max(e.date_end + e.date_start + e.date), 20) AS last, a.id AS other_id
ORDER BY calls + talks DESC, other_id
LIMIT $limit
