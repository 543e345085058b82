// Package alternative reads changes to a catalog that people consider, and keep as YAML files in a folder beside it:
//
//	# alternatives/sales-team-owns-sales-planning.yaml
//	title: The Sales Team owns Sales Planning
//	reason: In another organisation it could be the Sales Team who owns the domain.
//	changes:
//	  - handOver: {entity: domain:division-x/sales-planning, to: team:division-x/sales}
//
// It promises:
//
//   - A file is one alternative, and its name without .yaml is the alternative's. A broken file is an alternative too, with
//     its [document.Problems], and breaks no other one.
//   - The items of changes are the input Change of the GraphQL schema that a [Format] is made from, word for word: IDs are
//     written in full, and what the schema does not take is a problem with its place.
//   - A [Folder] is read again where a file changed, so that whoever keeps it in Git only pulls.
//
// It does not know the catalog. Whether the changes can be made is for [graph.Graph.Draft] to say, and
// [Alternative.Problem] brings its faults back to their lines.
package alternative
