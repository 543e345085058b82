package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

// review is one use of headwater ci.
type review struct {
	head, base, baseRef string
	mention             bool
	fail                *failOn
}

func (p *program) ci() *cobra.Command {
	r := review{fail: newFailOn()}
	formats := []render.Format{render.AsMarkdown, render.AsTable, render.AsJSON, render.AsYAML}
	command := &cobra.Command{
		Use:   "ci --head DIR --base DIR | --base-ref REF | --server URL",
		Short: "The comment for a pull request: who must be told of it, and what it breaks",
		Long: "Compare the folder of a catalog as a pull request has it with what was before, and write one comment in Markdown: who must\n" +
			"be told, what breaks, what is newly found and what changes. What was before is a folder (--base), the same folder at a\n" +
			"revision of Git (--base-ref), or what a server says now (--server): only that knows who else uses what changes.\n" +
			"The exit code is 0 whatever changes, unless --fail-on says otherwise.\n" + howFailOn,
		Example: "  headwater ci --head catalog --base-ref origin/main --fail-on breaking\n" +
			"  headwater ci --head catalog --server https://catalog.example > comment.md",
		Args:    exactly(),
		GroupID: "keep",
		RunE: func(command *cobra.Command, _ []string) error {
			as, err := p.format(command, formats)
			if err != nil {
				return err
			}
			if r.base+r.baseRef != "" && (command.Flags().Changed("server") || command.Flags().Changed("store")) {
				return misused("--server and --store say what was before, as --base and --base-ref do: keep one")
			}
			comment, err := p.review(command.Context(), r)
			if as == render.AsMarkdown {
				return p.comment(comment, err)
			}
			return p.judge(comment, as, err)
		},
	}
	outputFlag(command, formats)
	flags := command.Flags()
	flags.StringVar(&r.head, "head", "", "the folder of the catalog, as it will be")
	flags.StringVar(&r.base, "base", "", "the folder as it was")
	flags.StringVar(&r.baseRef, "base-ref", "", "the revision of Git at which --head was what it was, such as origin/main")
	flags.BoolVar(&r.mention, "mention", false, "let GitHub notify teams of which the contact is a handle, such as @shop/clerks")
	r.fail.flag(flags)
	return command
}

// review reads both sides before it compares them. A catalog of files alone is made in memory, and nothing is left.
func (p *program) review(ctx context.Context, r review) (comment render.Answer, err error) {
	inFiles, err := r.check(p.settings)
	if err != nil {
		return comment, err
	}
	head, err := readFolder(r.head)
	if err != nil {
		return comment, err
	}
	if !inFiles {
		d, err := head.alone()
		if err != nil {
			return comment, err
		}
		err = p.with(ctx, toTry, func(c *client.Client) error {
			comment, err = r.compare(ctx, c, d)
			return err
		})
		return comment, err
	}
	base, err := p.baseOf(ctx, r)
	if err != nil {
		return comment, err
	}
	catalog, err := openCatalog(ctx, place{}, toWrite)
	if err != nil {
		return comment, err
	}
	c := p.inProcess(catalog)
	if _, err = base.together().apply(ctx, c, "", false); err == nil {
		comment, err = r.compare(ctx, c, head.together())
	}
	if err != nil && !isVerdict(err) {
		err = elsewhere(err)
	}
	return comment, errors.Join(err, catalog.Close())
}

// check reports whether both sides are files.
func (r review) check(s settings) (inFiles bool, err error) {
	switch {
	case r.head == "":
		return false, misused("--head is missing: the folder of the catalog, as it will be")
	case r.base != "" && r.baseRef != "":
		return false, misused("--base and --base-ref both say what was before: keep one")
	case r.base+r.baseRef == "" && s.Server+s.Store == "":
		return false, misused("say what was before: --base DIR, --base-ref REF or --server URL")
	}
	return r.base+r.baseRef != "", nil
}

// baseOf reads what was before: a folder, or the one of the head at a revision of Git.
func (p *program) baseOf(ctx context.Context, r review) (sources, error) {
	if r.base != "" {
		return readFolder(r.base)
	}
	tree, err := repository{r.head, p.env}.tree(ctx, r.baseRef)
	if err != nil || tree == nil {
		return sources{}, err
	}
	return readSources(tree, r.baseRef+":"+r.head)
}
