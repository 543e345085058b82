package server

import (
	"bytes"
	"io"
	"net/http"
)

// InProcess returns a transport that calls handler directly, without a connection: a client speaks to the catalog in its
// own process as it would to a server. Call it by URLs of http://localhost.
//
// The answer is whole when RoundTrip returns; it is not for streams. A handler that aborts is an error, as a connection
// that breaks off would be.
func InProcess(handler http.Handler) http.RoundTripper { return inProcess{handler} }

type inProcess struct{ handler http.Handler }

func (t inProcess) RoundTrip(r *http.Request) (resp *http.Response, err error) {
	served := r.Clone(r.Context())
	served.RequestURI = r.URL.RequestURI()
	served.Host = orDefault(r.Host, r.URL.Host)
	if served.Body == nil {
		served.Body = http.NoBody
	}
	defer func() {
		_ = served.Body.Close()
		if value := recover(); value != nil {
			if !aborted(value) {
				panic(value)
			}
			resp, err = nil, orDefault(r.Context().Err(), http.ErrAbortHandler)
		}
	}()
	kept := &keptAnswer{header: http.Header{}}
	t.handler.ServeHTTP(kept, served)
	return kept.response(r), nil
}

// keptAnswer keeps an answer in memory.
type keptAnswer struct {
	header http.Header
	sent   http.Header // as they were when the status was written
	status int
	body   bytes.Buffer
}

func (k *keptAnswer) Header() http.Header { return k.header }

func (k *keptAnswer) WriteHeader(status int) {
	if k.status == 0 {
		k.status, k.sent = status, k.header.Clone()
	}
}

func (k *keptAnswer) Write(text []byte) (int, error) {
	k.WriteHeader(http.StatusOK)
	return k.body.Write(text)
}

func (k *keptAnswer) response(r *http.Request) *http.Response {
	k.WriteHeader(http.StatusOK)
	return &http.Response{
		Status:        http.StatusText(k.status),
		StatusCode:    k.status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        k.sent,
		Body:          io.NopCloser(&k.body),
		ContentLength: int64(k.body.Len()),
		Request:       r,
	}
}
