package lineage

import (
	"fmt"
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// Summary says in one sentence how much was found, how sure that is, and what was left out: "Sales Planning is fed by 5
// parts of 4 domains, all exact." It is plain text that ends with a full stop; names are as recorded, so whoever puts it
// into another format escapes it. Linear in the items.
func (c *Closure) Summary() string {
	if c.Total() == 0 {
		return c.nothingFound()
	}
	found := fmt.Sprintf("%s, %s", c.content(), c.certainty())
	if rest := c.leftOut(); rest != "" {
		found += "; " + rest
	}
	return c.begin() + " " + found + "."
}

// begin returns the sentence's subject and verb: "Sales Planning is fed by".
func (c *Closure) begin() string {
	subject, one := c.subject()
	switch {
	case c.ways != nil && c.total == 1:
		return "On the ways from " + subject + " lies"
	case c.ways != nil:
		return "On the ways from " + subject + " lie"
	case c.direction == Upstream && one:
		return subject + " is fed by"
	case c.direction == Upstream:
		return subject + " are fed by"
	case one:
		return subject + " feeds"
	}
	return subject + " feed"
}

// subject names what was started from, and says whether it is one.
func (c *Closure) subject() (name string, one bool) {
	if len(c.start) == 0 {
		return "Nothing", true
	}
	return listed(names(c.g, c.start), 3), len(c.start) == 1
}

// nothingFound is the sentence of a closure without items, which may be because of the caller's depth or choice.
func (c *Closure) nothingFound() string {
	subject, one := c.subject()
	if c.ways != nil {
		return "Nothing lies on the ways from " + subject + "."
	}
	which := " recorded"
	if !c.Complete() {
		which = " chosen"
	}
	sentence := "Nothing" + which + " feeds " + subject
	switch {
	case c.direction == Downstream && one:
		sentence = subject + " feeds nothing" + which
	case c.direction == Downstream:
		sentence = subject + " feed nothing" + which
	}
	if rest := c.leftOut(); rest != "" {
		sentence += "; " + rest
	}
	return sentence + "."
}

// content counts the items.
func (c *Closure) content() string {
	var nodes []graph.Node
	c.Each(func(i Item) { nodes = append(nodes, i.Node) })
	return content(c.g, nodes)
}

// content counts entities: "5 parts of 4 domains and 2 source systems". What is below a domain is a part of it, all else
// goes by its kind.
func content(g *graph.Graph, nodes []graph.Node) string {
	parts, domains := 0, map[graph.Node]bool{}
	kinds := map[graph.Kind]int{}
	for _, n := range nodes {
		d := graph.None
		if container := g.Container(n); g.Kind(n) != graph.Domain && container != graph.None {
			d = g.Nearest(container, graph.Domain)
		}
		if d == graph.None {
			kinds[g.Kind(n)]++
			continue
		}
		parts++
		domains[d] = true
	}
	var counts []string
	if parts > 0 {
		counts = append(counts, fmt.Sprintf("%s of %s", counted(parts, "part", "parts"), countedKind(len(domains), graph.Domain)))
	}
	for _, k := range graph.Kinds {
		if kinds[k] > 0 {
			counts = append(counts, countedKind(kinds[k], k))
		}
	}
	return listed(counts, len(counts))
}

// certainty says how many of the items are coarse, and what that means.
func (c *Closure) certainty() string {
	exact, coarse := c.ByPrecision()
	means := "may be affected"
	if c.direction == Upstream {
		means = "may feed it"
		if len(c.start) > 1 {
			means = "may feed them"
		}
	}
	switch {
	case coarse == 0 && exact == 1:
		return "exact"
	case coarse == 0:
		return "all exact"
	case exact > 0:
		return fmt.Sprintf("%s of them coarse: %s", number(coarse), means)
	case coarse == 1:
		return "coarse: it " + means
	}
	return "all coarse: they " + means
}

// leftOut says what the caller's depth and choice left out: "2 more lie beyond depth 1".
func (c *Closure) leftOut() string {
	far := len(c.nodes) - c.within
	others, other := "more", "more"
	if c.total == 0 {
		others, other = "others", "other"
	}
	var rest []string
	if unchosen := c.beyond - far; unchosen > 0 {
		rest = append(rest, counted(unchosen, other+" is", others+" are")+" not chosen")
	}
	if far > 0 {
		depth := slices.Index(c.levels, c.within)
		rest = append(rest, fmt.Sprintf("%s beyond depth %d", counted(far, other+" lies", others+" lie"), depth))
	}
	return strings.Join(rest, ", ")
}
