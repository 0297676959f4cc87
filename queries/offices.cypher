// Who acts for which state or organisation, and when that was told; the latest first.
//
// param actor actor : only those who act for this one, or for whom it acts
// param limit int : at most so many rows
// column actor text : who
// column title text : the latest title
// column body text : for whom
// column first text : the first day on which they did
// column last text : the last day on which they did
// column events int : in how many events
// column actor_id text
// column body_id text
MATCH (a:Actor)-[r:REPRESENTS]->(b:Actor)
WHERE $actor IS NULL OR a.id IN $actor OR b.id IN $actor
RETURN a.name AS actor, r.title AS title, b.name AS body, r.first_seen AS first, r.last_seen AS last, r.events AS events, a.id AS actor_id, b.id AS body_id
ORDER BY last IS NULL, last DESC, events DESC, actor_id, body_id
LIMIT $limit
