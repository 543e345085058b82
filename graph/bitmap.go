package graph

import "math/bits"

// Bitmap is a set of nodes, a bit each. Bit i of word w stands for node 64w+i.
type Bitmap []uint64

// NewBitmap returns an empty set for the nodes 0 to n-1.
func NewBitmap(n int) Bitmap { return make(Bitmap, (n+63)/64) }

// next returns the first node of the set from n on, 64*len(b) or more where there is none.
func (b Bitmap) next(n Node) Node {
	word := n / 64
	if int(word) >= len(b) {
		return n
	}
	for rest := b[word] &^ (1<<(n%64) - 1); ; rest = b[word] {
		if rest != 0 {
			return 64*word + Node(bits.TrailingZeros64(rest))
		}
		if word++; int(word) == len(b) {
			return 64 * word
		}
	}
}

// count returns how many from first on and below end are in the set.
func (b Bitmap) count(first, end Node) (many int) {
	for n := b.next(first); n < end; n = b.next(n + 1) {
		if word := n / 64; n%64 == 0 && n+64 <= end {
			many += bits.OnesCount64(b[word])
			n |= 63
		} else {
			many++
		}
	}
	return many
}

// resized returns a copy of the set for the nodes 0 to n-1.
func (b Bitmap) resized(n int) Bitmap {
	c := NewBitmap(n)
	copy(c, b)
	return c
}

// Has reports whether n is in the set.
func (b Bitmap) Has(n Node) bool { return b[n/64]&(1<<(n%64)) != 0 }

// Set puts n into the set.
func (b Bitmap) Set(n Node) { b[n/64] |= 1 << (n % 64) }

// Clear takes n out of the set.
func (b Bitmap) Clear(n Node) { b[n/64] &^= 1 << (n % 64) }
