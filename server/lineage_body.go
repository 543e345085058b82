package server

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"

	"github.com/headwater-catalog/headwater/graph"
)

// The bounds of what is sent to the receiver.
const (
	maxWireBytes  = 4 << 20  // as it comes
	maxEventBytes = 16 << 20 // inflated
	maxBatch      = 1_000    // events
)

// readEvents returns the body, inflated. One layer of gzip is taken off, no more, and not beyond the bound.
func readEvents(w http.ResponseWriter, r *http.Request) ([]byte, *refusal) {
	encoded := encodings(r)
	switch {
	case len(encoded) > 1:
		return nil, badRequest("the body is encoded %d times: send it plain, or with one layer of gzip", len(encoded))
	case len(encoded) == 1 && encoded[0] != "gzip":
		return nil, wrongEncoding(w, "gzip", "the body's encoding is not known here: send it plain, or with gzip")
	}
	body, refused := receiveWire(w, r)
	if refused == nil && len(encoded) > 0 {
		body, refused = inflate(shareOf(r.Context()), body)
	}
	if refused == nil {
		refused = workOn(r.Context(), body)
	}
	return body, refused
}

func receiveWire(w http.ResponseWriter, r *http.Request) ([]byte, *refusal) {
	body, refused := receiveBody(w, r, maxWireBytes)
	if refused != nil && refused.status == http.StatusRequestEntityTooLarge {
		refused = refuse(http.StatusRequestEntityTooLarge, graph.QueryTooLarge,
			"the body is more than %s bytes long: send it with gzip, or fewer events at a time", thousands(maxWireBytes))
	}
	return body, refused
}

// inflate takes room as what it makes of a body becomes more: many that inflate at the same time would else have no bound.
func inflate(share *share, body []byte) ([]byte, *refusal) {
	in, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, badRequest("the body is not in gzip, as its Content-Encoding says")
	}
	out, err := readAll(arriving{io.LimitReader(in, maxEventBytes+1), share}, int64(len(body))*4, maxEventBytes+1)
	switch {
	case int64(len(out)) > maxEventBytes:
		return nil, refuse(http.StatusRequestEntityTooLarge, graph.QueryTooLarge,
			"the body is more than %s bytes long when it is inflated: send fewer events at a time", thousands(maxEventBytes))
	case errors.Is(err, errNoRoom):
		return nil, noRoom
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, badRequest("the gzip of the body is cut off")
	case err != nil:
		return nil, badRequest("the gzip of the body is broken")
	}
	return out, nil
}
