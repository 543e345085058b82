package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/dbt"
	"github.com/headwater-catalog/headwater/ingest/manifest"
)

// dbtProject is one use of headwater import dbt.
type dbtProject struct {
	importation
	folder    string // dbt's target folder
	namespace string
	project   string // the name
	connection
}

func (p *program) importDbt() *cobra.Command {
	var d dbtProject
	command := &cobra.Command{
		Use:   "dbt TARGET",
		Short: "Import a dbt project: its models, sources, exposures, owners and what feeds what",
		Long: "Import what dbt knows of a project, from the folder that it leaves its artifacts in, target in most projects: manifest.json,\n" +
			"and catalog.json, which dbt docs generate writes, where it is there. Nothing else of dbt is needed, and nothing is run.\n" +
			"The manifest does not say where its database is: that is read from profiles.yml, found as dbt finds it, or given as\n" +
			"--namespace in OpenLineage's naming, such as postgres://HOST:5432. docs/sources/dbt.md says what becomes what.",
		Example: "  headwater import dbt target --dry-run\n  headwater import dbt target --namespace snowflake://myorg-myaccount --server http://127.0.0.1:4280",
		Args:    exactly("TARGET"),
		RunE: func(command *cobra.Command, args []string) error {
			as, err := p.format(command, importFormats)
			if err != nil {
				return err
			}
			d.folder, d.as = args[0], as
			d.importation.read = func() (*imported, error) { return p.readDbt(d) }
			answer, err := p.take(command.Context(), d.importation)
			if err != nil {
				return err
			}
			return p.write(answer, as)
		},
	}
	outputFlag(command, importFormats)
	flags := command.Flags()
	d.importation.flags(flags)
	flags.StringVar(&d.namespace, "namespace", "", "where the datasets are, in OpenLineage's naming; without it as profiles.yml says")
	flags.StringVar(&d.project, "project", "", "the project's name, where the manifest does not tell it (before dbt 1.7)")
	d.connection.flags(flags)
	return command
}

// readDbt reads the artifacts in a target folder.
func (p *program) readDbt(d dbtProject) (*imported, error) {
	project, err := readArtifacts(d.folder)
	if err != nil {
		return nil, err
	}
	if d.project != "" {
		project.Name = d.project
	}
	if project.Name == "" {
		return nil, misused("the manifest does not say which project it is of, as dbt writes since 1.7: give --project NAME")
	}
	if d.namespace == "" {
		if d.namespace, err = d.connection.namespace(d.folder, project.AdapterType, p.env); err != nil {
			return nil, err
		}
	}
	if err := graph.CheckName(d.namespace); err != nil {
		return nil, misused("--namespace %s", err)
	}
	read := project.Import(d.namespace)
	p.warn(read.Warnings)
	from := filepath.Join(d.folder, "manifest.json")
	problem := func(edit int, message string) manifest.Problem {
		return manifest.Problem{File: filepath.ToSlash(from), Message: originOf(read.Edits[edit]) + ": " + message}
	}
	resume := func(ctx context.Context, c *client.Client) ([]graph.Edit, error) {
		err := p.continueDbt(ctx, c, read)
		return read.Edits, err
	}
	return &imported{source: read.Source, edits: read.Edits, from: from, resume: resume, problem: problem}, nil
}

func originOf(edit graph.Edit) string {
	switch e := edit.(type) {
	case graph.Put:
		return e.Origin
	case graph.Join:
		return e.Origin
	}
	return ""
}

// mostWarnings is how many warnings of an import are told.
const mostWarnings = 20

// warn tells what was read, but maybe not as it was meant.
func (p *program) warn(warnings []string) {
	for i, warning := range warnings {
		if i == mostWarnings {
			p.say("headwater: warning: %d more of these are left out", len(warnings)-i)
			return
		}
		p.say("headwater: warning: %s", render.Plain(warning))
	}
}

// readArtifacts reads manifest.json in a folder, and catalog.json where there is one.
func readArtifacts(folder string) (*dbt.Project, error) {
	if info, err := os.Stat(folder); err == nil && !info.IsDir() {
		return nil, misused("%s is a file: name the folder that it lies in, %s", folder, filepath.Dir(folder))
	}
	f, err := os.Open(filepath.Join(folder, "manifest.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no manifest.json in %s: name dbt's target folder, and let dbt write it with dbt parse, compile, run or build", folder)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	project, err := dbt.ReadManifest(filepath.ToSlash(f.Name()), f)
	if err != nil {
		return nil, err
	}
	c, err := os.Open(filepath.Join(folder, "catalog.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return project, nil
	}
	if err != nil {
		return nil, err
	}
	defer c.Close()
	return project, project.AddCatalog(filepath.ToSlash(c.Name()), c)
}
