-- The graph at some revision, packed, so that opening need not read its records. It can be deleted: it is made of what is recorded.
CREATE TABLE IF NOT EXISTS image (
	revision INTEGER PRIMARY KEY,
	hash     TEXT NOT NULL,    -- of the commit of that revision
	form     INTEGER NOT NULL, -- of the content: graph.PackedForm when it was written
	chunks   INTEGER NOT NULL,
	bytes    INTEGER NOT NULL, -- of all chunks
	checksum TEXT NOT NULL     -- SHA-256 over the columns above and the checksums of the chunks
) STRICT;

-- Its content. What is of a revision without an image was not finished.
CREATE TABLE IF NOT EXISTS image_chunks (
	revision INTEGER NOT NULL,
	number   INTEGER NOT NULL, -- from 0
	checksum TEXT NOT NULL,    -- SHA-256 over revision, number and content
	content  BLOB NOT NULL,
	PRIMARY KEY (revision, number)
) STRICT;
