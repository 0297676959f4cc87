-- Everything that the graph holds of one event, in one row.
--
-- param event event required
-- column type text
-- column medium text : phone, video, in-person, ...
-- column modality text : as its reports together tell
-- column date text : as exactly as told
-- column date_start text
-- column date_end text
-- column precision text
-- column reported text : first day on which an article told of it
-- column summary text
-- column cameo text : code of the CAMEO codebook
-- column confidence float : of the most certain report, between 0 and 1
-- column place text
-- column country text : of the place
-- column lat float
-- column lon float
-- column place_id text
-- column event text
SELECT e.type, e.medium, e.modality, e.date, e.date_start, e.date_end, e.precision, e.reported, e.summary, e.cameo, e.confidence,
  p.name AS place, p.country, p.lat, p.lon, p.id AS place_id, e.id AS event
FROM Event e
LEFT JOIN HELD_AT h ON h.event = e.id
LEFT JOIN Place p ON p.id = h.place
WHERE e.id = :event
ORDER BY e.id, p.id
