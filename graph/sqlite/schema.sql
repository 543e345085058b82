-- The log: everything that happened, a row for each commit. Rows are only added, and dropped at its beginning: see base.
CREATE TABLE commits (
	revision     INTEGER PRIMARY KEY, -- dense, from 1 or the base's next
	time         TEXT NOT NULL,       -- as in content; never before an earlier one
	operation_id TEXT UNIQUE,         -- as in content; NULL where there is none
	hash         TEXT NOT NULL,       -- SHA-256, in hexadecimal, over the hash of the revision before (its 32 bytes) and content
	content      TEXT NOT NULL        -- the whole commit, JSON
) STRICT;

-- The state at some revision, so that opening need not read the whole log. It can be deleted, unless it is that of the base: it is made of the log.
CREATE TABLE checkpoint (
	revision INTEGER PRIMARY KEY,
	hash     TEXT NOT NULL,    -- of the commit of that revision
	records  INTEGER NOT NULL,
	chunks   INTEGER NOT NULL,
	bytes    INTEGER NOT NULL, -- of all chunks
	checksum TEXT NOT NULL     -- SHA-256 over the columns above and the checksums of the chunks
) STRICT;

-- The records of a checkpoint. Those of a revision that has no checkpoint are of one that was not finished.
CREATE TABLE chunks (
	revision INTEGER NOT NULL,
	number   INTEGER NOT NULL, -- from 0
	checksum TEXT NOT NULL,    -- SHA-256 over revision, number and content
	content  TEXT NOT NULL,    -- records as a JSON array
	PRIMARY KEY (revision, number)
) STRICT;

-- For people: who committed what, and why. Columns of the table would be computed with every insertion.
CREATE VIEW history AS
SELECT revision, time, content ->> '$.actor' AS actor, content ->> '$.source.name' AS source, content ->> '$.message' AS message,
	json_array_length(content, '$.changes') AS changes, operation_id
FROM commits;

-- For people: what each commit changed.
CREATE VIEW changes AS
SELECT commits.revision, commits.time, commits.content ->> '$.actor' AS actor,
	coalesce(change.value ->> '$.a.r', change.value ->> '$.b.r') AS relation,
	coalesce(change.value ->> '$.a.f', change.value ->> '$.b.f') AS entity,
	coalesce(change.value ->> '$.a.t', change.value ->> '$.b.t') AS "to",
	change.value -> '$.b' AS before, change.value -> '$.a' AS after
FROM commits, json_each(commits.content, '$.changes') AS change;

-- For people: the state at the checkpoint. What came later is in changes.
CREATE VIEW records AS
SELECT chunks.revision, record.value ->> '$.r' AS relation, record.value ->> '$.f' AS entity, record.value ->> '$.t' AS "to",
	record.value -> '$.c' AS claims, record.value -> '$.d' AS denial
FROM checkpoint JOIN chunks USING (revision), json_each(chunks.content) AS record;
