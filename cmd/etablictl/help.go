package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"etabli/app/domain/fault"

	"github.com/alecthomas/kong"
)

// help tells the fields of a command or a question that is named, whichever of the two it
// is, and else what every program tells.
func help(o kong.HelpOptions, ctx *kong.Context) error {
	name, verb := "", ""
	for _, p := range ctx.Path {
		switch {
		case p.Command != nil:
			verb = p.Command.Name
		case p.Positional != nil && p.Positional.Name == "name":
			name, _ = ctx.Value(p).Interface().(string)
		}
	}
	if name == "" || verb != "do" && verb != "ask" {
		return kong.DefaultHelpPrinter(o, ctx)
	}
	for kind, all := range map[string][]askable{"do": commandsOffered(), "ask": questionsOffered()} {
		if i := slices.IndexFunc(all, func(l askable) bool { return l.Name == name }); i >= 0 {
			return all[i].tell(ctx.Stdout, kind)
		}
	}
	return fault.New(fault.UnknownName, "", "name", name)
}

// tell writes what can be done or asked, with * for what is always needed and + for what is
// where its part is given.
func (a askable) tell(w io.Writer, verb string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: %s\n\n", verb, a.Name, a.Summary)
	for _, f := range a.Fields {
		mark := " "
		switch {
		case f.Required:
			mark = "*"
		case f.Within:
			mark = "+"
		}
		fmt.Fprintf(&b, "  %s %-22s %-14s %s\n", mark, f.Name, f.Type, f.Doc)
	}
	b.WriteString("\n  * needed; + needed where what it belongs to is given\n")
	_, err := io.WriteString(w, b.String())
	return err
}
