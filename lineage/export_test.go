package lineage

// KeepAtMost has differences of lineage keep closures of so many entities, until it is undone.
func KeepAtMost(entities int) (undo func()) {
	was := mostKept
	mostKept = entities
	return func() { mostKept = was }
}
