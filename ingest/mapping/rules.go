package mapping

import (
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// Source is whose claims the rules make. What a tool says of the same thing counts alike, what people declare counts more.
var Source = graph.Source{Name: "mapping", Rank: graph.Imported}

// MaxRules is how many rules one file has.
const MaxRules = 1_000

// Rules are what one file says, in its order.
type Rules struct{ rules []rule }

// Len returns how many rules there are.
func (r *Rules) Len() int { return len(r.rules) }

// rule is one rule: what must hold of a dataset or job, and what is then said of it.
type rule struct {
	name string // as the file says, or "rule 3"
	at   document.Position
	when condition
	says saying
}

// condition is what must hold, all of it. What is left out holds of everything.
type condition struct {
	kind       graph.Kind // Dataset, Job; 0 for both
	namespace  *pattern
	name       *pattern
	source     *pattern            // of a source that says the entity is there
	tags       []*pattern          // each of some tag
	properties map[string]*pattern // by key
}

// saying is what a rule says. A target without a text is not said.
type saying struct {
	container target // a domain or a product
	system    target
	market    target // that the system serves
	owner     target
}

// origin is what a claim keeps: the file and line of its rule.
func (r *rule) origin() graph.Place { return graph.Place{Origin: r.at.String()} }
