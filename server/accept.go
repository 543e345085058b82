package server

import (
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

const (
	mediaGraphQL = "application/graphql-response+json"
	mediaJSON    = "application/json"
)

// media is the form of an answer. legacy is a client that asked for application/json by name: by the specification it
// gets 200 for every well-formed request, because clients of that time take any other status for a broken network.
type media struct {
	name   string
	legacy bool
}

// negotiate chooses the form by the Accept header: the one with the higher weight, the newer where they weigh the same.
// Where the client leaves it open it is application/json, which every client reads, with the newer form's statuses.
func negotiate(r *http.Request) (media, *refusal) {
	accept := strings.Join(r.Header.Values("Accept"), ",")
	if strings.TrimSpace(accept) == "" {
		return media{name: mediaJSON}, nil
	}
	weights := acceptWeights(accept)
	newer, named := weights[mediaGraphQL], weights[mediaJSON]
	open := max(weights["application/*"], weights["*/*"])
	switch {
	case newer > 0 && newer >= max(named, open):
		return media{name: mediaGraphQL}, nil
	case named > 0 && named >= open:
		return media{name: mediaJSON, legacy: true}, nil
	case open > 0:
		return media{name: mediaJSON}, nil
	}
	return media{name: mediaJSON}, refuse(http.StatusNotAcceptable, graph.BadUserInput,
		"answers here are %s or %s: name one of them in the Accept header", mediaGraphQL, mediaJSON)
}

// acceptWeights returns the weight of each media type that an Accept header names; what is malformed is passed over.
func acceptWeights(accept string) map[string]float64 {
	weights := map[string]float64{}
	for part := range strings.SplitSeq(accept, ",") {
		name, params, err := mime.ParseMediaType(part)
		if err != nil || !readable(params["charset"]) {
			continue
		}
		weight, err := strconv.ParseFloat(params["q"], 64)
		if err != nil {
			weight = 1
		}
		weights[name] = max(weights[name], weight)
	}
	return weights
}

// readable reports whether a charset parameter is absent or UTF-8, the only one read or written.
func readable(charset string) bool {
	return charset == "" || strings.EqualFold(charset, "utf-8")
}

// checkContentType refuses a body that is not JSON in UTF-8. It is also what keeps HTML forms out: a browser sends these
// types without asking first.
func checkContentType(r *http.Request) *refusal {
	name, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || name != mediaJSON || !readable(params["charset"]) {
		return refuse(http.StatusUnsupportedMediaType, graph.BadUserInput,
			"send the request as JSON in UTF-8, with the header Content-Type: application/json")
	}
	return nil
}

// encodings returns how a body is encoded, outermost last; none for a plain one.
func encodings(r *http.Request) []string {
	var all []string
	for name := range strings.SplitSeq(strings.Join(r.Header.Values("Content-Encoding"), ","), ",") {
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" && name != "identity" {
			all = append(all, name)
		}
	}
	return all
}

// wrongEncoding refuses a body by how it is encoded, and says in the header what is taken here.
func wrongEncoding(w http.ResponseWriter, taken, message string) *refusal {
	w.Header().Set("Accept-Encoding", taken)
	return refuse(http.StatusUnsupportedMediaType, graph.BadUserInput, "%s", message)
}
