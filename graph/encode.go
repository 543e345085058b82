package graph

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// AppendTo appends the record's one encoding, which stores keep: JSON, the very bytes of [json.Marshal], in a small part of its
// time. It fails where a time has no form in RFC 3339.
func (r *Record) AppendTo(b []byte) ([]byte, error) {
	e := encoder{b: b}
	e.record(r)
	return e.b, e.err
}

// encoder appends JSON as [json.Marshal] writes it. Every commit is encoded while others wait for it.
type encoder struct {
	b   []byte
	err error // the first
}

func (e *encoder) commit(c *Commit) {
	e.raw(`{"revision":`)
	e.number(uint64(c.Revision))
	e.raw(`,"time":`)
	e.time(c.Time)
	e.raw(`,"actor":`)
	e.text(c.Actor)
	e.raw(`,"source":{"name":`)
	e.text(c.Source.Name)
	e.raw(`,"rank":`)
	e.number(uint64(c.Source.Rank))
	e.raw(`}`)
	e.textUnlessEmpty(`,"message":`, c.Message)
	e.textUnlessEmpty(`,"operationId":`, c.OperationID)
	e.textUnlessEmpty(`,"fingerprint":`, c.Fingerprint)
	e.raw(`,"changes":`)
	if c.Changes == nil {
		e.raw(`null}`)
		return
	}
	list(e, c.Changes, (*encoder).change)
	e.raw(`}`)
}

func (e *encoder) change(c *Change) {
	opening := `{`
	if c.Before != nil {
		e.raw(`{"b":`)
		e.record(c.Before)
		opening = `,`
	}
	if c.After != nil {
		e.raw(opening)
		e.raw(`"a":`)
		e.record(c.After)
		opening = `,`
	}
	if opening == `{` {
		e.raw(`{`)
	}
	e.raw(`}`)
}

func (e *encoder) record(r *Record) {
	e.raw(`{`)
	if r.Relation != 0 {
		e.raw(`"r":`)
		e.number(uint64(r.Relation))
		e.raw(`,`)
	}
	e.raw(`"f":`)
	e.text(string(r.From))
	e.textUnlessEmpty(`,"t":`, string(r.To))
	if len(r.Claims) > 0 {
		e.raw(`,"c":`)
		list(e, r.Claims, (*encoder).claim)
	}
	if r.Denial != nil {
		e.raw(`,"d":{"s":`)
		e.text(r.Denial.Source)
		e.textUnlessEmpty(`,"w":`, r.Denial.Reason)
		e.raw(`,"n":`)
		e.time(r.Denial.Time)
		e.raw(`}`)
	}
	e.raw(`}`)
}

func (e *encoder) claim(c *Claim) {
	e.raw(`{"s":`)
	e.text(c.Source)
	e.raw(`,"k":`)
	e.number(uint64(c.Rank))
	e.textUnlessEmpty(`,"o":`, c.Origin)
	e.raw(`,"f":`)
	e.time(c.FirstSeen)
	e.raw(`,"n":`)
	e.time(c.LastSeen)
	if len(c.Values) > 0 {
		e.raw(`,"v":`)
		list(e, c.Values, (*encoder).value)
	}
	e.raw(`}`)
}

func (e *encoder) value(v *Value) {
	e.raw(`{"a":`)
	e.text(v.Attribute)
	e.textUnlessEmpty(`,"t":`, v.Text)
	if len(v.List) > 0 {
		e.raw(`,"l":`)
		list(e, v.List, func(e *encoder, s *string) { e.text(*s) })
	}
	e.raw(`,"r":`)
	e.number(uint64(v.Since))
	e.raw(`}`)
}

func list[T any](e *encoder, all []T, one func(*encoder, *T)) {
	opening := `[`
	for i := range all {
		e.raw(opening)
		one(e, &all[i])
		opening = `,`
	}
	if opening == `[` {
		e.raw(`[`)
	}
	e.raw(`]`)
}

func (e *encoder) raw(s string) { e.b = append(e.b, s...) }

func (e *encoder) number(n uint64) { e.b = strconv.AppendUint(e.b, n, 10) }

func (e *encoder) textUnlessEmpty(name, s string) {
	if s != "" {
		e.raw(name)
		e.text(s)
	}
}

// text appends a string. Most are plain; what json escapes, or might, is left to it.
func (e *encoder) text(s string) {
	if isPlain(s) {
		e.b = append(append(append(e.b, '"'), s...), '"')
		return
	}
	escaped, err := json.Marshal(s)
	e.note(err)
	e.b = append(e.b, escaped...)
}

// isPlain reports whether a string stands in JSON as it is.
func isPlain(s string) bool {
	for i := range len(s) {
		if !plain[s[i]] {
			return false
		}
	}
	return true
}

// plain are the bytes that stand in JSON as they are: to look each up is quicker than seven comparisons.
var plain = func() (plain [256]bool) {
	for c := ' '; c < 0x7f; c++ {
		plain[c] = !strings.ContainsRune(`"\<>&`, c)
	}
	return plain
}()

func (e *encoder) time(t time.Time) {
	e.raw(`"`)
	b, err := t.AppendText(e.b)
	e.note(err)
	if err == nil {
		e.b = b
	}
	e.raw(`"`)
}

func (e *encoder) note(err error) {
	if e.err == nil {
		e.err = err
	}
}

// size is about how long the encoding of a record is, 0 for nil.
func (r *Record) size() int {
	if r == nil {
		return 0
	}
	const names, times = 64, 64
	size := names + len(r.From) + len(r.To)
	if r.Denial != nil {
		size += names + times + len(r.Denial.Source) + len(r.Denial.Reason)
	}
	for i := range r.Claims {
		c := &r.Claims[i]
		size += names + times + len(c.Source) + len(c.Origin)
		for _, v := range c.Values {
			size += len(`{"a":"","t":"","l":[],"r":1000000},`) + len(v.Attribute) + len(v.Text)
			for _, text := range v.List {
				size += len(`"",`) + len(text)
			}
		}
	}
	return size
}
