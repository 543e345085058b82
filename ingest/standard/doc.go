// Package standard is what the readers of standard formats have in common: ODPS, ODCS and Backstage keep one document, or
// several, in YAML files of any folder, among files that are for others.
//
// It promises:
//
//   - [Open] reads what is named, and of folders the files that say they are of the format; all else in a folder is for others.
//   - [Collection] gives the same edits in the same order, whatever the order of files and of what stands in them. Where two
//     places say different things of one attribute, the first counts, by file and line.
//   - Two names that would become one ID are a problem at the second, never one entity.
//   - All of it or none: either edits come back, or every [document.Problems] with file and line.
//
// It does not know the catalog, as ingest/manifest doesn't: [Import.Problem] brings the catalog's faults back to their lines.
package standard
