package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/ingest/dbt"
)

// connection says how dbt finds its database, by dbt's own flags; what is left out is found as dbt finds it.
type connection struct {
	projectDir  string
	profilesDir string
	profile     string
	target      string
}

func (c *connection) flags(flags *pflag.FlagSet) {
	flags.StringVar(&c.projectDir, "project-dir", "", "the folder of dbt_project.yml; without it the one that holds TARGET")
	flags.StringVar(&c.profilesDir, "profiles-dir", "", "the folder of profiles.yml; without it the one that run_results.json names, DBT_PROFILES_DIR, the project's, or ~/.dbt")
	flags.StringVar(&c.profile, "profile", "", "the profile in it; without it the one that run_results.json names, DBT_PROFILE, or dbt_project.yml's")
	flags.StringVar(&c.target, "target", "", "the target in the profile; without it the one that run_results.json names, DBT_TARGET, or the profile's own")
}

// namespace returns where the datasets of a project are, in OpenLineage's naming. An adapter that names the same place
// everywhere needs no profile.
func (c connection) namespace(folder, adapter string, env []string) (string, error) {
	if adapter == "bigquery" {
		return dbt.Profile{"type": adapter}.Namespace()
	}
	p, file, err := c.read(folder, env)
	if err != nil {
		return "", fmt.Errorf("the manifest does not say where its database is, and the profile cannot be read: %s\n"+
			"Give --namespace in OpenLineage's naming, such as %s, or --project-dir and --profiles-dir", explain(err), exampleNamespace(adapter))
	}
	if p["type"] != adapter && adapter != "" {
		return "", fmt.Errorf("the manifest is of %s, and the profile in %s of %s; give --target, --profile or --namespace", adapter, file, p["type"])
	}
	namespace, err := p.Namespace()
	if err != nil {
		return "", fmt.Errorf("%s: %w", file, err)
	}
	return namespace, nil
}

func exampleNamespace(adapter string) string {
	switch adapter {
	case "duckdb":
		return "duckdb://shop.duckdb"
	case "snowflake":
		return "snowflake://myorg-myaccount"
	case "databricks":
		return "databricks://HOST"
	}
	if adapter == "" {
		adapter = "postgres"
	}
	return adapter + "://HOST:PORT"
}

// read reads the profile, and returns the file that it is in.
func (c connection) read(folder string, env []string) (dbt.Profile, string, error) {
	look := lookUpIn(env)
	called, err := readInvocation(folder)
	if err != nil {
		return nil, "", err
	}
	c.profile, c.target = cmp.Or(c.profile, called.Profile), cmp.Or(c.target, called.Target)
	if c.projectDir == "" {
		c.projectDir = filepath.Dir(filepath.Clean(folder))
	}
	if c.profile == "" {
		c.profile, _ = look("DBT_PROFILE")
	}
	if c.profile == "" {
		named, err := dbt.ReadProfileName(os.DirFS(c.projectDir), "dbt_project.yml", look)
		if err != nil {
			return nil, "", atFolder(c.projectDir, err)
		}
		c.profile = named
	}
	if c.target == "" {
		c.target, _ = look("DBT_TARGET")
	}
	where, err := c.profiles(called.ProfilesDir, look)
	if err != nil {
		return nil, "", err
	}
	p, err := dbt.ReadProfile(os.DirFS(where), "profiles.yml", c.profile, c.target, look)
	return p, filepath.Join(where, "profiles.yml"), atFolder(where, err)
}

// readInvocation returns how dbt was called when it wrote what is in a folder; nothing where no run_results.json says so.
func readInvocation(folder string) (dbt.Invocation, error) {
	f, err := os.Open(filepath.Join(folder, "run_results.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return dbt.Invocation{}, nil
	}
	if err != nil {
		return dbt.Invocation{}, err
	}
	defer f.Close()
	return dbt.ReadInvocation(filepath.ToSlash(f.Name()), f)
}

// profiles returns the folder of profiles.yml; called is where dbt found it, maybe on another machine.
func (c connection) profiles(called string, look func(string) (string, bool)) (string, error) {
	if c.profilesDir != "" {
		return c.profilesDir, nil
	}
	if has(called) {
		return called, nil
	}
	if where, set := look("DBT_PROFILES_DIR"); set && where != "" {
		return where, nil
	}
	home, set := look("HOME")
	if !set {
		home, _ = look("USERPROFILE") // of Windows
	}
	for _, where := range []string{c.projectDir, filepath.Join(home, ".dbt")} {
		if has(where) {
			return where, nil
		}
	}
	return "", errors.New("there is no profiles.yml in the project's folder or in ~/.dbt")
}

// has reports whether profiles.yml is in a folder.
func has(folder string) bool {
	if folder == "" {
		return false
	}
	_, err := os.Stat(filepath.Join(folder, "profiles.yml"))
	return err == nil
}

// atFolder puts the folder before the files that an error names.
func atFolder(folder string, err error) error {
	return declaration{folder: folder}.located(err)
}

// lookUpIn returns what looks a variable up in an environment.
func lookUpIn(env []string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		for i := len(env) - 1; i >= 0; i-- {
			if value, is := strings.CutPrefix(env[i], name+"="); is {
				return value, true
			}
		}
		return "", false
	}
}
