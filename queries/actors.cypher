// Whom the graph knows, with all names; or only those whom a name may mean.
//
// param actor actor : only these
// param kind kind : only person, country or organization
// param limit int : at most so many rows
// column name text
// column kind text
// column country text : ISO 3166-1 alpha-3 code
// column aliases list : every name by which the actor was called
// column actor text
MATCH (a:Actor)
WHERE ($actor IS NULL OR a.id IN $actor) AND ($kind IS NULL OR a.kind = $kind)
RETURN a.name AS name, a.kind AS kind, a.country AS country, coalesce(a.aliases, []) AS aliases, a.id AS actor
ORDER BY name, actor
LIMIT $limit
