-- The event of an ID.
--
-- param id text required
-- column id text
SELECT id FROM Event WHERE id = :id
