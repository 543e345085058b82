package dbt

import "io"

// Invocation is how dbt was called when it wrote the artifacts, as far as that says which database it spoke to. What was left to
// dbt to find is "".
type Invocation struct {
	ProfilesDir string `json:"profiles_dir"`
	Profile     string `json:"profile"`
	Target      string `json:"target"`
}

// ReadInvocation reads it from run_results.json, as openlineage-dbt does.
func ReadInvocation(file string, r io.Reader) (called Invocation, err error) {
	s := newStream(r)
	err = s.document(func(section string) error {
		if section == "args" {
			return s.take(&called)
		}
		return s.SkipValue()
	})
	if err != nil {
		return Invocation{}, s.problem(file, err)
	}
	return called, nil
}
