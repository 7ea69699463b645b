package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/alecthomas/kong"
)

// help tells the fields of a command or a question that is named, and else what
// every program tells.
func help(o kong.HelpOptions, ctx *kong.Context) error {
	offered := map[string]func() []askable{"do": commandsOffered, "ask": questionsOffered}
	name, verb := "", ""
	for _, p := range ctx.Path {
		switch {
		case p.Command != nil:
			verb = p.Command.Name
		case p.Positional != nil && p.Positional.Name == "name":
			name, _ = ctx.Value(p).Interface().(string)
		}
	}
	if list, ok := offered[verb]; ok {
		all := list()
		if i := slices.IndexFunc(all, func(l askable) bool { return l.Name == name }); i >= 0 {
			return all[i].tell(ctx.Stdout)
		}
	}
	return kong.DefaultHelpPrinter(o, ctx)
}

// tell writes what can be done or asked, with * for required fields.
func (a askable) tell(w io.Writer) error {
	_, err := fmt.Fprintf(w, "%s: %s\n\n", a.Name, a.Summary)
	for _, f := range a.Fields {
		mark := " "
		if f.Required {
			mark = "*"
		}
		if err == nil {
			_, err = fmt.Fprintf(w, "  %s %-22s %-14s %s\n", mark, f.Name, f.Type, f.Doc)
		}
	}
	return err
}
