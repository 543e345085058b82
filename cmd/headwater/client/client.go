// Package client asks a catalog in GraphQL: a server by HTTP, or a handler in this process by the same requests.
//
// It promises that an answer is whole or an error: a document that was answered in part is an error with every message,
// and a list that comes in pages is read to its end, at one revision. Errors say what was tried and what to do.
//
// It knows HTTP and the shape of GraphQL's answers, and nothing of this catalog's schema.
package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"strings"
)

// Client asks one catalog. Its zero value is not usable; see [To] and [In].
type Client struct {
	// Token says who asks, where it is not empty. It goes to the server that was named, and along no redirection.
	Token string

	http     http.Client
	endpoint string
	place    string // as the user named it, for messages

	// Always are variables for every document that declares them, beside its own.
	Always map[string]any

	// Extended is called with the extensions of each answer that has some. It may be nil.
	Extended func(extensions map[string]any)
}

// To returns a client of the server at a base URL, such as http://127.0.0.1:4280.
func To(server string) (*Client, error) {
	base, err := url.Parse(server)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, fmt.Errorf("%q is no address of a server: write it as http://127.0.0.1:4280", server)
	}
	base.Path = strings.TrimSuffix(strings.TrimSuffix(base.Path, "/"), "/graphql") + "/graphql"
	base.RawQuery, base.Fragment = "", ""
	here := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Client{http: http.Client{CheckRedirect: here}, endpoint: base.String(), place: base.Redacted()}, nil
}

// In returns a client of what a transport calls in this process.
func In(transport http.RoundTripper) *Client {
	return &Client{http: http.Client{Transport: transport}, endpoint: "http://localhost/graphql", place: "the catalog in this process"}
}

// Do sends a document and reads what it is answered into data, which may be nil. Any error in the answer is returned, as
// [Errors], and then nothing is read.
func (c *Client) Do(ctx context.Context, document string, variables map[string]any, data any) error {
	answer, err := c.Send(ctx, document, variables, "")
	switch {
	case err != nil:
		return err
	case len(answer.Errors) > 0:
		return answer.Errors
	case data == nil:
		return nil
	}
	if err := json.Unmarshal(answer.Data, data); err != nil {
		return fmt.Errorf("%s answered something else than was asked: %w. It may be of another version", c.place, err)
	}
	return nil
}

// Answer is what a server says to one document.
type Answer struct {
	Data   json.RawMessage `json:"data"`
	Errors Errors          `json:"errors"`
	Extra  map[string]any  `json:"extensions"`
	Raw    []byte          `json:"-"` // the whole of it, as it came
}

// beside returns variables with those of every document; its own win.
func (c *Client) beside(variables map[string]any) map[string]any {
	all := maps.Clone(c.Always)
	if all == nil {
		return variables
	}
	maps.Copy(all, variables)
	return all
}

// Send sends a document, and returns the answer whatever it says. The operation may be "" where the document has one only.
func (c *Client) Send(ctx context.Context, document string, variables map[string]any, operation string) (*Answer, error) {
	asked := map[string]any{"query": document}
	if len(variables)+len(c.Always) > 0 {
		asked["variables"] = c.beside(variables)
	}
	if operation != "" {
		asked["operationName"] = operation
	}
	body, err := json.Marshal(asked)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.endpoint, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/graphql-response+json, application/json;q=0.9")
	if len(body) > longBody {
		request.Header.Set("Expect", "100-continue")
	}
	if c.Token != "" {
		request.Header.Set("Authorization", "Bearer "+c.Token)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, c.unreachable(err)
	}
	defer func() { _ = response.Body.Close() }() // it was only read
	// A document that is too long is the server's to tell of: there the variables are the lesser part.
	if response.StatusCode == http.StatusRequestEntityTooLarge && len(body) > 2*len(document) {
		return nil, c.tooLong(len(body))
	}
	return c.read(response)
}

// longBody is from how many bytes on a request is announced before it is sent: who will not take it says so at once, where he might
// else end the connection before he was heard.
const longBody = 1 << 20

// tooLong says what to do about a request that the server, or a proxy before it, does not take because it is so long.
func (c *Client) tooLong(bytes int) error {
	enough := (bytes>>20 + 1) << 20
	return fmt.Errorf("%s takes no request as long as this one, of %d bytes, which cannot be sent in parts: it is done as a whole or not at all. Start the server with --max-body %d "+
		"(HEADWATER_MAX_BODY, or max-body in its configuration, which it reads anew on SIGHUP), and have a proxy before it take as much; "+
		"or stop it and use its store, with --store in the place of --server", c.place, bytes, enough)
}

// read reads an answer, or says that what came is none.
func (c *Client) read(response *http.Response) (*Answer, error) {
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, fmt.Errorf("the answer of %s broke off: %w", c.place, err)
	}
	answer := Answer{Raw: raw}
	err = json.Unmarshal(raw, &answer)
	if err != nil || answer.Data == nil && len(answer.Errors) == 0 {
		return nil, c.strange(response)
	}
	if c.Extended != nil && len(answer.Extra) > 0 {
		c.Extended(answer.Extra)
	}
	return &answer, nil
}

// strange is the error of an answer that is not GraphQL's.
func (c *Client) strange(response *http.Response) error {
	media, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type"))
	return fmt.Errorf("%s does not answer GraphQL: it says %s, in %s. Check the address; a Headwater prints its own when it starts",
		c.place, response.Status, orNothing(media))
}

func orNothing(media string) string {
	if media == "" {
		return "no known form"
	}
	return media
}

// unreachable says why no answer came, without the request's own words.
func (c *Client) unreachable(err error) error {
	if cause, is := errors.AsType[*url.Error](err); is {
		err = cause.Err
	}
	if errors.Is(err, context.Canceled) {
		return err
	}
	return fmt.Errorf("%s cannot be reached: %w. Start one with headwater serve, or leave --server and HEADWATER_SERVER out to use a store here",
		c.place, err)
}
