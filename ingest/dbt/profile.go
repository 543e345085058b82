package dbt

import (
	"io/fs"
	"slices"

	"github.com/headwater-catalog/headwater/ingest/document"
)

// Profile is how dbt connects to a database, as far as it says where the database is: one output of a profile in profiles.yml,
// by key. Passwords and keys are never taken from the file.
type Profile map[string]string

// ReadProfile reads one output of a profile from profiles.yml; target "" is the profile's own choice. Calls of env_var are
// answered by env, and what else is Jinja stays as it is written. The error is a [document.Problems] if the file is at fault.
func ReadProfile(fsys fs.FS, file, profile, target string, env func(string) (string, bool)) (Profile, error) {
	f, content, err := document.Load(fsys, file)
	if err != nil {
		return nil, err
	}
	documents, problems := f.Parse(content)
	if len(problems) > 0 {
		for i := range problems {
			problems[i].Source = "" // it may be a line with a password
		}
		return nil, problems
	}
	top, err := lookUp(document.Position{File: f}, documents, "profile", profile)
	if err != nil {
		return nil, err
	}
	text := func(key string, in *document.Node) string { return render(scalar(in, key), env) }
	outputs, err := lookUp(top.At, []*document.Node{top}, "key", "outputs")
	if err != nil {
		return nil, err
	}
	if target == "" {
		target = text("target", top)
	}
	if target == "" {
		target = "default"
	}
	output, err := lookUp(outputs.At, []*document.Node{outputs}, "target", target)
	if err != nil {
		return nil, err
	}
	p := Profile{}
	for _, key := range addressKeys {
		if said := text(key, output); said != "" {
			p[key] = said
		}
	}
	return p, nil
}

// addressKeys are the keys of an output that are read.
var addressKeys = []string{"type", "host", "port", "path", "account", "server", "software_host", "region_name", "region", "account_id",
	"role_arn", "method"}

// lookUp returns what stands behind a key of the first mapping.
func lookUp(at document.Position, in []*document.Node, what, key string) (*document.Node, error) {
	var known []string
	if len(in) > 0 {
		for _, e := range in[0].Entries {
			if e.Key == key {
				return e.Value, nil
			}
			known = append(known, e.Key)
		}
	}
	return nil, document.Problems{at.Problem("there is no %s %s%s", what, document.Quoted(key), document.KeyHint(key, known))}
}

// scalar returns the text behind a key, "" where there is none.
func scalar(in *document.Node, key string) string {
	i := slices.IndexFunc(in.Entries, func(e document.Entry) bool { return e.Key == key })
	if i < 0 || in.Entries[i].Value.Shape != document.Scalar {
		return ""
	}
	return in.Entries[i].Value.Text
}

// ReadProfileName reads the name of the project's profile from dbt_project.yml.
func ReadProfileName(fsys fs.FS, file string, env func(string) (string, bool)) (string, error) {
	f, content, err := document.Load(fsys, file)
	if err != nil {
		return "", err
	}
	documents, problems := f.Parse(content)
	if len(problems) > 0 {
		return "", problems
	}
	node, err := lookUp(document.Position{File: f}, documents, "key", "profile")
	if err != nil {
		return "", err
	}
	return render(node.Text, env), nil
}
