// Package sqlite keeps a catalog in one SQLite file: the store that Headwater uses where no other is named.
//
// It promises:
//
//   - When Append returns nil the commit is on the disk. It survives a killed process and a power cut (WAL,
//     synchronous=FULL). A commit is one row, so it is there as a whole or not at all.
//   - What was damaged is never served. SQLite has no checksums of its own, so every commit carries the hash of its bytes
//     and of the commit before, and a checkpoint those of its parts. Whatever opening or reading comes by is checked;
//     [Store.Verify] checks all there is, also the index of operation ids. What fails is StoreCorrupt, and says where and what to do.
//   - A file that was set back to an earlier state, by an old copy or a lost -wal file, is refused while PATH.head, a
//     second note of the head, lies beside it. After a power cut that note may be older than the file; never newer.
//   - An error of the disk while writing ends writing until the store is opened again, because what such an error left
//     behind is unknown. A full disk is no such error: writing goes on once there is room.
//   - One process at a time has the file (PATH.lock). Another is told at once which one.
//   - Opening costs a checkpoint's size and at most as much again, whatever the length of the log.
//
// It does not promise that reading outlives damage: the way out is a backup. It never drops a commit, so a log is never
// RevisionCompacted, and the file grows with the history. Files and folders that it makes are the user's alone (0600,
// 0700). On a network file system nothing is promised.
//
// Anyone can look inside with the sqlite3 shell: the tables commits, checkpoint and chunks hold JSON, and the views
// history, changes and records show it as columns.
package sqlite
