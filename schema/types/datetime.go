package types

import (
	"time"

	"github.com/99designs/gqlgen/graphql"
)

// MarshalDateTime writes a time as RFC 3339 in UTC.
func MarshalDateTime(t time.Time) graphql.Marshaler {
	return graphql.MarshalString(t.UTC().Format(time.RFC3339Nano))
}

// UnmarshalDateTime reads a time as RFC 3339, or a date, which is its first moment in UTC.
func UnmarshalDateTime(value any) (time.Time, error) {
	text, _ := value.(string)
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, badInput("a time is written as 2026-11-05T09:30:00Z, a date as 2026-11-05")
}
