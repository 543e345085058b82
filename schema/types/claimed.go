package types

import (
	"slices"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// ClaimedValue is what one claim says of one attribute.
type ClaimedValue struct {
	value     graph.Value
	effective bool
}

// Values returns what the claim says, by attribute, and what of it counts among what others say of the same.
func (c Claim) Values() []ClaimedValue {
	effective := (&graph.Record{Claims: c.among}).Effective()
	said := []ClaimedValue{}
	for _, v := range c.claim.Values {
		if v.Attribute != graph.AttrNote { // which is the source's own
			counts := v.Attribute == graph.AttrAliases // which add up
			said = append(said, ClaimedValue{v, counts || slices.ContainsFunc(effective, func(e graph.Value) bool { return sameValue(e, v) })})
		}
	}
	return said
}

func sameValue(a, b graph.Value) bool {
	return a.Attribute == b.Attribute && a.Since == b.Since && a.Text == b.Text && slices.Equal(a.List, b.List)
}

// Attribute returns which attribute.
func (v ClaimedValue) Attribute() string { return v.value.Attribute }

// Text returns what it is said to be, nil of tags and other names.
func (v ClaimedValue) Text() *string {
	if v.value.Attribute == graph.AttrTags || v.value.Attribute == graph.AttrAliases {
		return nil
	}
	return &v.value.Text
}

// List returns the tags or the other names, nothing of any other attribute.
func (v ClaimedValue) List() []string { return append([]string{}, v.value.List...) }

// Since returns the revision in which the source said this first.
func (v ClaimedValue) Since() graph.Revision { return v.value.Since }

// Effective reports whether this is what counts.
func (v ClaimedValue) Effective() bool { return v.effective }

// Denial is that a recorded flow is wrong.
type Denial struct{ denial *graph.Denial }

func denialOf(l graph.Link) *Denial {
	if l.Denial == nil {
		return nil
	}
	return &Denial{l.Denial}
}

// Source returns who denied the flow.
func (d Denial) Source() string { return d.denial.Source }

// Reason returns why, nil where they did not say.
func (d Denial) Reason() *string { return optional(d.denial.Reason) }

// Time returns when.
func (d Denial) Time() time.Time { return d.denial.Time }
