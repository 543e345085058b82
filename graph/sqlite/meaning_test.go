package sqlite_test

import (
	"database/sql"
	"encoding/binary"
	"os"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
)

// meaning says of each byte of a file whether SQLite's file format (sqlite.org/fileformat2.html) gives it a meaning for what is
// stored. It has none in pages that are free, in the room between cells, behind the end of what overflows, and in what the header of the
// file says of how it was last written; nor in the comments of the statements that made the tables.
type meaning struct {
	t      testing.TB
	file   []byte
	means  []bool
	usable int // bytes of a page
}

func meaningOf(t testing.TB, path string) []bool {
	file, err := os.ReadFile(path)
	require.NoError(t, err)
	m := meaning{t, file, make([]bool, len(file)), int(binary.BigEndian.Uint16(file[16:])) - int(file[20])}
	for _, part := range [][2]int{{0, 18}, {20, 24}, {28, 40}, {60, 64}, {68, 72}} { // not: journal, counters, cookies, caches, version
		m.mark(part[0], part[1])
	}
	m.free(m.number(32))
	for _, root := range append(roots(t, path), 1) {
		m.tree(root)
	}
	for _, comment := range regexp.MustCompile(`--[^\n]*`).FindAllIndex(file, -1) {
		for at := comment[0]; at < comment[1]; at++ {
			m.means[at] = false
		}
	}
	return m.means
}

// roots returns the pages with which tables and indexes begin.
func roots(t testing.TB, path string) (all []int) {
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	defer db.Close()
	rows, err := db.Query(`SELECT rootpage FROM sqlite_schema WHERE rootpage > 0`)
	require.NoError(t, err)
	defer rows.Close()
	for rows.Next() {
		var root int
		require.NoError(t, rows.Scan(&root))
		all = append(all, root)
	}
	require.NoError(t, rows.Err())
	return all
}

func (m *meaning) mark(from, to int) {
	for at := from; at < to; at++ {
		m.means[at] = true
	}
}

func (m *meaning) number(at int) int { return int(binary.BigEndian.Uint32(m.file[at:])) }

func (m *meaning) short(at int) int { return int(binary.BigEndian.Uint16(m.file[at:])) }

// page returns where a page begins.
func (m *meaning) page(number int) int {
	return (number - 1) * int(binary.BigEndian.Uint16(m.file[16:]))
}

// varint reads a number of SQLite's variable length, and returns where it ends.
func (m *meaning) varint(at int) (value, end int) {
	for i := range 9 {
		if i == 8 {
			return value<<8 | int(m.file[at+i]), at + 9
		}
		value = value<<7 | int(m.file[at+i]&0x7f)
		if m.file[at+i] < 0x80 {
			return value, at + i + 1
		}
	}
	return value, at
}

// free marks the lists of free pages, of which only the numbers mean anything.
func (m *meaning) free(trunk int) {
	for trunk != 0 {
		at := m.page(trunk)
		m.mark(at, at+8+4*m.number(at+4))
		trunk = m.number(at)
	}
}

// tree marks a page of a tree, and all below it.
func (m *meaning) tree(number int) {
	start := m.page(number)
	at := start
	if number == 1 {
		at += 100
	}
	kind, cells, end := m.file[at], m.short(at+3), at+8
	inner := kind == 2 || kind == 5
	if inner {
		end = at + 12
		m.tree(m.number(at + 8))
	}
	m.mark(at, end+2*cells)
	for i := range cells {
		m.cell(kind, start+m.short(end+2*i))
	}
}

// cell marks a cell, what overflows from it, and the page below it.
func (m *meaning) cell(kind byte, at int) {
	begin := at
	if kind == 2 || kind == 5 {
		m.tree(m.number(at))
		at += 4
	}
	payload := 0
	if kind != 5 {
		payload, at = m.varint(at)
	}
	if kind == 5 || kind == 13 {
		_, at = m.varint(at)
	}
	here := m.local(kind, payload)
	m.mark(begin, at+here)
	if here < payload {
		m.mark(at+here, at+here+4)
		m.overflow(m.number(at+here), payload-here)
	}
}

// local returns how much of a payload is in the cell itself.
func (m *meaning) local(kind byte, payload int) int {
	most, least := (m.usable-12)*64/255-23, (m.usable-12)*32/255-23
	if kind == 13 {
		most = m.usable - 35
	}
	if payload <= most {
		return payload
	}
	if fits := least + (payload-least)%(m.usable-4); fits <= most {
		return fits
	}
	return least
}

func (m *meaning) overflow(number, left int) {
	for ; left > 0; left -= m.usable - 4 {
		at := m.page(number)
		m.mark(at, at+4+min(left, m.usable-4))
		number = m.number(at)
	}
}
