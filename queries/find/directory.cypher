// Every actor with all names and the number of its events, to search names in.
//
// column id text
// column name text
// column kind text
// column country text
// column aliases list
// column folded text
// column events int
MATCH (a:Actor)
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.country AS country, coalesce(a.aliases, []) AS aliases, a.folded AS folded, COUNT { (a)-[:PARTICIPATED_IN]->() } AS events
ORDER BY id
