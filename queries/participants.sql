-- Who took part in which events, in every role.
--
-- param event event : only of this event
-- column event text
-- column actor text
-- column name text
-- column kind text : person, country or organization
-- column role text : participant, speaker, addressee, host or mediator
-- column title text : the office in which
-- column represents text : ISO code of the state, or ID of the organisation, for which
SELECT p.event, a.id AS actor, a.name, a.kind, p.role, p.title, p.represents
FROM PARTICIPATED_IN p JOIN Actor a ON a.id = p.actor
WHERE :event IS NULL OR p.event = :event
ORDER BY p.event, a.id
