package types

// list is what pages are cut from: items in an order that is the same whenever the catalog says the same.
type list[T any] struct {
	query query
	count int
	item  func(i int) T
	key   func(i int) []string // the sort key of an item
	// find returns the place of the item with a key and whether it is there; if not, the place where it would stand.
	find func(key []string) (int, bool)
}

// The bounds of a page.
const (
	defaultPage = 50
	maxPage     = 1000
)

// page returns the items after a cursor.
func (l list[T]) page(first *int, after *string) (*Connection[T], error) {
	return l.cut(window{first: first, after: after})
}

// window is a page as it is asked for, from the front or from the back.
type window struct {
	first, last   *int
	after, before *string
}

// cut returns the page that a window shows.
func (l list[T]) cut(w window) (*Connection[T], error) {
	from, to, err := l.between(w.after, w.before)
	if err != nil {
		return nil, err
	}
	switch {
	case w.first != nil && w.last != nil:
		return nil, badInput("first and last are both given: a page is counted from one end")
	case w.last != nil:
		n, err := pageSize("last", w.last)
		if err != nil {
			return nil, err
		}
		from = max(from, to-n)
	default:
		n, err := pageSize("first", w.first)
		if err != nil {
			return nil, err
		}
		to = min(to, from+n)
	}
	return l.slice(from, to), nil
}

// between returns the places that lie after one cursor and before another.
func (l list[T]) between(after, before *string) (from, to int, err error) {
	to = l.count
	if after != nil {
		at, there, err := l.place(*after)
		if err != nil {
			return 0, 0, err
		}
		from = at
		if there {
			from++
		}
	}
	if before != nil {
		if to, _, err = l.place(*before); err != nil {
			return 0, 0, err
		}
	}
	return from, max(from, to), nil
}

func (l list[T]) place(cursor string) (at int, there bool, err error) {
	key, err := l.query.key(cursor)
	if err != nil {
		return 0, false, err
	}
	at, there = l.find(key)
	return at, there, nil
}

func (l list[T]) slice(from, to int) *Connection[T] {
	items := make([]T, 0, to-from)
	for i := from; i < to; i++ {
		items = append(items, l.item(i))
	}
	return &Connection[T]{
		total: l.count, items: items, hasBefore: from > 0, hasNext: to < l.count,
		cursor: func(i int) string { return l.query.cursor(l.key(from + i)) },
	}
}

// pageSize returns how many items a page may have, 50 where it is not said.
func pageSize(name string, n *int) (int, error) {
	switch {
	case n == nil:
		return defaultPage, nil
	case *n < 0 || *n > maxPage:
		return 0, badInput("%s is %d; it must be 0 to 1,000", name, *n)
	}
	return *n, nil
}
