package graph

import "time"

// What is said of an entity or a link, as packer writes it.

func (u *unpacker) says() []Claim {
	many := u.count()
	if many == 0 || many > cap(u.claims)-len(u.claims) {
		u.bad = u.bad || many > 0
		return nil
	}
	begins := len(u.claims)
	for range many {
		c := u.head()
		c.Origin = u.text()
		c.Values = u.valuesOf()
		u.claims = append(u.claims, c)
	}
	return u.claims[begins:len(u.claims):len(u.claims)]
}

func (u *unpacker) head() Claim {
	if place := u.number(); place > 0 {
		return at(u, u.heads, place)
	}
	c := Claim{Source: u.text(), Rank: Rank(u.number()), FirstSeen: u.time(), LastSeen: u.time()}
	u.heads = append(u.heads, c)
	return c
}

func (u *unpacker) valuesOf() []Value {
	many := u.count()
	if many == 0 || many > cap(u.values)-len(u.values) {
		u.bad = u.bad || many > 0
		return nil
	}
	begins := len(u.values)
	for range many {
		v := Value{Attribute: u.text(), Text: u.text()}
		for range u.count() {
			v.List = append(v.List, u.text())
		}
		v.Since = Revision(u.number())
		u.values = append(u.values, v)
	}
	return u.values[begins:len(u.values):len(u.values)]
}

func (u *unpacker) denial() *Denial {
	if u.number() == 0 {
		return nil
	}
	return &Denial{Source: u.text(), Reason: u.text(), Time: u.time()}
}

func (u *unpacker) time() time.Time {
	t, err := time.Parse(time.RFC3339Nano, u.text())
	u.bad = u.bad || err != nil
	return t
}
