package neo4j

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/bits"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// digest stands for a set of records, in whatever order they come: the sum modulo 2^256 of the SHA-256 of each one's encoding,
// its headwaterRecord. It finds what was changed by hand; it withstands nobody who means to deceive. The zero digest is of none.
type digest [4]uint64 // the least significant first

// add takes a record in, by its encoding.
func (d *digest) add(encoded string) { d.sum(words(encoded)) }

// remove takes a record out that was taken in.
func (d *digest) remove(encoded string) {
	w := words(encoded)
	var borrow uint64
	for i := range d {
		d[i], borrow = bits.Sub64(d[i], w[i], borrow)
	}
}

// sum takes in all that another digest stands for, such as one that was made beside it.
func (d *digest) sum(other digest) {
	var carry uint64
	for i := range d {
		d[i], carry = bits.Add64(d[i], other[i], carry)
	}
}

// change takes out what a change replaces and takes in what it brings.
func (d *digest) change(c graph.Change) error {
	for r, do := range map[*graph.Record]func(string){c.Before: d.remove, c.After: d.add} {
		if r == nil {
			continue
		}
		encoded, err := json.Marshal(r)
		if err != nil {
			return &graph.Error{Kind: graph.Internal, Err: err}
		}
		do(string(encoded))
	}
	return nil
}

// digestOf returns the digest of records.
func digestOf(records map[graph.Key]*graph.Record) (d digest, err error) {
	for _, r := range records {
		if err := d.change(graph.Change{After: r}); err != nil {
			return digest{}, err
		}
	}
	return d, nil
}

func words(encoded string) (w digest) {
	sum := sha256.Sum256([]byte(encoded))
	for i := range w {
		w[i] = binary.LittleEndian.Uint64(sum[8*i:])
	}
	return w
}

// at is how the head keeps the digest of a revision. A Headwater that knows of none leaves it behind, and so not compared.
func (d *digest) at(r graph.Revision) string {
	var sum []byte
	for _, w := range d {
		sum = binary.LittleEndian.AppendUint64(sum, w)
	}
	return fmt.Sprintf("%s:%s", r, hex.EncodeToString(sum))
}

// digestAt reads what the head keeps, if it is of a revision.
func digestAt(kept string, r graph.Revision) (d digest, is bool) {
	text, is := strings.CutPrefix(kept, r.String()+":")
	sum, err := hex.DecodeString(text)
	if !is || err != nil || len(sum) != 8*len(d) {
		return digest{}, false
	}
	for i := range d {
		d[i] = binary.LittleEndian.Uint64(sum[8*i:])
	}
	return d, true
}
