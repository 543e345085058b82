package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/cmd/headwater/render"
	"github.com/headwater-catalog/headwater/server/access"
)

func (p *program) token() *cobra.Command {
	command := &cobra.Command{
		Use:   "token",
		Short: "Tokens by which callers of a server say who they are",
		Long: "Make, list and revoke the tokens by which callers of a server say who they are. They are kept beside the catalog that\n" +
			"--store names, also while a server has it. From the first one on whoever calls a server of that catalog must show one.",
		Args:    exactly(),
		GroupID: "keep",
		RunE: func(*cobra.Command, []string) error {
			return misused("say what: headwater token create, list or revoke")
		},
	}
	command.AddCommand(p.createToken(), p.listTokens(), p.revokeToken())
	return command
}

// withShelf has a function do something with the tokens of the catalog that the settings name.
func (p *program) withShelf(command *cobra.Command, do func(context.Context, access.Shelf) error) error {
	if command.Flags().Changed("server") {
		return misused("tokens are made beside the store, not through a server: name the store with --store")
	}
	at, err := findPlace(p.settings, p.env)
	if err != nil {
		return err
	}
	shelf, closeIt := shelfOf(at)
	if shelf == nil {
		return misused("a catalog in memory has nowhere to keep tokens; choose another with --store")
	}
	return errors.Join(do(command.Context(), shelf), closeIt())
}

func (p *program) createToken() *cobra.Command {
	var name, expires string
	var scopes []string
	command := &cobra.Command{
		Use:   "create --name NAME --scope read|write|ingest|metrics|admin",
		Short: "Make a token and write it to standard output, once: nobody can show it again",
		Example: "  headwater token create --name ci --scope read --expires 30d\n" +
			"  HEADWATER_TOKEN=$(headwater token create --name ada --scope write --store neo4j://db.example:7687)",
		Args: exactly(),
		RunE: func(command *cobra.Command, _ []string) error {
			wanted, err := access.ParseScopes(scopes)
			if err != nil {
				return misused("--scope: %v", err)
			}
			now := time.Now()
			until, err := parseExpiry(expires, now)
			if err != nil {
				return err
			}
			made, secret, err := access.New(name, wanted, now, until)
			if err != nil {
				return wrongUsage{err.Error()}
			}
			if err := p.withShelf(command, func(ctx context.Context, s access.Shelf) error { return s.Put(ctx, made) }); err != nil {
				return err
			}
			p.say("This is the token of %q (%s), good for %s until %s. It is shown this once.",
				made.Name, made.ID, listedScopes(made.Scopes), made.Expires.Format(time.DateOnly))
			_, err = fmt.Fprintln(p.stdout, string(secret))
			return err
		},
	}
	flags := command.Flags()
	flags.StringVar(&name, "name", "", "whose it is: commits that are made with it are by this name")
	flags.StringSliceVar(&scopes, "scope", nil, "what it is good for: read, write (and read), ingest, metrics, admin (all); may be repeated")
	flags.StringVar(&expires, "expires", "90d", "when it ends: after days (30d) or on a day (2027-01-31); a year at most")
	return command
}

// parseExpiry reads how long a token lives, or until when.
func parseExpiry(text string, now time.Time) (time.Time, error) {
	if days, is := strings.CutSuffix(text, "d"); is {
		if n, err := strconv.Atoi(days); err == nil && n > 0 && n <= 3650 {
			return now.AddDate(0, 0, n), nil
		}
	}
	if day, err := time.Parse(time.DateOnly, text); err == nil {
		return day, nil
	}
	return time.Time{}, misused("--expires: %q is neither a number of days such as 30d nor a day such as 2027-01-31", text)
}

func listedScopes(scopes []access.Scope) string {
	names := make([]string, len(scopes))
	for i, s := range scopes {
		names[i] = string(s)
	}
	return strings.Join(names, ", ")
}

func (p *program) listTokens() *cobra.Command {
	formats := []render.Format{render.AsTable, render.AsJSON, render.AsYAML, render.AsCSV}
	command := &cobra.Command{
		Use:   "list",
		Short: "List the tokens, without what is secret",
		Args:  exactly(),
		RunE: func(command *cobra.Command, _ []string) error {
			as, err := p.format(command, formats)
			if err != nil {
				return err
			}
			var tokens []access.Token
			err = p.withShelf(command, func(ctx context.Context, s access.Shelf) (err error) {
				tokens, err = s.Tokens(ctx)
				return err
			})
			if err != nil {
				return err
			}
			return p.write(tokenAnswer(tokens, time.Now()), as)
		},
	}
	outputFlag(command, formats)
	return command
}

// shownToken is a token as it is listed.
type shownToken struct {
	ID      string         `json:"id"`
	Name    string         `json:"name"`
	Scopes  []access.Scope `json:"scopes"`
	Expires time.Time      `json:"expires"`
	State   string         `json:"state"`
	Session bool           `json:"session"`
}

func tokenAnswer(tokens []access.Token, now time.Time) render.Answer {
	slices.SortFunc(tokens, func(a, b access.Token) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), a.Created.Compare(b.Created), strings.Compare(a.ID, b.ID))
	})
	shown := make([]shownToken, len(tokens))
	table := render.Table{Columns: render.Columns("ID", "NAME", "SCOPES", "EXPIRES", "STATE")}
	for i, t := range tokens {
		state := "good"
		switch {
		case !t.Revoked.IsZero():
			state = "revoked"
		case !now.Before(t.Expires):
			state = "expired"
		case t.Parent != "":
			state = "session"
		}
		shown[i] = shownToken{t.ID, t.Name, t.Scopes, t.Expires, state, t.Parent != ""}
		table.Add(t.ID, t.Name, listedScopes(t.Scopes), t.Expires.Format(time.DateOnly), state)
	}
	return render.Answer{Data: shown, Lead: counted(len(tokens), "token", "tokens") + ".", Table: table}
}

func (p *program) revokeToken() *cobra.Command {
	return &cobra.Command{
		Use:   "revoke ID|NAME",
		Short: "End a token, and every session that was made of it, on all servers within 2 s",
		Args:  exactly("ID|NAME"),

		ValidArgsFunction: p.tokenNames,
		RunE: func(command *cobra.Command, args []string) error {
			return p.withShelf(command, func(ctx context.Context, s access.Shelf) error {
				t, err := findToken(ctx, s, args[0])
				if err != nil {
					return err
				}
				t.Revoked = time.Now().UTC()
				if err := s.Put(ctx, t); err != nil {
					return err
				}
				p.say("The token %s of %q is revoked.", t.ID, t.Name)
				return nil
			})
		},
	}
}

// tokenNames completes the tokens that can be revoked.
func (p *program) tokenNames(command *cobra.Command, args []string, begun string) (known []cobra.Completion, _ cobra.ShellCompDirective) {
	if len(args) > 0 || p.understand(command, args) != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	_ = p.withShelf(command, func(ctx context.Context, s access.Shelf) error {
		tokens, err := s.Tokens(ctx)
		for _, t := range tokens {
			if t.Parent == "" && t.Revoked.IsZero() && strings.HasPrefix(t.ID, begun) {
				known = append(known, cobra.CompletionWithDesc(t.ID, t.Name))
			}
		}
		return err
	})
	return known, cobra.ShellCompDirectiveNoFileComp
}

// findToken returns the token of an id, or of a name that only one has which is not revoked.
func findToken(ctx context.Context, s access.Shelf, wanted string) (access.Token, error) {
	wanted = access.Composed(wanted)
	tokens, err := s.Tokens(ctx)
	if err != nil {
		return access.Token{}, err
	}
	var named []access.Token
	for _, t := range tokens {
		if t.ID == wanted {
			return t, nil
		}
		if t.Name == wanted && t.Parent == "" && t.Revoked.IsZero() {
			named = append(named, t)
		}
	}
	switch len(named) {
	case 0:
		return access.Token{}, fmt.Errorf("there is no token %q; headwater token list shows them", wanted)
	case 1:
		return named[0], nil
	}
	ids := make([]string, len(named))
	for i, t := range named {
		ids[i] = t.ID
	}
	return access.Token{}, fmt.Errorf("several tokens are called %q; name one by its id: %s", wanted, strings.Join(ids, ", "))
}
