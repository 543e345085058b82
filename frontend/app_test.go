package frontend

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var browserAccepts = []string{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"}

func TestPagesOfTheAppAreTheApp(t *testing.T) {
	app := newApp(withBuild(unbuilt(t)))
	for _, target := range []string{
		"/", "/explore", "/explore/domain:division-x/sale?depth=2", "/catalog", "/ownership", "/divisions", "/systems",
		"/change?plan=[]", "/history", "/entity/domain:division-x/sale", "/entity/dataset:pg%253A%252F%252Fprod/orders.csv",
	} {
		answer := ask(app, "GET", target)
		assert.Equal(t, 200, answer.Code, target)
		assert.Contains(t, answer.Body.String(), "the app", target)
		assert.Equal(t, "text/html; charset=utf-8", answer.Header().Get("Content-Type"), target)
	}
}

func TestWhatTheAppHasNoPageAtIsNotFound(t *testing.T) {
	app := newApp(withBuild(unbuilt(t)))
	for _, target := range []string{"/nonsense", "/index.html", "/favicon.ico", "/entities/x", "/.keep"} {
		answer := ask(app, "GET", target, browserAccepts...)
		assert.Equal(t, 404, answer.Code, target)
		assert.Contains(t, answer.Body.String(), "the app", "a person is shown what is near")
		answer = ask(app, "GET", target, "Accept", "application/json")
		assert.Equal(t, 404, answer.Code, target)
		assert.NotContains(t, answer.Body.String(), "the app", "a program is not")
	}
}

func TestTheAppStandsWhereNothingElseAnswers(t *testing.T) {
	app := newApp(withBuild(unbuilt(t)))
	for _, target := range []string{
		"/api", "/api/v1/lineages", "/graphql/x", "/healthz/", "/metrics/x", "/version/x", "/session/x", "/start/none",
		"/assets", "/assets/", "/assets/none.js", "/assets/../index.html", "/assets/../.keep", "/assets/../../embed.go",
	} {
		answer := ask(app, "GET", target, browserAccepts...)
		assert.Equal(t, 404, answer.Code, target)
		assert.NotContains(t, answer.Body.String(), "the app", target)
	}
}

// A nonce protects only as long as it is new, the same in the page and in its policy, and kept by nobody.
func TestEachPageHasANonceOfItsOwn(t *testing.T) {
	app := newApp(withBuild(unbuilt(t)))
	seen := map[string]bool{}
	for range 10 {
		answer := ask(app, "GET", "/")
		policy := answer.Header().Get("Content-Security-Policy")
		said := regexp.MustCompile(`style-src 'self' 'nonce-([A-Za-z0-9+/]{22}==)'`).FindStringSubmatch(policy)
		require.Len(t, said, 2, policy)
		assert.Contains(t, answer.Body.String(), `nonce="`+said[1]+`"`)
		assert.Equal(t, "no-store", answer.Header().Get("Cache-Control"))
		assert.False(t, seen[said[1]])
		seen[said[1]] = true
	}
}

func TestTheAppAllowsNothingInline(t *testing.T) {
	for _, directive := range strings.Split(string(appPolicy("x"))+"; "+string(assetPolicy), "; ") {
		assert.NotContains(t, directive, "unsafe-")
		assert.NotContains(t, directive, "data:")
		assert.NotContains(t, directive, "http")
	}
	assert.Contains(t, string(appPolicy("x")), "script-src 'self';", "no nonce makes a script trusted")
}

func TestWithoutABuildTheStartPageStandsIn(t *testing.T) {
	app := newApp(unbuilt(t))
	assert.Contains(t, ask(app, "GET", "/").Body.String(), "Where things answer")
	assert.Equal(t, 404, ask(app, "GET", "/explore", browserAccepts...).Code)
}

func TestWhoeverIsToSignInSeesThePagesAlone(t *testing.T) {
	for _, page := range []string{"/", "/entity/domain:a", "/explore", "/assets/x.js", "/sign-in", "/playground/", "/playground", "/start/start.css"} {
		assert.True(t, Public(page), page)
	}
	for _, path := range []string{"/graphql", "/api/v1/lineage", "/metrics", "/nonsense", "/entities", "/session"} {
		assert.False(t, Public(path), path)
	}
}
