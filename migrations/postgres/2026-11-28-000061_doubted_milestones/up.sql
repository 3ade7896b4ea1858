-- Milestones that cannot be as they stand, made from the events: few shipments have any.

CREATE TABLE doubted_milestones (
    shipment BIGINT NOT NULL,
    number   INTEGER NOT NULL,                         -- of the milestone
    why      TEXT COLLATE "C" NOT NULL,
    other    INTEGER NOT NULL,                         -- the number of the event that it does not go with
    PRIMARY KEY (shipment, number)
);
