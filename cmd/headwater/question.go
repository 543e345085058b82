package main

import (
	"cmp"
	"context"
	"io"
	"os"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

// question is a command that asks the catalog something and writes the answer.
type question struct {
	use, short, long string
	example          string
	args             cobra.PositionalArgs
	names            int             // how many arguments are NAMEs, for completion
	formats          []render.Format // the first is what is written if nothing else is asked for
	past             bool            // whether it can be asked of a point of the past
	flags            func(*pflag.FlagSet)
	check            func() error // of what the flags say, before the catalog is opened; may be nil
	ask              func(ctx context.Context, c *client.Client, args []string, as render.Format) (render.Answer, error)
}

// ask makes a command of a question.
func (p *program) ask(q question) *cobra.Command {
	command := &cobra.Command{Use: q.use, Short: q.short, Long: q.long, Example: q.example, Args: q.args, GroupID: "ask"}
	command.ValidArgsFunction = p.names(q.names)
	outputFlag(command, q.formats)
	if q.flags != nil {
		q.flags(command.Flags())
	}
	var at string
	if q.past {
		atFlag(command.Flags(), &at)
	}
	command.RunE = func(command *cobra.Command, args []string) error {
		as, err := p.format(command, q.formats)
		if err != nil {
			return err
		}
		if q.check != nil {
			if err := q.check(); err != nil {
				return err
			}
		}
		if err := checkPoint("at", at); err != nil {
			return err
		}
		return p.with(command.Context(), toRead, func(c *client.Client) error {
			if then, is := point(at); is {
				c.Always = map[string]any{"at": then}
			}
			answer, err := q.ask(command.Context(), c, args, as)
			return p.judge(answer, as, err)
		})
	}
	return command
}

func outputFlag(command *cobra.Command, formats []render.Format) {
	command.Flags().StringP("output", "o", "", "one of "+render.List(formats))
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = string(f)
	}
	_ = command.RegisterFlagCompletionFunc("output", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
}

// format returns the form to write in. One from the environment or the configuration file holds where it can; one that a
// flag asks for must.
func (p *program) format(command *cobra.Command, offered []render.Format) (render.Format, error) {
	as, err := render.Choose(p.settings.Output, offered)
	switch {
	case err == nil:
		return as, nil
	case command.Flags().Changed("output"):
		return "", wrongUsage{err.Error()}
	default:
		return offered[0], nil
	}
}

// judge writes an answer, unless there is none, and hands on what is wrong or what the exit code is to say.
func (p *program) judge(answer render.Answer, as render.Format, err error) error {
	if err != nil && !isVerdict(err) {
		return err
	}
	return cmp.Or(p.write(answer, as), err)
}

func (p *program) write(answer render.Answer, as render.Format) error {
	return answer.Write(p.stdout, as, p.colours(isTerminal(p.stdout)))
}

// colours reports whether to use colours where a result is written; see https://no-color.org.
func (p *program) colours(terminal bool) bool {
	return terminal && lookup(p.env, "NO_COLOR") == "" && lookup(p.env, "TERM") != "dumb"
}

func isTerminal(out io.Writer) bool {
	file, is := out.(*os.File)
	return is && isatty.IsTerminal(file.Fd())
}
