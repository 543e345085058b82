// Package odps reads data products of the Open Data Product Standard, versions 0.9 and 1, and turns them into edits of a graph.
//
// What becomes what:
//
//   - A product is a product, part of its domain; its team owns it, as in ingest/odcs.
//   - An input or output port is a port of it, for each version one: port:<product>/input/<name>-<version>.
//   - What flows: inputContracts of an output port say which input ports it is made of; without them all input ports feed it,
//     and an empty list says that none does. An output port feeds the input ports of other products that name the same
//     contract, of the same version where one has it.
//   - Of data contracts (ODCS) that are read together the datasets are what the output port of that contract is fed by, and are
//     part of its product.
//   - Management ports, support channels but the first, and bills of materials are left out. docs/sources/odps.md lists all of it.
//
// It promises what ingest/standard does.
//
// The source of facts is https://bitol-io.github.io/open-data-product-standard/.
package odps
