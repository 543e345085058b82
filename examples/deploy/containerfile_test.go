package deploy_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// instructions returns the instructions of the container file, lines that go on joined.
func instructions(t *testing.T) (lines []string) {
	t.Helper()
	text, err := os.ReadFile("Containerfile")
	require.NoError(t, err)
	for line := range strings.Lines(strings.ReplaceAll(string(text), "\\\n", " ")) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	return lines
}

// digest is what whoever builds may put behind the tag of a base.
var digest = regexp.MustCompile(`@sha256:[0-9a-f]{64}\b`)

// Each base says its version: by a tag that is none of those that everything is called, or by a digest.
func TestEachBaseHasAVersion(t *testing.T) {
	bases := 0
	for _, line := range instructions(t) {
		if base, is := strings.CutPrefix(line, "FROM "); is {
			bases++
			base, _, _ = strings.Cut(base, " AS ")
			require.Regexp(t, `^[a-z0-9./-]+:(\d[\w.-]*|nonroot)(@sha256:[0-9a-f]{64})?$`, base)
		}
	}
	require.Equal(t, 3, bases)
}

// What the servers of the example are tested with is what they run on.
func TestTheNeo4jOfTheExampleIsTheOneThatIsTested(t *testing.T) {
	tested, err := os.ReadFile("../../graph/neo4j/neo4jtest/pom.xml")
	require.NoError(t, err)
	version := regexp.MustCompile(`<version>(5[^<]*)</version>`).FindSubmatch(tested)
	compose, err := os.ReadFile("compose.yaml")
	require.NoError(t, err)
	require.Contains(t, string(compose), "image: neo4j:"+string(version[1])+"-community")
}

// The last stage has no shell, no root, and nothing but the program and the licences of what is in it.
func TestTheImageIsTheProgramAlone(t *testing.T) {
	var last []string
	for _, line := range instructions(t) {
		if strings.HasPrefix(line, "FROM ") {
			last = nil
		}
		last = append(last, digest.ReplaceAllString(line, ""))
	}
	require.Equal(t, []string{
		"FROM gcr.io/distroless/static-debian12:nonroot",
		"COPY --from=program /headwater /headwater",
		"COPY LICENSE NOTICE THIRD_PARTY.md /licences/",
		"COPY frontend/THIRD_PARTY.md /licences/frontend/",
		"USER 65532:65532",
		"EXPOSE 4280",
		`ENTRYPOINT ["/headwater"]`,
		`CMD ["serve"]`,
	}, last)
}

// It is built as `make build` builds it: statically, by the Go of go.mod, and from packages that run nothing when installed.
func TestTheImageIsBuiltAsTheBinaryIs(t *testing.T) {
	all := strings.Join(instructions(t), "\n")
	module, err := os.ReadFile("../../go.mod")
	require.NoError(t, err)
	wanted := regexp.MustCompile(`(?m)^go (\S+)$`).FindSubmatch(module)
	require.Contains(t, all, "FROM golang:"+string(wanted[1])+"-")
	require.Contains(t, all, "CGO_ENABLED=0 go build -trimpath")
	require.Contains(t, all, "npm ci --ignore-scripts")
	for _, line := range instructions(t) {
		require.NotRegexp(t, `^ADD |curl|wget|:latest`, line)
	}
}

// Neither secrets nor what was built on the machine comes into an image.
func TestWhatStaysOutOfImages(t *testing.T) {
	text, err := os.ReadFile("../../.dockerignore")
	require.NoError(t, err)
	for _, out := range []string{"examples/deploy/secrets", "frontend/node_modules", "bin", ".tools"} {
		require.Contains(t, strings.Split(string(text), "\n"), out)
	}
}
