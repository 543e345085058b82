package receiver

import (
	"cmp"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/openlineage"
)

// A client does not look at what it is answered, so what is refused for good would be lost unseen. It is kept beside the catalog, to be
// read and sent again: a letter for each different event, the last ones.

// The bounds of what is kept.
const (
	mostLetters   = 1_000
	mostLetter    = 128 << 10 // bytes of one event; of a longer one only the beginning is kept, and it cannot be replayed
	lettersAtOnce = 50        // that wait to be kept while others are; of more the last are
)

const shelfOfLetters = "dead-letters"

// Letter is an event that was refused.
type Letter struct {
	ID     string    `json:"-"`    // of its text: the same event is one letter
	Time   time.Time `json:"time"` // of the last time that it came
	Sender string    `json:"sender"`
	Source string    `json:"source,omitempty"` // that it would have been of; "" where it does not say
	Code   string    `json:"code"`             // of the first fault
	Reason string    `json:"reason"`           // all of them, a line each
	Event  string    `json:"event"`
	Whole  bool      `json:"whole"` // Event is all of it, and can be replayed
}

// letters keeps what was refused. Keeping never fails what is answered, and holds up one sender at a time.
type letters struct {
	shelf graph.Shelf
	kept  func(code string) // told of each

	mu      sync.Mutex
	pending []Letter
	keeping bool
	uncut   int // how many were kept since the list was last cut
}

// refuse has an event be kept that will not be taken however often it is sent.
func (r *Receiver) refuse(ctx context.Context, sender string, text []byte, err error) {
	switch graph.KindOf(err) {
	case graph.Unavailable, graph.Timeout, graph.Forbidden:
		return
	}
	r.letters.keep(context.WithoutCancel(ctx), r.letter(sender, text, err))
}

func (r *Receiver) letter(sender string, text []byte, err error) Letter {
	l := Letter{ID: idOf(text), Time: r.now().UTC().Truncate(time.Millisecond), Sender: sender, Source: openlineage.SourceOfRefused(text), Code: string(codeOf(err)), Reason: err.Error(), Whole: len(text) <= mostLetter}
	l.Event = string(text[:min(len(text), mostLetter)])
	if !utf8.ValidString(l.Event) {
		l.Event, l.Whole = "", false
	}
	return l
}

func codeOf(err error) graph.ErrorKind {
	if _, none := errors.AsType[*openlineage.NoEvent](err); none {
		return graph.BadUserInput
	}
	return graph.KindOf(err)
}

// keep keeps a letter, and those that others hand in meanwhile.
func (l *letters) keep(ctx context.Context, one Letter) {
	l.mu.Lock()
	l.pending = append(l.pending, one)
	if n := len(l.pending); n > lettersAtOnce {
		l.pending = slices.Delete(l.pending, 0, n-lettersAtOnce)
	}
	if l.keeping {
		l.mu.Unlock()
		return
	}
	l.keeping = true
	for len(l.pending) > 0 {
		now := l.pending
		l.pending = nil
		l.mu.Unlock()
		l.put(ctx, now)
		l.mu.Lock()
	}
	l.keeping = false
	l.mu.Unlock()
}

// put writes letters, and now and then forgets the oldest. Whoever keeps has the turn. Where the store cannot they are lost: nothing
// depends on them.
func (l *letters) put(ctx context.Context, some []Letter) {
	documents := map[string]string{}
	for _, one := range some {
		text, err := json.Marshal(one)
		if err == nil {
			documents[one.ID] = string(text)
		}
	}
	if l.shelf.PutDocuments(ctx, shelfOfLetters, documents) != nil {
		return
	}
	for _, one := range some {
		l.kept(one.Code)
	}
	if l.uncut += len(documents); l.uncut < mostLetters/10 {
		return
	}
	l.uncut = 0
	if all, _, err := l.list(ctx); err == nil && len(all) > mostLetters {
		_ = l.drop(ctx, all[mostLetters:]...)
	}
}

func (l *letters) drop(ctx context.Context, some ...Letter) error {
	ids := make([]string, len(some))
	for i, one := range some {
		ids[i] = one.ID
	}
	return l.shelf.DropDocuments(ctx, shelfOfLetters, ids...)
}

// list returns what is kept, the latest first, and what is said of letters that are damaged: they do not keep the others from being read,
// sent again and cut.
func (l *letters) list(ctx context.Context) (all []Letter, damage *graph.Error, err error) {
	documents, err := l.shelf.Documents(ctx, shelfOfLetters)
	if fault, is := errors.AsType[*graph.Error](err); is && fault.Kind == graph.StoreCorrupt && documents != nil {
		damage = fault
	} else if err != nil {
		return nil, nil, err
	}
	all = make([]Letter, 0, len(documents))
	for id, text := range documents {
		one := Letter{}
		if json.Unmarshal([]byte(text), &one) == nil {
			one.ID = id
			all = append(all, one)
		}
	}
	slices.SortFunc(all, func(a, b Letter) int { return cmp.Or(b.Time.Compare(a.Time), cmp.Compare(a.ID, b.ID)) })
	return all, damage, nil
}

func idOf(text []byte) string {
	digest := digestOf(text)
	return hex.EncodeToString(digest[:8])
}

// idOfDamage is the ID of the letter that tells of others that are damaged. No event's is like it.
const idOfDamage = "damaged"

// Letters returns the events that were refused, the latest first: at most the last 1,100 different ones. What the store finds damaged is
// not among them. One of code STORE_CORRUPT comes before them then, which is no event: its reason says what is damaged and what to do.
func (r *Receiver) Letters(ctx context.Context) ([]Letter, error) {
	all, damage, err := r.letters.list(ctx)
	if damage != nil {
		told := Letter{ID: idOfDamage, Time: r.now().UTC().Truncate(time.Millisecond), Code: string(graph.StoreCorrupt), Reason: damage.Message}
		all = slices.Insert(all, 0, told)
	}
	return all, err
}

// Failed is how many letters are of a source, and when the last of them came.
type Failed struct {
	Count int
	Last  time.Time
}

// Failures returns what is kept of each source, by its name: of those that Letters returns, but such as do not say whose they are.
func (r *Receiver) Failures(ctx context.Context) (map[string]Failed, error) {
	all, _, err := r.letters.list(ctx)
	if err != nil {
		return nil, err
	}
	failed := map[string]Failed{}
	for _, one := range all { // the latest first
		if one.Source == "" {
			continue
		}
		of := failed[one.Source]
		if of.Count++; of.Count == 1 {
			of.Last = one.Time
		}
		failed[one.Source] = of
	}
	return failed, nil
}

// Replay sends events that were refused again, those of some ids, or all where none are given. What is taken now is no longer kept. It returns
// how many were taken, and how many are refused still.
func (r *Receiver) Replay(ctx context.Context, sender string, ids ...string) (taken, refused int, err error) {
	all, _, err := r.letters.list(ctx)
	if err != nil {
		return 0, 0, err
	}
	slices.Reverse(all) // as they came
	var done []Letter
	for _, one := range all {
		if len(ids) > 0 && !slices.Contains(ids, one.ID) {
			continue
		}
		if !one.Whole {
			refused++
			continue
		}
		switch fate := r.Receive(ctx, sender, []byte(one.Event))[0]; graph.KindOf(fate.Err) {
		case "":
			taken++
			done = append(done, one)
		case graph.Unavailable, graph.Timeout:
			return taken, refused, fate.Err
		default:
			refused++
		}
	}
	return taken, refused, r.letters.drop(ctx, done...)
}
