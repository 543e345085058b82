-- Small texts beside the catalog, by shelf: what a server refused, for instance. They are no part of its state nor of its history.
CREATE TABLE IF NOT EXISTS shelved (
	shelf    TEXT NOT NULL,
	name     TEXT NOT NULL,
	checksum TEXT NOT NULL, -- SHA-256 over shelf, name and content
	content  TEXT NOT NULL,
	PRIMARY KEY (shelf, name)
) STRICT;
