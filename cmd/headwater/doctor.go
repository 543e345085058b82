package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
	"github.com/headwater-catalog/headwater/graph/neo4j"
)

// finding is a line of the doctor's: what was looked at, and what there is, or what is wrong and what to do.
type finding struct {
	Check string `json:"check"`
	OK    bool   `json:"ok"`
	Found string `json:"found"`
}

func fine(check, format string, args ...any) finding {
	return finding{check, true, fmt.Sprintf(format, args...)}
}

func wrong(check string, err error) finding { return finding{check, false, explain(err)} }

func (p *program) doctor() *cobra.Command {
	formats := []render.Format{render.AsTable, render.AsJSON, render.AsYAML}
	command := &cobra.Command{
		Use:   "doctor",
		Short: "Check one by one what a catalog needs, and say what to do about what is wrong",
		Long: "Check one by one what the store that --store names, or the server that --server names, needs. It opens a file as serve does.\n" +
			"What it says holds nothing secret and may be shown to others. The exit code is 1 if anything is wrong.",
		Example: "  headwater doctor --store neo4j://db.example:7687\n  headwater doctor --server http://127.0.0.1:4280",
		Args:    exactly(),
		GroupID: "keep",
		RunE: func(command *cobra.Command, _ []string) error {
			as, err := p.format(command, formats)
			if err != nil {
				return err
			}
			return p.diagnose(command.Context(), command.Flags(), as)
		},
	}
	outputFlag(command, formats)
	return command
}

func (p *program) diagnose(ctx context.Context, flags *pflag.FlagSet, as render.Format) error {
	findings := []finding{
		fine("program", "headwater %s, %s, %s/%s", thisBuild().Version, runtime.Version(), runtime.GOOS, runtime.GOARCH),
		fine("settings", "%s", p.origins(flags)),
	}
	if p.settings.Server != "" {
		findings = append(findings, p.examineServer(ctx)...)
	} else {
		at, err := findPlace(p.settings, p.env)
		if err != nil {
			return err
		}
		findings = append(findings, p.examineMachine(ctx, flags)...)
		findings = append(findings, examinePlace(ctx, at)...)
	}
	answer := render.Answer{Data: findings, Table: render.Table{Columns: []render.Column{{Title: "CHECK"}, {Title: "STATE"}, {Title: "FOUND"}}}}
	wrongs := 0
	for _, f := range findings {
		state := "ok"
		if !f.OK {
			state = "WRONG"
			wrongs++
		}
		answer.Table.Rows = append(answer.Table.Rows, []string{f.Check, state, f.Found})
	}
	if err := p.write(answer, as); err != nil {
		return err
	}
	if wrongs > 0 {
		return fmt.Errorf("%s wrong", counted(wrongs, "check is", "checks are"))
	}
	return nil
}

// origins says where each setting comes from that somebody set. It names no values.
func (p *program) origins(flags *pflag.FlagSet) string {
	var set []string
	for _, s := range p.everySetting(flags) {
		if s.Origin != byDefault {
			set = append(set, s.Key+" by "+s.Origin)
		}
	}
	return cmp.Or(joined(set, ", "), "all as they are where nobody says anything")
}

// examinePlace checks a store.
func examinePlace(ctx context.Context, at place) (findings []finding) {
	if at.address != "" {
		for _, c := range neo4j.Examine(ctx, at.address, at.login) {
			if c.Err != nil {
				findings = append(findings, wrong(c.Name, c.Err))
			} else {
				findings = append(findings, fine(c.Name, "%s", c.Found))
			}
		}
		return findings
	}
	findings = append(findings, fine("store", "%s", at))
	catalog, err := openCatalog(ctx, at, toRead)
	if err != nil {
		return append(findings, wrong("catalog", err))
	}
	g := catalog.Graph()
	findings = append(findings, fine("catalog", "%s at revision %s; headwater verify reads its history", counted(g.Len(), "entity", "entities"), g.Revision()))
	if err := catalog.Close(); err != nil {
		findings = append(findings, wrong("close", err))
	}
	return findings
}

// examineServer checks the server that the settings name, from outside.
func (p *program) examineServer(ctx context.Context) (findings []finding) {
	url := p.settings.Server
	c, err := client.To(url)
	if err != nil {
		return []finding{wrong("address", err)}
	}
	secret, err := token(p.env)
	if err != nil {
		return []finding{wrong("token", err)}
	}
	c.Token = string(secret)
	var data struct {
		Catalog struct {
			Revision string `json:"revision"`
			Stale    bool   `json:"stale"`
		} `json:"catalog"`
	}
	base := strings.TrimSuffix(strings.TrimSuffix(strings.TrimRight(url, "/"), "/graphql"), "/")
	version, err := fetch(ctx, base+"/version", "version")
	if err != nil {
		return []finding{wrong("server", err)}
	}
	findings = append(findings, fine("server", "it is headwater %s", version))
	if state, err := fetch(ctx, base+"/readyz", "status"); err != nil {
		findings = append(findings, wrong("ready", err))
	} else {
		findings = append(findings, fine("ready", "%s", state))
	}
	if err := c.Do(ctx, `query Doctor { catalog { revision stale } }`, nil, &data); err != nil {
		return append(findings, wrong("catalog", signedIn(err, c.Token != "")))
	}
	if data.Catalog.Stale {
		return append(findings, wrong("catalog", fmt.Errorf("it is at revision %s, and newer ones may exist", data.Catalog.Revision)))
	}
	return append(findings, fine("catalog", "it is at revision %s", data.Catalog.Revision))
}

// fetch returns a field of a server's page for operators; the reason that the page gives is the error.
func fetch(ctx context.Context, url, field string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", errors.New("that is no address of a server: write it as http://127.0.0.1:4280")
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", fmt.Errorf("the server cannot be reached: %w. Check its address, and that it runs", errors.Unwrap(err))
	}
	defer func() { _ = response.Body.Close() }() // it was only read
	var page map[string]any
	if err := json.NewDecoder(io.LimitReader(response.Body, 1<<20)).Decode(&page); err != nil {
		return "", fmt.Errorf("what answers there is no Headwater: it says %s", response.Status)
	}
	if reason, is := page["reason"].(string); is {
		return "", errors.New(reason)
	}
	return fmt.Sprint(page[field]), nil
}
