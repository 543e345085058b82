package graph

// Numbers, texts and references, as packer writes them. What is not there sets bad, and is 0 or empty.

// at returns what a reference is to.
func at[T any](u *unpacker, known []T, place uint64) (zero T) {
	if place > uint64(len(known)) {
		u.bad = true
		return zero
	}
	return known[place-1]
}

// number reads an unsigned varint.
func (u *unpacker) number() uint64 {
	s := u.rest
	switch { // most have few digits
	case len(s) > 0 && s[0] < 0x80:
		u.rest = s[1:]
		return uint64(s[0])
	case len(s) > 1 && s[1] < 0x80:
		u.rest = s[2:]
		return uint64(s[0]&0x7f) | uint64(s[1])<<7
	case len(s) > 2 && s[2] < 0x80:
		u.rest = s[3:]
		return uint64(s[0]&0x7f) | uint64(s[1]&0x7f)<<7 | uint64(s[2])<<14
	}
	return u.longNumber()
}

func (u *unpacker) longNumber() uint64 {
	n, shift := uint64(0), 0
	for i := 0; i < len(u.rest) && shift < 64; i++ {
		digit := u.rest[i]
		n |= uint64(digit&0x7f) << shift
		if digit < 0x80 {
			u.rest = u.rest[i+1:]
			return n
		}
		shift += 7
	}
	u.bad, u.rest = true, ""
	return 0
}

// signed reads a signed varint.
func (u *unpacker) signed() int64 {
	n := u.number()
	return int64(n>>1) ^ -int64(n&1)
}

// count reads how many things there are, each of which takes a byte at least.
func (u *unpacker) count() int {
	n := u.number()
	if n > uint64(len(u.rest)) {
		u.bad = true
		return 0
	}
	return int(n)
}

func (u *unpacker) text() string {
	if place := u.number(); place > 0 {
		return at(u, u.strings, place)
	}
	n := u.count()
	s := u.rest[:n]
	u.rest = u.rest[n:]
	u.strings = append(u.strings, s)
	return s
}
