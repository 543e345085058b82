package client

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// answering returns a client of a server that answers each request by a function of its variables.
func answering(t *testing.T, answer func(variables map[string]any) string) *Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var asked struct{ Variables map[string]any }
		body, _ := io.ReadAll(r.Body)
		if r.URL.Path != "/graphql" || json.Unmarshal(body, &asked) != nil {
			http.NotFound(w, r)
			return
		}
		_, _ = io.WriteString(w, answer(asked.Variables))
	}))
	t.Cleanup(server.Close)
	c, err := To(server.URL)
	require.NoError(t, err)
	return c
}

func TestTo(t *testing.T) {
	for _, given := range []string{"http://h:1", "http://h:1/", "http://h:1/graphql", "http://h:1/graphql?x#y"} {
		c, err := To(given)
		require.NoError(t, err)
		require.Equal(t, "http://h:1/graphql", c.endpoint)
	}
	for _, given := range []string{"h:1", "localhost", "ftp://h", "http://", "::"} {
		_, err := To(given)
		require.ErrorContains(t, err, "write it as http://")
	}
}

func TestDo(t *testing.T) {
	c := answering(t, func(variables map[string]any) string {
		return fmt.Sprintf(`{"data":{"echo":%q}}`, variables["a"])
	})
	var data struct{ Echo string }
	require.NoError(t, c.Do(context.Background(), "{x}", map[string]any{"a": "b"}, &data))
	require.Equal(t, "b", data.Echo)
}

func TestEveryErrorOnceAndNoData(t *testing.T) {
	c := answering(t, func(map[string]any) string {
		return `{"data":{"echo":"half"},"errors":[{"message":"no A","extensions":{"code":"NOT_FOUND"}},{"message":"no A"},{"message":"no B"}]}`
	})
	var data struct{ Echo string }
	err := c.Do(context.Background(), "{x}", nil, &data)
	require.EqualError(t, err, "no A\nno B")
	require.Empty(t, data.Echo)
}

func TestWhatIsNoCatalog(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	c, err := To(server.URL)
	require.NoError(t, err)
	require.ErrorContains(t, c.Do(context.Background(), "{x}", nil, nil), "does not answer GraphQL: it says 404 Not Found, in text/plain")

	empty := answering(t, func(map[string]any) string { return `{}` })
	require.ErrorContains(t, empty.Do(context.Background(), "{x}", nil, nil), "does not answer GraphQL")

	server.Close()
	require.ErrorContains(t, c.Do(context.Background(), "{x}", nil, nil), "cannot be reached")
}

// TestALongRequestIsAnnounced sends more than a connection holds to who refuses it unread, as proxies do: the answer comes, whether or not it is GraphQL's.
func TestALongRequestIsAnnounced(t *testing.T) {
	for _, answer := range []string{`<html>413</html>`, `{"errors":[{"message":"send it in parts"}]}`} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			assert.Equal(t, "100-continue", r.Header.Get("Expect"))
			w.WriteHeader(http.StatusRequestEntityTooLarge)
			_, _ = io.WriteString(w, answer)
		}))
		c, err := To(server.URL)
		require.NoError(t, err)
		err = c.Do(context.Background(), "{x}", map[string]any{"a": strings.Repeat("long", 8<<20)}, nil)
		server.Close()
		require.ErrorContains(t, err, server.URL+"/graphql takes no request as long as this one, of 33554468 bytes")
		require.ErrorContains(t, err, "--max-body 34603008 (HEADWATER_MAX_BODY")
		require.ErrorContains(t, err, "with --store in the place of --server")
	}
}

func TestADocumentThatIsTooLongIsTheServersToTell(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		assert.Empty(t, r.Header.Get("Expect"), "a short request is not announced")
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		_, _ = io.WriteString(w, `{"errors":[{"message":"a document of 65,537 bytes"}]}`)
	}))
	defer server.Close()
	c, err := To(server.URL)
	require.NoError(t, err)
	require.EqualError(t, c.Do(context.Background(), "{x}"+strings.Repeat(" ", 64<<10), map[string]any{"a": 1}, nil), "a document of 65,537 bytes")
}

// list is the data of a paged document.
type list struct {
	Revision string
	Items    Page[int]
}

func (l *list) Part() (string, *Page[int]) { return l.Revision, &l.Items }

// counting answers pages of two from 0 to 4, at the revision that the function gives for each request.
func counting(t *testing.T, revision func(request int) int) *Client {
	requests := 0
	return answering(t, func(variables map[string]any) string {
		requests++
		from := 0
		if after, is := variables["after"].(string); is {
			_, err := fmt.Sscan(after, &from)
			require.NoError(t, err)
		}
		nodes := []int{from, from + 1}
		if from == 4 {
			nodes = nodes[:1]
		}
		encoded, _ := json.Marshal(nodes)
		return fmt.Sprintf(`{"data":{"revision":"%d","items":{"totalCount":5,"nodes":%s,"pageInfo":{"hasNextPage":%t,"endCursor":"%d"}}}}`,
			revision(requests), encoded, from < 4, from+2)
	})
}

func TestAllPages(t *testing.T) {
	c := counting(t, func(int) int { return 7 })
	whole, err := All(context.Background(), c, "{x}", nil, func() *list { return new(list) })
	require.NoError(t, err)
	require.Equal(t, []int{0, 1, 2, 3, 4}, whole.Items.Nodes)
	require.False(t, whole.Items.PageInfo.HasNextPage)
}

func TestPagesAreOfOneRevision(t *testing.T) {
	once := counting(t, func(request int) int { return min(request, 2) }) // the catalog changes after the first page
	whole, err := All(context.Background(), once, "{x}", nil, func() *list { return new(list) })
	require.NoError(t, err)
	require.Equal(t, []int{0, 1, 2, 3, 4}, whole.Items.Nodes)
	require.Equal(t, "2", whole.Revision)

	always := counting(t, func(request int) int { return request })
	_, err = All(context.Background(), always, "{x}", nil, func() *list { return new(list) })
	require.ErrorContains(t, err, "the catalog changed 5 times")
}
