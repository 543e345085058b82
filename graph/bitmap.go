package graph

// Bitmap is a set of nodes, a bit each. Bit i of word w stands for node 64w+i.
type Bitmap []uint64

// NewBitmap returns an empty set for the nodes 0 to n-1.
func NewBitmap(n int) Bitmap { return make(Bitmap, (n+63)/64) }

// Has reports whether n is in the set.
func (b Bitmap) Has(n Node) bool { return b[n/64]&(1<<(n%64)) != 0 }

// Set puts n into the set.
func (b Bitmap) Set(n Node) { b[n/64] |= 1 << (n % 64) }

// Clear takes n out of the set.
func (b Bitmap) Clear(n Node) { b[n/64] &^= 1 << (n % 64) }
