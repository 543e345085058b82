package metrics

import (
	"cmp"
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/headwater-catalog/headwater/server"
)

// Watch returns what a server tells the metrics by.
func (m *Metrics) Watch() server.Watch {
	return server.Watch{
		Answered:  m.answered,
		Erred:     func(code string) { m.errors.WithLabelValues(oneOf(codes, code)).Inc() },
		Streaming: func(change int) { m.streams.Add(float64(change)) },
	}
}

func (m *Metrics) answered(a server.Answered) {
	operation := cmp.Or(string(a.Operation), "none")
	m.requests.WithLabelValues(oneOf(operations, operation), string(a.Outcome)).Inc()
	if a.Operation == ast.Query || a.Operation == ast.Mutation {
		m.took.WithLabelValues(operation).Observe(a.Took.Seconds())
	}
}

// Committed notes what became of a change and how long that took: a commit, nothing new, or an error.
func (m *Metrics) Committed(commits bool, err error, took time.Duration) {
	outcome := "nothing_new"
	switch {
	case err != nil:
		outcome = "refused"
	case commits:
		outcome = "committed"
	}
	m.commits.WithLabelValues(outcome).Observe(took.Seconds())
}

// Received notes what became of an event of OpenLineage.
func (m *Metrics) Received(outcome string) {
	m.events.WithLabelValues(oneOf(eventOutcomes, outcome)).Inc()
}

// Kept notes that an event which was refused is kept, and the code of its first fault.
func (m *Metrics) Kept(code string) { m.letters.WithLabelValues(oneOf(codes, code)).Inc() }

// Questions returns what measures the fields that walk the graph. It costs every other field a look at its name.
func (m *Metrics) Questions() graphql.HandlerExtension { return questions{m} }

type questions struct{ *Metrics }

var _ graphql.FieldInterceptor = questions{}

func (questions) ExtensionName() string { return "Metrics" }

func (questions) Validate(graphql.ExecutableSchema) error { return nil }

func (q questions) InterceptField(ctx context.Context, next graphql.Resolver) (any, error) {
	of := graphql.GetFieldContext(ctx)
	if !of.IsMethod || oneOf(fields, of.Field.Name) == other {
		return next(ctx)
	}
	begun := time.Now()
	defer func() { q.questions.WithLabelValues(of.Field.Name).Observe(time.Since(begun).Seconds()) }()
	return next(ctx)
}
