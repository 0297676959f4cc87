-- The actors that a name can mean: by ID, by whole name, or by words of a name.
--
-- param id text required : as given
-- param name text required : folded, between bars
-- param words text required : folded, between spaces
-- column id text
-- column name text
-- column how int : 0 by ID, 1 by a whole name, 2 by words
SELECT id, name, CASE WHEN id = :id THEN 0 WHEN instr(folded, :name) > 0 THEN 1 ELSE 2 END AS how
FROM Actor
WHERE id = :id OR instr(folded, :words) > 0
ORDER BY how, id
