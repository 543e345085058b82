package graph

// step says that numbers from one on are others: by is added to them. Where numbers become smaller it wraps around.
type step struct{ at, by uint32 }

// mostSteps is how many steps are taken for each number. With more of them looking it up is faster.
const mostSteps = 3

// take writes the numbers of src, of which the highest bits are kept as they are, as they are after at most mostSteps steps, in order.
// Which numbers a list has is no pattern, so it is computed without a branch.
func take[T ~uint32](steps []step, dst, src []T) {
	switch len(steps) {
	case 0:
		copy(dst, src)
	case 1:
		takeOne(steps[0], dst, src)
	default:
		takeSome(steps, dst, src)
	}
}

func takeOne[T ~uint32](s step, dst, src []T) {
	dst = dst[:len(src)]
	for i, x := range src {
		dst[i] = x + T(s.by&s.from(uint32(x)))
	}
}

func takeSome[T ~uint32](steps []step, dst, src []T) {
	var s [mostSteps]step // those that are not there add 0
	copy(s[:], steps)
	dst = dst[:len(src)]
	for i, x := range src {
		n := uint32(x)
		dst[i] = x + T(s[0].by&s[0].from(n)+s[1].by&s[1].from(n)+s[2].by&s[2].from(n))
	}
}

// from returns all bits where a number, without its highest bits, is not below the step, else none.
func (s step) from(n uint32) uint32 { return -(^(n&uint32(nodeMask) - s.at) >> 31) }
