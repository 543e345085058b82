-- Where the log begins, where that is not with the empty catalog: at one of the checkpoints, which is then kept. One row at most.
CREATE TABLE IF NOT EXISTS base (
	revision INTEGER PRIMARY KEY,
	time     TEXT NOT NULL, -- of the commit of that revision
	why      TEXT NOT NULL, -- what made the log begin here
	checksum TEXT NOT NULL  -- SHA-256 over the columns above and the checkpoint's checksum
) STRICT;
