-- The places that a name can mean: by ID, by the code or name of a country, by whole name, or by words of a name.
--
-- param id text required : as given
-- param code text required : as given, in upper case
-- param name text required : folded, between bars
-- param words text required : folded, between spaces
-- column id text
-- column name text
-- column how int : 0 by ID, 1 by country or a whole name, 2 by words
SELECT id, name, CASE WHEN id = :id THEN 0 WHEN instr(folded, :words) = 0 OR instr(folded, :name) > 0 THEN 1 ELSE 2 END AS how
FROM Place
WHERE id = :id OR country = :code OR instr(folded, :words) > 0
  OR country IN (SELECT substr(a.id, 9) FROM Actor a WHERE a.kind = 'country' AND instr(a.folded, :name) > 0)
ORDER BY how, id
