// Package deploy_test checks what is deployed by the linters of its own kind.
package deploy_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"
)

type object = map[string]any

// helm runs the Helm that `make helm` installs.
func helm(t *testing.T, arguments ...string) (string, error) {
	t.Helper()
	program, err := filepath.Abs("../../.tools/helm")
	require.NoError(t, err)
	if _, err := os.Stat(program); err != nil {
		const message = "NOT TESTED: the Helm chart; `make helm` installs what lints it"
		fmt.Fprintln(os.Stderr, message)
		t.Skip(message)
	}
	said, err := exec.Command(program, arguments...).CombinedOutput()
	return string(said), err
}

var given = []string{"--kube-version", "1.30.0", "--set", "neo4j.address=neo4j+s://db.example:7687/catalog", "--set", "neo4j.passwordSecret.name=neo4j"}

// rendered returns the chart's objects by their kinds.
func rendered(t *testing.T, more ...string) map[string]object {
	t.Helper()
	text, err := helm(t, append(append([]string{"template", "shop", "helm/headwater"}, given...), more...)...)
	require.NoError(t, err, text)
	objects := map[string]object{}
	decoder := yaml.NewDecoder(strings.NewReader(text))
	for {
		var o object
		err := decoder.Decode(&o)
		if errors.Is(err, io.EOF) {
			return objects
		}
		require.NoError(t, err, text)
		if kind, is := o["kind"].(string); is {
			require.NotContains(t, objects, kind)
			objects[kind] = o
		}
	}
}

// at follows a path of keys, and of 0 for the first of a list.
func at(t *testing.T, o any, path ...any) any {
	t.Helper()
	for _, step := range path {
		switch step := step.(type) {
		case string:
			require.IsType(t, object{}, o, "%v of %v", step, path)
			o = o.(object)[step]
		case int:
			require.IsType(t, []any{}, o, "%v of %v", step, path)
			o = o.([]any)[step]
		}
	}
	return o
}

func TestTheChartPassesHelmsLinter(t *testing.T) {
	said, err := helm(t, append([]string{"lint", "--strict", "helm/headwater"}, given...)...)
	require.NoError(t, err, said)
}

func TestTheChartHasWhatAnOperatorExpects(t *testing.T) {
	objects := rendered(t)
	require.Len(t, objects, 3)
	pod := at(t, objects["Deployment"], "spec", "template", "spec")
	require.Equal(t, true, at(t, pod, "securityContext", "runAsNonRoot"))
	require.Equal(t, false, at(t, pod, "automountServiceAccountToken"))
	c := at(t, pod, "containers", 0)
	require.Equal(t, "/healthz", at(t, c, "livenessProbe", "httpGet", "path"))
	require.Equal(t, "/readyz?stale=ok", at(t, c, "readinessProbe", "httpGet", "path"))
	require.Equal(t, true, at(t, c, "securityContext", "readOnlyRootFilesystem"))
	require.Equal(t, false, at(t, c, "securityContext", "allowPrivilegeEscalation"))
	require.Equal(t, []any{"ALL"}, at(t, c, "securityContext", "capabilities", "drop"))
	checkMemory(t, at(t, c, "resources", "limits", "memory").(string), valueOf(t, c, "GOMEMLIMIT"))
	environment := fmt.Sprint(at(t, c, "env"))
	require.Contains(t, environment, "neo4j+s://db.example:7687/catalog")
	require.Contains(t, environment, "HEADWATER_NEO4J_PASSWORD_FILE")
	require.Equal(t, "neo4j", at(t, pod, "volumes", 0, "secret", "secretName"))
	require.EqualValues(t, 2, at(t, objects["Deployment"], "spec", "replicas"))
	selector := at(t, objects["Deployment"], "spec", "selector", "matchLabels")
	require.Equal(t, selector, at(t, objects["Service"], "spec", "selector"))
	require.Equal(t, selector, at(t, objects["PodDisruptionBudget"], "spec", "selector", "matchLabels"))
	require.Equal(t, "ClusterIP", at(t, objects["Service"], "spec", "type"))
}

func valueOf(t *testing.T, container any, variable string) string {
	t.Helper()
	for _, one := range at(t, container, "env").([]any) {
		if at(t, one, "name") == variable {
			return at(t, one, "value").(string)
		}
	}
	require.Failf(t, "not set", "%s", variable)
	return ""
}

// checkMemory checks that there is room for the largest writes, which docs/operating.md measured, and that Go knows of it.
func checkMemory(t *testing.T, limit, goal string) {
	t.Helper()
	limited, aimed := bytesOf(t, limit), bytesOf(t, goal)
	require.GreaterOrEqual(t, limited, float64(2<<30))
	require.InDelta(t, 5.0/6, aimed/limited, 0.02)
}

// bytesOf reads what Kubernetes writes 2Gi, Compose 2g and Go 2GiB.
func bytesOf(t *testing.T, text string) float64 {
	t.Helper()
	var n float64
	var unit rune
	_, err := fmt.Sscanf(strings.ToLower(text), "%f%c", &n, &unit)
	require.NoError(t, err, text)
	size, known := map[rune]float64{'k': 1 << 10, 'm': 1 << 20, 'g': 1 << 30, 't': 1 << 40}[unit]
	require.True(t, known, text)
	return n * size
}

func TestTheChartsIngressIsAllowedAsAHost(t *testing.T) {
	objects := rendered(t, "--set", "ingress.enabled=true", "--set", "ingress.host=catalog.example", "--set", "ingress.tlsSecret=tls")
	require.Equal(t, "catalog.example", at(t, objects["Ingress"], "spec", "rules", 0, "host"))
	require.Contains(t, fmt.Sprint(at(t, objects["Deployment"], "spec", "template", "spec", "containers", 0, "env")), "catalog.example")
}

func TestTheChartRefusesWhatCannotWork(t *testing.T) {
	for _, wrong := range []string{"neo4j.address=", "neo4j.address=http://db", "neo4j.address=neo4j://ada:secret@db", "neo4j.passwordSecret.name=", "replicas=0",
		"replica=3", "ingress.enabled=true", "env.PATH=/", "goMemoryLimit=1g"} {
		text, err := helm(t, append(append([]string{"template", "shop", "helm/headwater"}, given...), "--set", wrong)...)
		require.Error(t, err, "%s\n%s", wrong, text)
	}
}

// Nothing of the compose file is reachable from other machines, and no password stands in it.
func TestTheComposeFileKeepsToThisMachine(t *testing.T) {
	text, err := os.ReadFile("compose.yaml")
	require.NoError(t, err)
	var file struct {
		Services map[string]struct {
			Ports       []string
			Environment map[string]string
			ReadOnly    bool `yaml:"read_only"`
			User        string
			Memory      string `yaml:"mem_limit"`
		}
		Secrets map[string]struct{ File string }
	}
	require.NoError(t, yaml.Unmarshal(text, &file))
	for name, service := range file.Services {
		for _, port := range service.Ports {
			require.True(t, strings.HasPrefix(port, "127.0.0.1:"), "%s: %s", name, port)
		}
		for variable, value := range service.Environment {
			if strings.Contains(strings.ToUpper(variable), "PASSWORD") || strings.HasPrefix(variable, "NEO4J_AUTH") {
				require.True(t, strings.HasPrefix(value, "/run/secrets/"), "%s of %s", variable, name)
			}
		}
	}
	for _, name := range []string{"headwater-1", "headwater-2"} {
		require.True(t, file.Services[name].ReadOnly)
		require.Equal(t, "65532:65532", file.Services[name].User)
		require.Len(t, file.Services[name].Ports, 1)
		checkMemory(t, file.Services[name].Memory, file.Services[name].Environment["GOMEMLIMIT"])
	}
	require.Len(t, file.Secrets, 2)
}
