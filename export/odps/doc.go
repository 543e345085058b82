// Package odps writes the data products of a graph as documents of Bitol's Open Data Product Standard, v1.0.0.
//
// It promises that each data product is one document, valid by the standard's JSON Schema; that the contract of a port is the ID of
// the entity behind it, so that where one product feeds another, the input port of the one has the contract of the output port
// of the other; that an output port names as its input contracts just those that feed it; and that the same graph gives the same
// documents.
//
// Input ports are a product's own, once for each thing that feeds them, and one for each other thing outside that feeds the
// product or a part of it. Output ports are a product's own, and its datasets; where it has neither, the product itself. Versions are
// the entity's property version, else 1.0.0; the status is the product's property status, else active.
//
// Not in the documents: flows within a product that are not from an input to an output port, who said what, consumers, systems.
package odps
