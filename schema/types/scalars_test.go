package types_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/schema/types"
)

func TestRevisionIsReadAsTextOrNumber(t *testing.T) {
	for _, value := range []any{"42", json.Number("42"), int64(42), 42, float64(42)} {
		if r, err := types.UnmarshalRevision(value); r != 42 || err != nil {
			t.Errorf("%T: %v %v", value, r, err)
		}
	}
	for _, value := range []any{"-1", "x", "", "1.5", "042", json.Number("1e3"), float64(1.5), int64(-1), true, nil} {
		if _, err := types.UnmarshalRevision(value); graph.KindOf(err) != graph.BadRevision {
			t.Errorf("%v: %v", value, err)
		}
	}
	var text strings.Builder
	types.MarshalRevision(9007199254740993).MarshalGQL(&text)
	if text.String() != `"9007199254740993"` {
		t.Error(text.String())
	}
}

func TestDateTimeIsReadAsTimeOrDate(t *testing.T) {
	for text, want := range map[string]time.Time{
		"2026-11-05T09:30:00Z":        time.Date(2026, 11, 5, 9, 30, 0, 0, time.UTC),
		"2026-11-05T09:30:00.5+01:00": time.Date(2026, 11, 5, 8, 30, 0, 500_000_000, time.UTC),
		"2026-11-05":                  time.Date(2026, 11, 5, 0, 0, 0, 0, time.UTC),
	} {
		got, err := types.UnmarshalDateTime(text)
		if err != nil || !got.Equal(want) {
			t.Errorf("%s: %v %v", text, got, err)
		}
	}
	for _, value := range []any{"2026-02-30", "yesterday", "", 5, nil} {
		if _, err := types.UnmarshalDateTime(value); graph.KindOf(err) != graph.BadUserInput {
			t.Errorf("%v: %v", value, err)
		}
	}
	var text strings.Builder
	types.MarshalDateTime(time.Date(2026, 11, 5, 10, 0, 0, 0, time.FixedZone("", 3600))).MarshalGQL(&text)
	if text.String() != `"2026-11-05T09:00:00Z"` {
		t.Error(text.String())
	}
}

func TestIDIsReadAsText(t *testing.T) {
	for value, want := range map[any]graph.ID{"team:a": "team:a", int64(7): "7", json.Number("7"): "7"} {
		if id, err := types.UnmarshalID(value); id != want || err != nil {
			t.Errorf("%v: %q %v", value, id, err)
		}
	}
	if _, err := types.UnmarshalID(true); graph.KindOf(err) != graph.BadUserInput {
		t.Error(err)
	}
}

func TestTooManyChanges(t *testing.T) {
	if err := (types.ApplyInput{Changes: make([]types.Change, types.MaxChanges)}).Check(); err != nil {
		t.Error(err)
	}
	if err := (types.ApplyInput{Changes: make([]types.Change, types.MaxChanges+1)}).Check(); graph.KindOf(err) != graph.BadUserInput {
		t.Error(err)
	}
}
