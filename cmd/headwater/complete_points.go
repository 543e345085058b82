package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
)

// mostPoints is how many of the newest commits a shell is offered as points of the past.
const mostPoints = 50

// points completes a point of the past: the revisions and the times of the newest commits, the newest first, with what they were made for.
func (p *program) points(command *cobra.Command, args []string, begun string) (all []cobra.Completion, _ cobra.ShellCompDirective) {
	const asListed = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	if p.understand(command, args) != nil {
		return nil, asListed
	}
	var known *logData
	_ = p.with(command.Context(), toRead, func(c *client.Client) (err error) {
		known, err = askLog(command.Context(), c, map[string]any{}, mostPoints)
		return err
	})
	if known == nil {
		return nil, asListed
	}
	return known.points(begun), asListed
}

// points returns the commits as points that go on from what was begun: as revisions, and as times once a time is begun.
func (d *logData) points(begun string) (all []cobra.Completion) {
	for _, c := range slices.Backward(d.Commits.Nodes) {
		for _, point := range []struct{ text, of string }{{c.Revision, c.Time}, {c.Time, c.Revision}} {
			if isRevision := point.text == c.Revision; strings.HasPrefix(point.text, begun) && (isRevision || begun != "") {
				all = append(all, cobra.CompletionWithDesc(point.text, strings.TrimSpace(point.of+" "+text(c.Message))))
			}
		}
	}
	return all
}
