package strictjson

import "fmt"

// What values take in memory, in bytes, as Go lays them out: room that is kept for more is in it.
const (
	emptyObject = 48
	firstEntry  = 288 // with room for seven more
	ninthEntry  = 320 // with room for more
	laterEntry  = 96
	emptyList   = 24
	listItem    = 24
	shortText   = 32 // beside its bytes
)

// ofEntry returns what one more entry of an object takes that has so many.
func ofEntry(had int) int {
	switch {
	case had == 0:
		return firstEntry
	case had < 8:
		return 0
	case had == 8:
		return ninthEntry
	}
	return laterEntry
}

// charge counts memory that is about to be taken.
func (p *parser) charge(bytes int) {
	if p.taken += bytes; p.bounds.Memory > 0 && p.taken > p.bounds.Memory {
		p.fail(fmt.Sprintf("what it holds takes more than %d bytes of memory: send it in parts", p.bounds.Memory))
	}
}
