// Who was to talk or talked to whom in calls and talks that the filters let through, and how often; those who talked most first.
//
// param actor actor : only contacts of this actor
// param type type : only call or talks
// param modality modality = held : only held, planned, proposed, cancelled or denied
// param from from : no event that ended before this day
// param to to : no event that began after this day
// param limit int : at most so many rows
// column a text : one of the two
// column a_kind text : person, country or organization
// column a_country text
// column b text : the other
// column b_kind text
// column b_country text
// column calls int : how many calls
// column talks int : how many talks
// column a_id text
// column b_id text
CALL () {
  // What TALKED_TO counts already need not be counted again.
  MATCH (a:Actor)-[t:TALKED_TO]->(b:Actor)
  WHERE $modality = 'held' AND $type IS NULL AND $from IS NULL AND $to IS NULL
    AND ($actor IS NULL OR a.id IN $actor OR b.id IN $actor)
  RETURN a, b, t.calls AS calls, t.talks AS talks
  UNION ALL
  MATCH (a:Actor)-[p:PARTICIPATED_IN]->(e:Event)<-[q:PARTICIPATED_IN]-(b:Actor)
  WHERE NOT ($modality = 'held' AND $type IS NULL AND $from IS NULL AND $to IS NULL)
    AND a.id < b.id AND e.modality = $modality AND e.type IN ['call', 'talks'] AND ($type IS NULL OR e.type = $type)
    AND p.role IN ['participant', 'speaker'] AND q.role IN ['participant', 'speaker']
    AND ($actor IS NULL OR a.id IN $actor OR b.id IN $actor)
    AND ($from IS NULL OR coalesce(e.date_end, e.reported) >= $from)
    AND ($to IS NULL OR coalesce(e.date_start, e.reported) <= $to)
  RETURN a, b, sum(CASE e.type WHEN 'call' THEN 1 ELSE 0 END) AS calls, sum(CASE e.type WHEN 'talks' THEN 1 ELSE 0 END) AS talks
}
RETURN a.name AS a, a.kind AS a_kind, a.country AS a_country, b.name AS b, b.kind AS b_kind, b.country AS b_country, calls, talks, a.id AS a_id, b.id AS b_id
ORDER BY calls + talks DESC, a_id, b_id
LIMIT $limit
