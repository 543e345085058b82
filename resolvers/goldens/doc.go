// Package goldens holds GraphQL documents with the answers that every catalog gives to them, whatever store keeps it.
//
// The documents are asked in the order of their names of the case study, examples/xclusiv: first those that change nothing, then those that
// change it; and of the later posts on top of it, examples/xclusiv-later.
// They select nothing that depends on the time of day, so that the answers are the same to the letter.
package goldens
