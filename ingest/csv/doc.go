// Package csv reads and writes the two tables that people keep in spreadsheets before they have a catalog: what feeds
// what (from, to, and perhaps via and reason) and who owns what (entity, owner, and perhaps reason).
//
// It promises:
//
//   - CSV is as RFC 4180 has it: quotes, line breaks within quotes, a header that decides. Beside commas the header may use
//     semicolons or tabs, as spreadsheets do in much of the world. A byte order mark is left out, blank rows are skipped.
//   - What is wrong is said all at once, each with file, line, column and the line itself, as a compiler does.
//   - Texts are composed (Unicode's NFC) and names trimmed, so that a name is the same whoever typed it.
//   - What [Write] writes, no spreadsheet takes for a formula, and [Read] reads back as it was (see [Inert] and [Plain]);
//     but for this: a line break within a cell comes back as one line feed, and names are trimmed and composed.
//   - Time and memory are linear in the file, of which at most [MaxFile] are read.
//
// It does not know what a name means: whoever reads a table finds the entities and hands them to [Table.Edits].
package csv
