package server

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

const largest = 16 << 20

// stalled is a body of which so many bytes come, and the rest when it is let go.
type stalled struct {
	first io.Reader
	goes  chan struct{}
}

func (s stalled) Read(into []byte) (int, error) {
	if n, err := s.first.Read(into); err == nil {
		return n, nil
	}
	<-s.goes
	return 0, io.EOF
}

// zeros is a body of so many bytes.
func zeros(n int) io.Reader { return bytes.NewReader(make([]byte, n)) }

// working serves requests that are worked on until they are let go.
func working(goes chan struct{}) func(io.Reader) *httptest.ResponseRecorder {
	handler := newRoom(Limits{}.withDefaults()).around(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, refused := readBody(w, r, largest); refused != nil {
			writeRefusal(w, refused)
			return
		}
		<-goes
	}))
	return func(body io.Reader) *httptest.ResponseRecorder {
		w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/", body)
		r.ContentLength = -1 // as clients send what they compress as they go
		handler.ServeHTTP(w, r)
		return w
	}
}

// Large bodies are worked on that are together as large as one may be. Others wait a while, and are then told to come again; small ones, and
// those that only come slowly, keep nobody out.
func TestLargeBodiesShareRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		goes, done := make(chan struct{}), make(chan int)
		post := working(goes)
		send := func(body io.Reader) { go func() { done <- post(body).Code }() }
		send(zeros(largest / 2))
		send(zeros(largest / 2))
		synctest.Wait()
		send(zeros(freeBytes))
		send(stalled{zeros(1 << 20), goes})
		synctest.Wait()

		begun := time.Now()
		refused := post(zeros(1 << 20))
		require.Equal(t, http.StatusServiceUnavailable, refused.Code)
		require.Equal(t, retryAfter, refused.Header().Get("Retry-After"))
		require.Contains(t, refused.Body.String(), "too many large bodies are worked on at this moment")
		require.Equal(t, roomTime, time.Since(begun), "on the clock of the test")

		send(zeros(1 << 20)) // it waits
		synctest.Wait()
		close(goes)
		for range 5 {
			require.Equal(t, http.StatusOK, <-done)
		}
		require.Equal(t, http.StatusOK, post(zeros(largest)).Code, "there is room again")
	})
}

// What came of bodies that are not whole yet is bounded, too.
func TestBodiesThatComeSlowlyShareRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		goes, done := make(chan struct{}), make(chan int)
		post := working(goes)
		for range bodiesIn {
			go func() { done <- post(stalled{zeros(largest), goes}).Code }()
		}
		synctest.Wait()
		require.Equal(t, http.StatusServiceUnavailable, post(zeros(largest)).Code)
		close(goes)
		for range bodiesIn {
			require.Contains(t, []int{http.StatusOK, http.StatusServiceUnavailable}, <-done)
		}
		require.Equal(t, http.StatusOK, post(zeros(largest)).Code, "there is room again")
	})
}

// inflating is a request whose small body inflates to the largest size.
func inflating(t *testing.T) *http.Request {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = io.Copy(z, zeros(largest))
	require.NoError(t, z.Close())
	require.Less(t, packed.Len(), freeBytes)
	r := httptest.NewRequest(http.MethodPost, "/", &packed)
	r.Header.Set("Content-Encoding", "gzip")
	return r
}

// A body that inflates takes the room of what it becomes.
func TestWhatInflatesTakesItsRoom(t *testing.T) {
	r := inflating(t)
	newRoom(Limits{}.withDefaults()).around(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, refused := readEvents(w, r)
		require.Nil(t, refused)
		require.Len(t, body, largest)
		require.EqualValues(t, largest, shareOf(r.Context()).works)
	})).ServeHTTP(httptest.NewRecorder(), r)
}

// What bodies have become that wait to be worked on is bounded, however little of them came.
func TestWhatInflatesAndWaitsIsBounded(t *testing.T) {
	o := newRoom(Limits{}.withDefaults())
	require.True(t, o.worked.TryAcquire(o.most), "somebody else has all of it")
	synctest.Test(t, func(t *testing.T) {
		var waiting, atOnce atomic.Int32
		handler := o.around(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			begun := time.Now()
			_, refused := readEvents(w, r)
			require.Same(t, noRoom, refused)
			if time.Since(begun) == 0 { // on the clock of the test
				atOnce.Add(1)
			} else {
				waiting.Add(1)
			}
		}))
		for range 3 * bodiesIn {
			r := inflating(t)
			go handler.ServeHTTP(httptest.NewRecorder(), r)
		}
		time.Sleep(2 * roomTime)
		require.EqualValues(t, bodiesIn, waiting.Load())
		require.EqualValues(t, 2*bodiesIn, atOnce.Load())
	})
}

// Events may inflate to more than a server that takes only small bodies has room for: they have it for themselves.
func TestWhatIsLargerThanAllRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		handler := newRoom(Limits{BodyBytes: 1 << 20}.withDefaults()).around(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if refused := workOn(r.Context(), make([]byte, largest)); refused != nil {
				writeRefusal(w, refused)
				return
			}
			time.Sleep(4 * time.Second) // on the clock of the test
		}))
		codes := make(chan int)
		for range 3 {
			go func() {
				w := httptest.NewRecorder()
				handler.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", nil))
				codes <- w.Code
			}()
		}
		got := []int{<-codes, <-codes, <-codes}
		slices.Sort(got)
		require.Equal(t, []int{http.StatusOK, http.StatusOK, http.StatusServiceUnavailable}, got, "one after the other, and the third not in time")
	})
}

// A body within its bytes may not hold what takes far more memory than it; changes as people make them do not.
func TestABodyOfManySmallValues(t *testing.T) {
	const most = 80_000
	handler := NewHandler(Config{Schema: newThings(), Limits: Limits{BodyBytes: most}})
	for item, want := range map[string]int{
		`{"put":{"id":"team:a"}}`: http.StatusBadRequest,
		`{}`:                      http.StatusBadRequest,
		`[[]]`:                    http.StatusBadRequest,
		`0`:                       http.StatusBadRequest,
		`{"link":{"relation":"FEEDS","from":"domain:a","to":"domain:b"}}`: http.StatusOK,
		`{"put":{"id":"domain:division-x/sale","name":"Sale"}}`:           http.StatusOK,
	} {
		list := strings.Repeat(item+",", (most-100)/(len(item)+1)) + item
		w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "http://localhost/graphql", strings.NewReader(`{"query": "{__typename}", "variables": {"a": [`+list+`]}}`))
		r.Header.Set("Content-Type", "application/json")
		handler.ServeHTTP(w, r)
		require.Equal(t, want, w.Code, "%s: %s", item, w.Body)
		if want != http.StatusOK {
			require.Contains(t, w.Body.String(), "what it holds takes more than 1280000 bytes of memory: send it in parts")
		}
	}
}
