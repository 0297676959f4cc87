// Who took part in which events, in every role.
//
// param event event : only of this event
// column event text
// column actor text
// column name text
// column kind text : person, country or organization
// column role text : participant, speaker, addressee, host or mediator
// column title text : the office in which
// column represents text : ISO code of the state, or ID of the organisation, for which
MATCH (a:Actor)-[p:PARTICIPATED_IN]->(e:Event)
WHERE $event IS NULL OR e.id = $event
RETURN e.id AS event, a.id AS actor, a.name AS name, a.kind AS kind, p.role AS role, p.title AS title, p.represents AS represents
ORDER BY event, actor
