package server

import (
	"context"
	"net/http"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/server/access"
)

// introduces reports whether a request opens a WebSocket and says nothing of who sends it: a browser cannot write a header
// there, and says it by its first message. Until then there is no caller, and nothing is done for nobody.
func (d door) introduces(r *http.Request) bool {
	return d.keys != nil && r.URL.Path == pathGraphQL && (socket{}).Supports(r) &&
		len(r.Header.Values("Authorization")) == 0 && d.sessionOf(r) == ""
}

// introduce returns the context of a WebSocket's operations. The payload of its connection_init may show a token, as
// {"authorization": "Bearer …"}, which then counts in place of what the upgrade showed: the context ends with that token.
// cancel lets go of it.
func (d door) introduce(ctx context.Context, payload map[string]any) (known context.Context, cancel func(), refused *refusal) {
	shown, given := authorization(payload)
	if !d.shut() || !given {
		if _, known := access.CallerOf(ctx); !known {
			return nil, nil, nobody()
		}
		return ctx, func() {}, nil
	}
	secret, wellFormed := secretOf(shown)
	if !wellFormed {
		return nil, nil, refuse(http.StatusUnauthorized, graph.Unauthenticated, "authorization is not of the form: Bearer TOKEN")
	}
	caller, refused := d.owner(ctx, secret)
	if refused != nil {
		return nil, nil, refused
	}
	known, cancel = d.keys.Hold(access.WithCaller(ctx, caller), caller)
	return known, cancel, nil
}

// authorization returns what a payload shows under either usual spelling; "" for what is no text, which no token is.
func authorization(payload map[string]any) (shown string, given bool) {
	for _, name := range []string{"authorization", "Authorization"} {
		if value, is := payload[name]; is {
			shown, _ = value.(string)
			return shown, true
		}
	}
	return "", false
}
