-- The event to which a report of this ID belongs. Reads all reports.
--
-- param id text required
-- column id text
SELECT event AS id FROM REPORTS WHERE id = :id
