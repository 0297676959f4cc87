-- Whom the graph knows, with all names; or only those whom a name may mean.
--
-- param actor actor : only these
-- param kind kind : only person, country or organization
-- param limit int : at most so many rows
-- column name text
-- column kind text
-- column country text : ISO 3166-1 alpha-3 code
-- column aliases list : every name by which the actor was called
-- column actor text
SELECT name, kind, country, coalesce(aliases, '[]') AS aliases, id AS actor
FROM Actor
WHERE (:actor IS NULL OR id IN (SELECT value FROM json_each(:actor))) AND (:kind IS NULL OR kind = :kind)
ORDER BY name, id
LIMIT :limit
