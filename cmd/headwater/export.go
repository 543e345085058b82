package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
	"github.com/headwater-catalog/headwater/export/odps"
	"github.com/headwater-catalog/headwater/export/openlineage"
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/csv"
	"github.com/headwater-catalog/headwater/ingest/manifest"
	"github.com/headwater-catalog/headwater/lineage"
)

// The forms that a catalog is exported in, beside those of render.
const (
	asManifest    render.Format = "manifest"
	asOpenLineage render.Format = "openlineage"
	asODPS        render.Format = "odps"
)

var exportFormats = []render.Format{asManifest, asOpenLineage, asODPS, render.AsCSV, render.AsDOT, render.AsMermaid}

// exporting is one use of headwater export.
type exporting struct {
	upstream, downstream bool
	at, source, folder   string
	table                *choice
}

func (p *program) export() *cobra.Command {
	e := exporting{table: &choice{known: []string{"FLOWS", "OWNERS", "ENTITIES"}, single: true}}
	command := &cobra.Command{
		Use:   "export [NAME]",
		Short: "The catalog, or the lineage of one thing, in a standard format",
		Long: "Write the whole catalog, or what is up- or downstream of one thing, as a manifest that headwater apply takes (YAML), as events of\n" +
			"OpenLineage (one a line), as Open Data Product documents, or as CSV that is safe for spreadsheets, DOT or Mermaid.\n" +
			"See docs/sources/export.md.",
		Example: "  headwater export > catalog.yaml\n  headwater export --dir catalog\n  headwater export -o openlineage division-x/sales-planning --upstream\n" +
			"  headwater export -o csv --table owners > owners.csv",
		Args:              atMost("NAME"),
		GroupID:           "keep",
		ValidArgsFunction: p.names(1),
		RunE: func(command *cobra.Command, args []string) error {
			as, err := p.format(command, exportFormats)
			if err != nil {
				return err
			}
			if err := e.check(args, as); err != nil {
				return err
			}
			return p.with(command.Context(), toRead, func(c *client.Client) error { return p.exported(command.Context(), c, e, args, as) })
		},
	}
	outputFlag(command, exportFormats)
	flags := command.Flags()
	flags.BoolVar(&e.upstream, "upstream", false, "only what feeds NAME")
	flags.BoolVar(&e.downstream, "downstream", false, "only what NAME feeds")
	flags.StringVar(&e.source, "source", "export", "of a manifest: in whose name it declares")
	flags.StringVar(&e.folder, "dir", "", "of a manifest: the folder to write files into, which must be empty or new; else all goes to standard output")
	flags.Var(e.table, "table", "of csv: flows, owners or entities; flows where it is left out")
	atFlag(flags, &e.at)
	return command
}

// check says what cannot be meant.
func (e exporting) check(args []string, as render.Format) error {
	switch {
	case e.upstream && e.downstream:
		return misused("--upstream and --downstream exclude each other: export one after the other")
	case len(args) == 1 && !e.upstream && !e.downstream:
		return misused("say which lineage of %s: --upstream or --downstream", args[0])
	case len(args) == 0 && (e.upstream || e.downstream):
		return misused("NAME is missing: of what is the lineage exported?")
	case e.folder != "" && as != asManifest:
		return misused("--dir is for -o manifest only")
	case len(e.table.chosen) > 0 && as != render.AsCSV:
		return misused("--table is for -o csv only")
	}
	return checkPoint("at", e.at)
}

// exported downloads the catalog and writes it.
func (p *program) exported(ctx context.Context, c *client.Client, e exporting, args []string, as render.Format) error {
	if then, is := point(e.at); is {
		c.Always = map[string]any{"at": then}
	}
	done := p.working("Reading the catalog")
	g, err := download(ctx, c)
	done()
	if err != nil {
		return err
	}
	if len(args) == 1 {
		if g, err = e.excerpt(ctx, g, args[0]); err != nil {
			return err
		}
	}
	switch as {
	case asOpenLineage:
		return openlineage.Write(p.stdout, g, time.Now())
	case asODPS:
		return odps.Write(p.stdout, g)
	case render.AsCSV:
		return csv.Write(p.stdout, e.rows(g))
	case render.AsDOT, render.AsMermaid:
		return p.write(render.Answer{Diagram: diagramOf(g)}, as)
	}
	return p.exportManifest(g, e)
}

// excerpt returns what is up- or downstream of something.
func (e exporting) excerpt(ctx context.Context, g *graph.Graph, name string) (*graph.Graph, error) {
	n, err := g.Find(name)
	if err != nil {
		return nil, err
	}
	direction := lineage.Downstream
	if e.upstream {
		direction = lineage.Upstream
	}
	closure, err := lineage.TraceContext(ctx, g, []graph.Node{n}, lineage.Options{Direction: direction})
	if err != nil {
		return nil, err
	}
	return closure.Excerpt()
}

// exportManifest writes the files of a manifest into a folder, or as one.
func (p *program) exportManifest(g *graph.Graph, e exporting) error {
	files, err := manifest.Write(g, e.source)
	if err != nil {
		return err
	}
	if e.folder != "" {
		return p.writeFolder(e.folder, files)
	}
	whole, err := manifest.Joined(files)
	if err != nil {
		return fmt.Errorf("%w: --dir DIR writes several", err)
	}
	_, err = p.stdout.Write(whole)
	return err
}

// writeFolder writes files into a folder that has nothing in it: what lay there would be taken for a part of the catalog.
func (p *program) writeFolder(folder string, files []manifest.Written) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	there, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	if len(there) > 0 {
		return fmt.Errorf("%s is not empty: export into a folder of its own, so that nothing old is applied with it", folder)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	for _, f := range files {
		if err := root.WriteFile(f.Name, f.Content, 0o644); err != nil {
			return err
		}
	}
	return p.tell("%s, to be applied with headwater apply -f %s", counted(len(files), "file", "files"), folder)
}
