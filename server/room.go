package server

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/strictjson"
)

// Large bodies share room. While they come it is their bytes that count, as far as they have come, so that who sends slowly takes
// little from others; what is read of a body takes up to memoryPerByte times its bytes, so that all that are worked on at a time are together
// no larger than one may be.
const (
	freeBytes = 64 << 10 // bodies up to here need no room: there are many of them, and they are soon done
	bodiesIn  = 8        // of the largest size, that come at the same time; worked on is as much as one of them
	roomTime  = 5 * time.Second

	memoryPerByte = 16 // that what is read of a body takes at most, for each byte that one may have: twice what usual changes take
)

// boundsOf bounds what is read of a body of at most limit bytes: small objects take a hundred times their bytes of memory.
func boundsOf(limit int64) strictjson.Bounds {
	return strictjson.Bounds{Depth: maxJSONDepth, Memory: int(limit * memoryPerByte)}
}

// room is what the bodies of a server share, in bytes.
type room struct {
	coming, worked *semaphore.Weighted
	most           int64 // of worked
}

func newRoom(limits Limits) room {
	in := bodiesIn * max(limits.BodyBytes, maxEventBytes)
	return room{semaphore.NewWeighted(in), semaphore.NewWeighted(limits.BodyBytes), limits.BodyBytes}
}

// around gives each request a share of the room, which ends with it.
func (o room) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s := &share{room: o}
		defer s.end()
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), shareKey{}, s)))
	})
}

// share is the room that one request has.
type share struct {
	room
	came, works int64 // what it has of each
	free        int64 // what came and needs none
}

type shareKey struct{}

func shareOf(ctx context.Context) *share {
	s, _ := ctx.Value(shareKey{}).(*share)
	return s
}

func (s *share) end() {
	s.coming.Release(s.came)
	s.worked.Release(s.works)
}

var (
	noRoom    = refuse(http.StatusServiceUnavailable, graph.Unavailable, "too many large bodies are worked on at this moment: send it again")
	errNoRoom = errors.New("there is no room for the body")
)

// arriving is a body that takes room as it comes.
type arriving struct {
	io.Reader
	share *share
}

// Read fails with errNoRoom where there is none.
func (a arriving) Read(into []byte) (int, error) {
	n, err := a.Reader.Read(into)
	s := a.share
	if s == nil {
		return n, err
	}
	free := min(int64(n), freeBytes-s.free)
	s.free += free
	more := int64(n) - free
	if !s.coming.TryAcquire(more) {
		return 0, errNoRoom
	}
	s.came += more
	return n, err
}

// workOn waits for room to work on a body, and refuses it where there is none in time. Events that inflate to more than all room
// have it for themselves.
func workOn(ctx context.Context, body []byte) *refusal {
	s, bytes := shareOf(ctx), int64(len(body))
	if s == nil || bytes <= freeBytes {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, roomTime)
	defer cancel()
	bytes = min(bytes, s.most)
	if s.worked.Acquire(ctx, bytes) != nil {
		return noRoom
	}
	s.works += bytes
	return nil
}
