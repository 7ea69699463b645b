// Command gallery draws every screen and the widget kit as PNG pictures,
// without a window: for looking at while building, for the README, and to see
// on a machine without a display what the program looks like.
//
//	gallery -out DIR [-only REGEXP]
//	gallery -list
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "gallery:", err)
			os.Exit(1)
		}
	}
}

// shots are all pictures, by the file that makes them.
func shots() []Shot {
	return slices.Concat(kitShots(), counterShots(), fieldShots(), kioskShots(), paperShots())
}

// run does what the arguments say and lists on out what it made.
func run(arguments []string, out io.Writer) error {
	flags := flag.NewFlagSet("gallery", flag.ContinueOnError)
	dir := flags.String("out", "", "folder to write the pictures to")
	only := flags.String("only", "", "regular expression for the names to draw")
	page := flags.String("page", "", "serve the customer's page in every state at this address of this machine, such as 127.0.0.1:0")
	list := flags.Bool("list", false, "print the names and draw nothing")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if *page != "" {
		return servePage(*page, out)
	}
	wanted, err := regexp.Compile(*only)
	if err != nil {
		return fmt.Errorf("-only: %w", err)
	}
	if *dir == "" && !*list {
		return errors.New("-out DIR is missing (or -list)")
	}
	var chosen []Shot
	for _, s := range shots() {
		if wanted.MatchString(s.Name) {
			chosen = append(chosen, s)
		}
	}
	if len(chosen) == 0 {
		return fmt.Errorf("no picture is named like %q", *only)
	}
	if *list {
		for _, s := range chosen {
			fmt.Fprintln(out, s.Name)
		}
		return nil
	}
	return draw(chosen, *dir, out)
}
