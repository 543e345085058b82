package sqlite

import (
	"bytes"
	"context"
	"encoding/json"
	"iter"
	"strconv"

	"github.com/headwater-catalog/headwater/graph"
)

// How the records of a chunk stand in it: as a JSON array, one on a line.
const (
	chunkOpening = "[\n"
	chunkBetween = ",\n"
	chunkClosing = "\n]\n"
)

// encoded yields every record of the state, encoded. It was verified where it is taken from, and nothing of it is decoded but the keys:
// checkpoints are written while others commit. An error is the last element.
func (snap *snapshot) encoded(ctx context.Context) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		since, err := snap.encodedSince(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		for line, err := range snap.lines(ctx) {
			key, readable := keyOf(line)
			if err == nil && !readable {
				err = snap.damaged("a part cannot be read")
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if _, later := since[key]; !later && !yield(line, nil) {
				return
			}
		}
		for _, record := range since {
			if record != nil && !yield(record, nil) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// encodedSince folds the log after the checkpoint: how each record that it changes is encoded at its end, nil where it went.
func (snap *snapshot) encodedSince(ctx context.Context) (map[graph.Key][]byte, error) {
	changed := map[graph.Key][]byte{}
	err := snap.eachSince(ctx, func(c row) error {
		var commit struct {
			Changes []struct {
				Before json.RawMessage `json:"b"`
				After  json.RawMessage `json:"a"`
			} `json:"changes"`
		}
		if json.Unmarshal(c.content, &commit) != nil {
			return snap.store.damaged(c.revision, "it cannot be read")
		}
		for _, change := range commit.Changes {
			key, readable := keyOf(change.After)
			if change.After == nil {
				key, readable = keyOf(change.Before)
			}
			if !readable {
				return snap.store.damaged(c.revision, "it cannot be read")
			}
			changed[key] = change.After
		}
		return nil
	})
	return changed, err
}

// lines yields the records of the checkpoint as they stand there. One is there until the next.
func (snap *snapshot) lines(ctx context.Context) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for content, err := range snap.contents(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			rest, opens := bytes.CutPrefix(content, []byte(chunkOpening))
			rest, closes := bytes.CutSuffix(rest, []byte(chunkClosing))
			if !opens || !closes {
				yield(nil, snap.damaged("a part cannot be read"))
				return
			}
			for line := range bytes.SplitSeq(rest, []byte(chunkBetween)) {
				if !yield(line, nil) {
					return
				}
			}
		}
	}
}

// keyOf returns the key that the encoding of a record begins with.
func keyOf(record []byte) (key graph.Key, readable bool) {
	if key, found := plainKey(record); found {
		return key, true
	}
	err := json.Unmarshal(record, &key)
	return key, err == nil && bytes.HasPrefix(record, []byte(`{`))
}

// plainKey reads a key as the encoder writes it, of IDs in which JSON escapes nothing.
func plainKey(record []byte) (key graph.Key, found bool) {
	rest, opens := bytes.CutPrefix(record, []byte(`{`))
	if after, is := bytes.CutPrefix(rest, []byte(`"r":`)); is {
		digits, next, _ := bytes.Cut(after, []byte(`,`))
		relation, err := strconv.ParseUint(string(digits), 10, 8)
		if err != nil {
			return key, false
		}
		key.Relation, rest = graph.Relation(relation), next
	}
	from, rest, found := plainText(rest, `"f":"`)
	if !opens || !found {
		return key, false
	}
	key.From = graph.ID(from)
	if after, is := bytes.CutPrefix(rest, []byte(`,`)); is && bytes.HasPrefix(after, []byte(`"t":`)) {
		to, _, found := plainText(after, `"t":"`)
		key.To = graph.ID(to)
		return key, found
	}
	return key, true
}

// plainText reads a string in which nothing is escaped, after what comes before it.
func plainText(text []byte, before string) (plain, rest []byte, found bool) {
	if text, found = bytes.CutPrefix(text, []byte(before)); !found {
		return nil, text, false
	}
	plain, rest, found = bytes.Cut(text, []byte(`"`))
	return plain, rest, found && bytes.IndexByte(plain, '\\') < 0
}
