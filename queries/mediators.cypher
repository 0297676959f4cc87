// Who mediated or hosted held calls and talks without being a party to them, the most frequent first.
//
// param actor actor : only where this actor, or somebody who acts for it, was a party
// param from from : no event that ended before this day
// param to to : no event that began after this day
// param limit int : at most so many rows
// column mediator text
// column role text : mediator or host
// column calls int : how many calls
// column talks int : how many talks
// column parties list : between whom, by name
// column first text : first day of the first dated event
// column last text : last day of the last dated event
// column mediator_id text
MATCH (a:Actor)-[m:PARTICIPATED_IN]->(e:Event)
WHERE m.role IN ['mediator', 'host'] AND e.modality = 'held' AND e.type IN ['call', 'talks']
  AND ($actor IS NULL OR EXISTS {
    MATCH (e)<-[p:PARTICIPATED_IN]-(x:Actor)
    WHERE p.role IN ['participant', 'speaker'] AND (x.id IN $actor OR p.represents IN $actor OR 'country:' + p.represents IN $actor)
  })
  AND ($from IS NULL OR coalesce(e.date_end, e.reported) >= $from)
  AND ($to IS NULL OR coalesce(e.date_start, e.reported) <= $to)
WITH a, m.role AS role, collect(e) AS events, sum(CASE e.type WHEN 'call' THEN 1 ELSE 0 END) AS calls, sum(CASE e.type WHEN 'talks' THEN 1 ELSE 0 END) AS talks,
  min(e.date_start) AS first, max(e.date_end) AS last
RETURN a.name AS mediator, role, calls, talks,
  COLLECT {
    UNWIND events AS e
    MATCH (x:Actor)-[p:PARTICIPATED_IN]->(e) WHERE p.role IN ['participant', 'speaker']
    WITH DISTINCT x ORDER BY x.name, x.id
    RETURN x.name
  } AS parties,
  first, last, a.id AS mediator_id
ORDER BY calls + talks DESC, mediator_id, role
LIMIT $limit
