// Package sqlite keeps a catalog in one SQLite file: the store that Headwater uses where no other is named.
//
// It promises:
//
//   - When Append returns nil the commit is on the disk. It survives a killed process and a power cut (WAL,
//     synchronous=FULL). A commit is one row, so it is there as a whole or not at all.
//   - What was damaged is never served. SQLite has no checksums of its own, so every commit carries the hash of its bytes and of the commit
//     before, a checkpoint those of its parts, and a document beside the catalog (table shelved) that of its shelf, name and content.
//     Whatever opening or reading comes by is checked; [Store.Verify] checks all there is, also the documents, the index of operation ids,
//     and the statements that made the tables and views. What fails is StoreCorrupt, and says where and what to do. So each bit that is
//     flipped in a byte that means something is found at opening or by Verify. One that is
//     flipped in a byte to which SQLite's format gives no meaning (free pages, room between cells, what its header says of the last writer;
//     comments in those statements) is found by nobody and changes nothing: what is read is the same, byte for byte.
//   - Documents that are kept beside the catalog (a [graph.Shelf]) outlive damage of others: Documents returns those that are whole, and
//     StoreCorrupt beside them, which names the first that is not. They are in no chain of hashes: that one was deleted by hand, or replaced
//     together with its checksum, is found by nobody. How often documents were put or dropped is counted.
//   - A file that was set back to an earlier state, by an old copy or a lost or damaged -wal file, is refused while PATH.head, a
//     second note of the head and of that count, lies beside it; so is a lost one. All files are left as they were. After a power cut that note may be older than the file; never newer.
//   - An error of the disk while writing, any failed sync among them, ends writing until the store is opened again, because what such
//     an error left behind is unknown. A full disk is no such error: [Store.Full] says so, and writing goes
//     on once there is room. A sync that fails while SQLite closes its files ends nothing and is not told: the -wal file then stays,
//     and is what counts.
//   - One process at a time has the file (PATH.lock). Another is told at once which one, and where that answers ([Store.Announce]).
//   - Opening costs no more than a constant times the size of a checkpoint, or of the longest commit since, whatever the length of the log.
//   - A graph that is offered is kept packed beside the records (tables image and image_chunks, with checksums), so that
//     [Store.LoadGraph] need not make it of them, and opening not read the log up to there. It is made of what is recorded and promises nothing of its own: one that is missing,
//     damaged, not of this log or of another form is not used, and Verify tells of damage.
//   - Compact moves where the log begins in one transaction, after all that it drops was verified; a crash before it leaves the
//     log as it was, one after it a log that is shorter.
//   - Backup copies the file beside the process that has it, and names the copy when all of it was verified. Restore puts it back.
//
// It does not promise that reading outlives damage: the way out is a backup. The file grows with the history that is kept, and
// never shrinks: what Compact frees is used for what comes. Once compacted, a file is refused by programs that do not know of it. Files and folders that it makes are the user's alone (0600,
// 0700). On a network file system nothing is promised.
//
// Anyone can look inside with the sqlite3 shell: the tables commits, checkpoint, chunks and base hold JSON (image alone does not), shelved the documents, and the views
// history, changes and records show it as columns.
package sqlite
