// The places that a name can mean: by ID, by the code or name of a country, by whole name, or by words of a name.
//
// param id text required : as given
// param code text required : as given, in upper case
// param name text required : folded, between bars
// param words text required : folded, between spaces
// column id text
// column name text
// column how int : 0 by ID, 1 by country or a whole name, 2 by words
OPTIONAL MATCH (a:Actor) WHERE a.folded CONTAINS $name AND a.kind = 'country'
WITH collect(substring(a.id, 8)) AS countries
MATCH (p:Place)
WHERE p.id = $id OR p.country = $code OR p.folded CONTAINS $words OR p.country IN countries
RETURN p.id AS id, p.name AS name, CASE WHEN p.id = $id THEN 0 WHEN NOT p.folded CONTAINS $words OR p.folded CONTAINS $name THEN 1 ELSE 2 END AS how
ORDER BY how, id
