package main

import (
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/backstage"
	"github.com/headwater-catalog/headwater/ingest/manifest"
	"github.com/headwater-catalog/headwater/ingest/odcs"
	"github.com/headwater-catalog/headwater/ingest/odps"
	"github.com/headwater-catalog/headwater/ingest/standard"
)

// standardFormat is a format that others keep in YAML files, and how it is read.
type standardFormat struct {
	name, short, long string
	meshed            bool // its domains may be below a division
	read              func(fsys fs.FS, source string, mesh odcs.Mesh, paths ...string) (*standard.Import, error)
}

// standardFormats are those that headwater import has.
func standardFormats() []standardFormat {
	return []standardFormat{
		{"odps", "Import data products of the Open Data Product Standard, and the contracts beside them",
			"Import the files with kind: DataProduct, versions 0.9 and 1, and the contracts (ODCS) beside them: products, ports, owners, and what\n" +
				"feeds each output port. docs/sources/odps.md says what becomes what.", true, odps.Read},
		{"odcs", "Import data contracts of the Open Data Contract Standard",
			"Import the files with kind: DataContract, version 3: datasets, fields and owners. docs/sources/odcs.md says what becomes what.", true, odcs.Read},
		{"backstage", "Import the catalog files of Backstage",
			"Import the files with apiVersion: backstage.io/…: domains, systems, components, APIs, resources, groups and users.\n" +
				"docs/sources/backstage.md says what becomes what.", false,
			func(fsys fs.FS, source string, _ odcs.Mesh, paths ...string) (*standard.Import, error) {
				return backstage.Read(fsys, source, paths...)
			}},
	}
}

// standardImport is one use of such a command.
type standardImport struct {
	importation
	paths            []string
	source, division string
}

func (p *program) importStandard(f standardFormat) *cobra.Command {
	var i standardImport
	command := &cobra.Command{
		Use:     f.name + " FILE|DIR...",
		Short:   f.short,
		Long:    f.long + "\nOf a folder only the files that say they are of this format are read.",
		Example: "  headwater import " + f.name + " catalog --dry-run",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(command *cobra.Command, args []string) error {
			as, err := p.format(command, importFormats)
			if err != nil {
				return err
			}
			i.paths = args
			i.importation.as, i.importation.read = as, func() (*imported, error) { return p.readStandard(f, i) }
			answer, err := p.take(command.Context(), i.importation)
			if err != nil {
				return err
			}
			return p.write(answer, as)
		},
	}
	outputFlag(command, importFormats)
	flags := command.Flags()
	i.importation.flags(flags)
	flags.StringVar(&i.source, "source", "", "who says this, always the same; left out, "+f.name+": and the folder's name, if it said any of this before or nothing at all")
	if f.meshed {
		flags.StringVar(&i.division, "division", "", "the ID of the division that the domains are part of, such as division:division-x")
	}
	return command
}

// readStandard reads the files. Problems and warnings name them as seen from here.
func (p *program) readStandard(f standardFormat, i standardImport) (*imported, error) {
	mesh := odcs.Mesh{Division: graph.ID(i.division)}
	if i.division != "" && (mesh.Division.Kind() != graph.Division || mesh.Division.Check() != nil) {
		return nil, misused("--division %q is no ID of a division, such as division:division-x", i.division)
	}
	folder, names, err := below(i.paths)
	if err != nil {
		return nil, err
	}
	assumed := i.source == ""
	if assumed {
		i.source = f.name + ":" + nameOf(folder, names)
	}
	read, err := f.read(files(folder, names), i.source, mesh, names...)
	if err != nil {
		return nil, declaration{folder: folder}.located(err)
	}
	var warnings []string
	for _, w := range read.Warnings.Under(filepath.ToSlash(folder)) {
		first, _, _ := strings.Cut(w.Error(), "\n")
		warnings = append(warnings, first)
	}
	p.warn(warnings)
	problem := func(edit int, message string) manifest.Problem {
		return manifest.Problems{read.Problem(edit, message)}.Under(filepath.ToSlash(folder))[0]
	}
	return &imported{source: read.Source, edits: read.Edits, from: folder, assumed: assumed, problem: problem}, nil
}

// nameOf returns what files are called together: the one file's name, or that of the folder.
func nameOf(folder string, names []string) string {
	if len(names) == 1 && names[0] != "." {
		return names[0]
	}
	absolute, err := filepath.Abs(folder)
	if err != nil {
		return folder
	}
	return filepath.Base(absolute)
}
