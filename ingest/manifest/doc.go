// Package manifest reads a catalog that people keep as YAML files in Git and turns it into edits of a graph.
//
// It promises:
//
//   - Reading is pure: the same bytes give the same edits in the same order, or the same problems. Nothing is looked
//     up anywhere else, and no file can name another one.
//   - All of it or none: either every file is understood and a [Manifest] comes back, or [Problems] say everything
//     that is wrong at once, each with file, line, column, the line itself and, where something is near, what may have
//     been meant.
//   - Nothing is guessed. A key that is not known, a reference that fits two entities, a value said twice are errors.
//     Texts stay as they are written, but for one thing: see ingest/document.
//   - Hostile files are refused before they cost anything: see [MaxFiles], [MaxTotal] and ingest/document. Anchors,
//     aliases and tags are not read at all.
//
// It does not know the catalog. Whether an entity of another source is there, whether containers form a cycle, what is
// withdrawn because the manifest no longer says it: that is for [graph.Graph.Draft] to say, and [Manifest.Locate]
// brings its faults back to their lines.
//
// The format in one file; ingest/manifest/manifest.schema.json says all of it:
//
//	source: shop                      # who says all this; once in a folder
//	division: division-x              # what the file is about: the IDs below begin with it
//	domains:
//	  sale:                           # domain:division-x/sale
//	    name: Sale
//	    owner: {team: retail-operations, reason: They create the data.}
//	    runsIn: [france/pos, japan/pos]
//	    capabilities:
//	      create-sale: Create Sale    # a text alone is the name
//	    ports:
//	      new-sales: New Sales
//	    flows:
//	      - {from: create-sale, to: new-sales}
//
// A reference is a whole ID or the end of one. It is looked for from the inside out: in the entity it stands in, in
// what that is part of, in the file's division, in the whole manifest. Only what is declared here is found by an end;
// what belongs to another source is named by its whole ID. Wherever several may stand, one may stand alone.
package manifest
