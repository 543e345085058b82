package sqlite

// ReadOnly returns why the store takes no commits until it is opened again: the disk failed a write for good, and nobody knows
// what of later ones it would keep. nil while it takes them. It never waits for a writer.
func (s *Store) ReadOnly() error {
	if why := s.readOnly.Load(); why != nil {
		return why
	}
	return nil
}

// latch ends writing for good. The caller holds writing.
func (s *Store) latch(cause error) {
	s.broken = s.latched(cause)
	s.readOnly.Store(s.broken)
}
