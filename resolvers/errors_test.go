package resolvers

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/headwater-catalog/headwater/graph"
)

func TestPresentShowsWhatIsMeantForTheCaller(t *testing.T) {
	secret := errors.New("bolt://neo4j:hunter2@10.0.0.7")
	for _, c := range []struct {
		err     error
		code    string
		message string
	}{
		{&graph.Error{Kind: graph.NotFound, Message: "no such domain"}, "NOT_FOUND", "no such domain"},
		{fmt.Errorf("resolving: %w", &graph.Error{Kind: graph.Conflict, Message: "moved on"}), "CONFLICT", "moved on"},
		{&graph.Error{Kind: graph.Unavailable, Op: "append", Message: "try again soon", Err: secret}, "UNAVAILABLE", "try again soon"},
		{&graph.Error{Kind: graph.StoreCorrupt, Op: "load", Err: secret}, "STORE_CORRUPT", "store corrupt"},
		{&graph.Error{Kind: graph.Internal, Message: "a defect", Err: secret}, "INTERNAL", "something went wrong inside the server"},
		{secret, "INTERNAL", "something went wrong inside the server"},
		{gqlerror.Wrap(secret), "INTERNAL", "something went wrong inside the server"},
		{context.DeadlineExceeded, "TIMEOUT", "the answer took too long: ask for less at a time"},
	} {
		shown := Present(t.Context(), c.err)
		if shown.Message != c.message || shown.Extensions["code"] != c.code {
			t.Errorf("%v: %q %v", c.err, shown.Message, shown.Extensions)
		}
		if strings.Contains(fmt.Sprint(shown.Message, shown.Extensions), "hunter2") {
			t.Errorf("%v: shows its cause", c.err)
		}
		if !errors.Is(shown, c.err) && !errors.Is(c.err, secret) {
			t.Errorf("%v: the log gets another error, %v", c.err, shown.Err)
		}
	}
}

func TestPresentTellsPlaceAndCandidates(t *testing.T) {
	shown := Present(t.Context(), &graph.Error{Kind: graph.NotFound, Path: []any{"input", "changes", 3, "put"}, Candidates: []graph.ID{"domain:sale"}})
	if fmt.Sprint(shown.Extensions) != "map[candidates:[domain:sale] code:NOT_FOUND path:[input changes 3 put]]" {
		t.Error(shown.Extensions)
	}
}

func TestPresentLeavesTheDocumentsOwnFaults(t *testing.T) {
	fault := &gqlerror.Error{Message: "Cannot query field", Extensions: map[string]any{"code": errcode.ValidationFailed}}
	if shown := Present(t.Context(), fault); shown != fault {
		t.Error(shown)
	}
}
