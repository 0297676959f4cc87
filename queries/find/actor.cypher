// The actors that a name can mean: by ID, by whole name, or by words of a name.
//
// param id text required : as given
// param name text required : folded, between bars
// param words text required : folded, between spaces
// column id text
// column name text
// column how int : 0 by ID, 1 by a whole name, 2 by words
MATCH (a:Actor)
WHERE a.id = $id OR a.folded CONTAINS $words
RETURN a.id AS id, a.name AS name, CASE WHEN a.id = $id THEN 0 WHEN a.folded CONTAINS $name THEN 1 ELSE 2 END AS how
ORDER BY how, id
