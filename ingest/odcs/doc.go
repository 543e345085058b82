// Package odcs reads data contracts of the Open Data Contract Standard, version 3, and turns them into edits of a graph.
//
// What becomes what:
//
//   - Each object of a contract's schema is a dataset, its properties fields, nested ones with their way ("address.city").
//   - A dataset's identity is where the contract's server says it lies, in OpenLineage's naming (see [Naming]); without one, the
//     namespace is odcs://<id of the contract>.
//   - The domain is a domain, and the product one that ODPS documents may say more of: see [Mesh].
//   - The team owns the datasets: its name, or where it has none, the current member whose role is owner, as a team of one.
//     Who left, by dateOut, is nobody's owner; who is a member and who was is kept as a text, of the team or of the datasets.
//   - transformSourceObjects is a flow where it names an object, or a property of one, of the contracts that are read together;
//     other texts are kept as they are. A relationship, such as a foreign key, is kept and is no flow.
//   - Quality, service levels, prices and roles are left out. docs/sources/odcs.md lists all of it.
//
// It promises what ingest/standard does.
//
// The source of facts is https://bitol-io.github.io/open-data-contract-standard/.
package odcs
