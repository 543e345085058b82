// Package mapping places what tools tell of in the mesh: rules that people keep in a YAML file say, of the datasets and jobs
// that were imported or observed, which domain or data product they are part of, which system they run in and which team
// owns them.
//
// It promises:
//
//   - A rule fills in what nobody else says, and never contradicts anybody: where any other source gives a dataset a container,
//     the rules give it none; and so for its owner and its system. The claims are of a source of their own ([Source],
//     imported), so that a container that people declare later wins at once, and one that a tool names later as well; an owner or
//     a system stands beside that of the rules until they are applied again, which withdraws theirs.
//   - Of several rules the first that says something counts, for each of container, system and owner by itself. A rule that
//     points at what is not there says nothing, and that is told.
//   - The edits are all that the rules say of a graph, for a whole source: what a rule no longer matches is withdrawn. The
//     same rules over the same graph, and over what they led to, say the same.
//   - Patterns are globs with captures. They take time linear in the text, whatever the pattern.
//   - Nothing here does I/O but to read the file, and nothing makes domains, products, systems, markets or teams.
//
// It does not decide when the rules are applied: see cmd/headwater.
package mapping
