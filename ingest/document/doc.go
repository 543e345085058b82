// Package document reads YAML that people keep in files, as texts with their places, and says what is wrong with it as a
// compiler would.
//
// It promises:
//
//   - A value is a text, a list, a mapping or nothing, each with its line and column. Texts stay as they are written: NO is
//     "NO" and 1.10 is "1.10". But for one thing: they are composed (Unicode's NFC), so that a name is the same whichever
//     keyboard wrote it.
//   - [Problems] say everything that is wrong at once, each with file, line, column and the line itself.
//   - Hostile files are refused before they cost anything: see [MaxFile], [MaxDepth] and [MaxKeys]. Anchors, aliases and tags
//     are not read at all.
//
// What the keys mean is for those to say who read such files: ingest/manifest and ingest/alternative.
package document
