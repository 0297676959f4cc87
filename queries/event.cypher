// Everything that the graph holds of one event, in one row.
//
// param event event required
// column type text
// column medium text : phone, video, in-person, ...
// column modality text : as its reports together tell
// column date text : as exactly as told
// column date_start text
// column date_end text
// column precision text
// column reported text : first day on which an article told of it
// column summary text
// column cameo text : code of the CAMEO codebook
// column confidence float : of the most certain report, between 0 and 1
// column place text
// column country text : of the place
// column lat float
// column lon float
// column place_id text
// column event text
MATCH (e:Event {id: $event})
OPTIONAL MATCH (e)-[:HELD_AT]->(p:Place)
RETURN e.type AS type, e.medium AS medium, e.modality AS modality, e.date AS date, e.date_start AS date_start, e.date_end AS date_end,
  e.precision AS precision, e.reported AS reported, e.summary AS summary, e.cameo AS cameo, e.confidence AS confidence,
  p.name AS place, p.country AS country, p.lat AS lat, p.lon AS lon, p.id AS place_id, e.id AS event
ORDER BY event, place_id
