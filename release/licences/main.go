// Command licences writes, in Markdown, what Go modules are linked into headwater on any platform, and the text of the licence of each.
// It fails where a licence is missing, not recognised, or not one of those that may be linked into a program under Apache-2.0.
// The same go.mod gives the same file: it reads the module cache and nothing else.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/google/licensecheck"
)

var platforms = []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/arm64"}

// allowed are the licences of what may be linked, by their SPDX names.
var allowed = []string{"MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "MPL-2.0", "Unlicense", "CC0-1.0"}

// texts are files of licences and of notices; licence is which of them say the licence.
var (
	texts   = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)`)
	licence = regexp.MustCompile(`(?i)^(licen[cs]e|copying)([-_.](mit|bsd|apache|md|txt))*$`)
)

// leastCover is how much of a file must be a licence's text, in percent: the rest is names and years.
const leastCover = 75

type pkg struct {
	Dir      string
	Standard bool
	Module   *struct {
		Path, Version, Dir string
		Main               bool
	}
}

type module struct {
	path, version string
	licences      []string
	texts         []string
}

func main() {
	folder := flag.String("module", ".", "the folder of the module")
	flag.Parse()
	modules, err := linked(*folder)
	if err == nil {
		err = write(os.Stdout, modules)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

// linked returns the modules that the program is linked from, in the order of their paths. All that is wrong comes together.
func linked(folder string) ([]module, error) {
	folders := map[string]map[string]bool{} // with files of licences, by module
	known := map[string]pkg{}
	for _, platform := range platforms {
		packages, err := dependencies(folder, platform)
		if err != nil {
			return nil, err
		}
		for _, p := range packages {
			if p.Standard || p.Module == nil || p.Module.Main {
				continue
			}
			known[p.Module.Path] = p
			if folders[p.Module.Path] == nil {
				folders[p.Module.Path] = map[string]bool{}
			}
			for dir := p.Dir; strings.HasPrefix(dir, p.Module.Dir); dir = filepath.Dir(dir) { // a folder may have a licence of its own
				folders[p.Module.Path][dir] = true
			}
		}
	}
	var all []module
	var faults []error
	for path, p := range known {
		m, err := examine(p, folders[path])
		all, faults = append(all, m), append(faults, err)
	}
	slices.SortFunc(all, func(a, b module) int { return strings.Compare(a.path, b.path) })
	return all, errors.Join(faults...)
}

func dependencies(folder, platform string) (packages []pkg, err error) {
	system, processor, _ := strings.Cut(platform, "/")
	command := exec.Command("go", "list", "-deps", "-json=Dir,Standard,Module", "./cmd/headwater")
	command.Dir, command.Stderr = folder, os.Stderr
	command.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+processor, "CGO_ENABLED=0")
	listed, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go list for %s: %w", platform, err)
	}
	for decoder := json.NewDecoder(bytes.NewReader(listed)); ; {
		var p pkg
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			return packages, nil
		}
		if err != nil {
			return nil, err
		}
		packages = append(packages, p)
	}
}

// examine reads what a module says of its licence, in those folders.
func examine(p pkg, folders map[string]bool) (module, error) {
	m := module{path: p.Module.Path, version: p.Module.Version}
	for dir := range folders {
		files, err := os.ReadDir(dir)
		if err != nil {
			return m, err
		}
		for _, file := range files {
			if file.IsDir() || !texts.MatchString(file.Name()) || strings.HasSuffix(file.Name(), ".go") {
				continue
			}
			text, err := os.ReadFile(filepath.Join(dir, file.Name()))
			if err != nil {
				return m, err
			}
			m.texts = append(m.texts, strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")))
			if licence.MatchString(file.Name()) {
				found, err := recognise(text)
				if err != nil {
					return m, fmt.Errorf("%s@%s: %s: %w", m.path, m.version, file.Name(), err)
				}
				m.licences = append(m.licences, found...)
			}
		}
	}
	slices.Sort(m.texts)
	slices.Sort(m.licences)
	m.licences, m.texts = slices.Compact(m.licences), slices.Compact(m.texts)
	if len(m.licences) == 0 {
		return m, fmt.Errorf("%s@%s has no file that says its licence", m.path, m.version)
	}
	return m, nil
}

// recognise returns the licences that a text is made of.
func recognise(text []byte) (found []string, err error) {
	cover := licensecheck.Scan(text)
	if cover.Percent < leastCover {
		return nil, fmt.Errorf("only %.0f %% of it is a licence that is known: read it", cover.Percent)
	}
	for _, match := range cover.Match {
		if match.IsURL {
			continue
		}
		if !slices.Contains(allowed, match.ID) {
			return nil, fmt.Errorf("it is under %s, which is not one of %s", match.ID, strings.Join(allowed, ", "))
		}
		found = append(found, match.ID)
	}
	return found, nil
}

func write(w io.Writer, modules []module) error {
	var out strings.Builder
	out.WriteString("# Go modules that are linked into headwater\n\nWritten by `make licences`, for all platforms that are released; Go's own library is under BSD-3-Clause, too.\n" +
		"frontend/THIRD_PARTY.md lists what is in the pages.\n\n| module | version | licence |\n|---|---|---|\n")
	owners := map[string][]string{}
	var order []string
	for _, m := range modules {
		fmt.Fprintf(&out, "| %s | %s | %s |\n", m.path, m.version, strings.Join(m.licences, ", "))
		for _, text := range m.texts {
			if owners[text] == nil {
				order = append(order, text)
			}
			owners[text] = append(owners[text], m.path)
		}
	}
	out.WriteString("\n## Texts\n")
	for _, text := range order {
		fmt.Fprintf(&out, "\n### %s\n\n~~~~text\n%s\n~~~~\n", strings.Join(owners[text], ", "), text)
	}
	_, err := io.WriteString(w, out.String())
	return err
}
