package live

// ReadOnly returns why the store takes no commits until it is opened again, nil while it does or where it cannot know. Questions
// are answered all the same, and other servers' commits, if there are any, go on being followed. It never waits.
func (c *Catalog) ReadOnly() error {
	if store, can := theStore[interface{ ReadOnly() error }](c); can {
		return store.ReadOnly()
	}
	return nil
}

// Full returns why the store takes no commits until there is room again on its disk, nil while it does or where it cannot know.
// Questions are answered all the same. It takes as long as writing a little to a disk, now and then while that is full.
func (c *Catalog) Full() error {
	if store, can := theStore[interface{ Full() error }](c); can {
		return store.Full()
	}
	return nil
}

// theStore returns the store as what it can do besides, if it can. Until there is a graph the store may be another's to set.
func theStore[T any](c *Catalog) (able T, can bool) {
	if c.Graph() == nil {
		return able, false
	}
	able, can = c.store.(T)
	return able, can
}
