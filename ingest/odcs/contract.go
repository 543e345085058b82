package odcs

import (
	"io/fs"
	"regexp"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
	"github.com/headwater-catalog/headwater/ingest/standard"
)

// Marked finds the files that are data contracts.
var Marked = regexp.MustCompile(`(?m)^\s*["']?kind["']?\s*:\s*["']?DataContract\b`)

// Contract is one data contract that was collected.
type Contract struct {
	ID, Version string
	Datasets    []graph.ID // of its schema, in its order

	at     document.Position
	naming Naming
	tables []table
}

// table is one object of a contract's schema.
type table struct {
	node    *document.Node
	name    string // in the contract
	dataset graph.ID
	fields  []field
}

// field is one property of an object.
type field struct {
	node *document.Node
	name string // in the contract, with its way
	id   graph.ID
}

// Read reads contracts from files and folders, below a place in the mesh. source is whose word it is.
func Read(fsys fs.FS, source string, mesh Mesh, paths ...string) (*standard.Import, error) {
	documents, err := standard.Open(fsys, Marked, paths...)
	if err != nil {
		return nil, err
	}
	var c standard.Collection
	contracts := Collect(&c, mesh, documents)
	if len(contracts) == 0 && len(c.Problems) == 0 {
		return nil, document.Problems{{Message: "there is no data contract: a YAML file with kind: DataContract"}}
	}
	return c.Import(source)
}

// Collect adds what contracts say to a collection, and returns them in the order of the documents.
func Collect(c *standard.Collection, mesh Mesh, documents []*document.Node) []*Contract {
	r := reader{Collection: c, mesh: mesh, seen: map[string]document.Position{}}
	for _, n := range documents {
		if contract := r.contract(n); contract != nil {
			r.contracts = append(r.contracts, contract)
		}
	}
	r.transformations()
	return r.contracts
}

// reader collects contracts.
type reader struct {
	*standard.Collection
	mesh      Mesh
	contracts []*Contract
	seen      map[string]document.Position // by id and version
}

// contract reads one document, nil where it is none.
func (r *reader) contract(n *document.Node) *Contract {
	if !r.isContract(n) {
		return nil
	}
	id, known := r.Required(n, "id", "a data contract")
	if !known {
		return nil
	}
	contract := &Contract{ID: id, Version: n.Of("version").Words(), at: n.Of("id").At}
	key := id + " " + contract.Version
	if first, twice := r.seen[key]; twice {
		r.Problem(contract.at, "the contract %s, version %q, is at %s as well", id, contract.Version, first.Precise())
		return nil
	}
	r.seen[key] = contract.at
	contract.naming = r.server(n, id)
	place := r.mesh.Place(r.Collection, n)
	owner := Owner(r.Collection, n)
	for _, object := range r.List(n, "schema") {
		r.object(contract, object, place, append(r.contractValues(contract, n), owner.Values()...))
	}
	for _, dataset := range contract.Datasets {
		owner.Owns(r.Collection, dataset)
	}
	return contract
}

// isContract reports whether a document is a contract of a version that is read.
func (r *reader) isContract(n *document.Node) bool {
	kind, version := n.Of("kind").Words(), n.Of("apiVersion").Words()
	switch {
	case kind != "DataContract":
		r.Problem(n.At, "this is no data contract: a contract has kind: DataContract")
	case !strings.HasPrefix(version, "v3.") && !strings.HasPrefix(version, "3."):
		r.Problem(n.Of("apiVersion").At, "the version %q of the standard is not read; v3.0 to v3.2 are", version)
	default:
		if newer.MatchString(version) {
			r.Warn(n.Of("apiVersion").At, "the standard's version %s is newer than v3.2: what is new in it is left out", version)
		}
		return true
	}
	return false
}

// newer finds versions of the standard that were not known when this was written.
var newer = regexp.MustCompile(`^v?3\.([3-9]|\d\d)`)
