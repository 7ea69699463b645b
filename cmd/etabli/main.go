// Command etabli is the counter's window: repairs taken in, followed and handed
// back, with or without a network.
package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/alecthomas/kong"

	"etabli/cmd/internal/build"
	"etabli/storage/badgerstore"
)

// flags is the command line.
type flags struct {
	Store   string           `help:"Folder of this device's store." env:"ETABLI_STORE" type:"path"`
	Lang    string           `help:"Language of the screen, this time: fr or en." enum:"fr,en," default:""`
	Mode    string           `help:"What the screen is for: counter; field for a technician's visits, on a phone or a tablet; kiosk for customers; manager is the counter that begins with today as whoever runs the shop sees it." enum:"counter,field,kiosk,manager" default:"counter"`
	Dark    bool             `help:"Dark screens, this time."`
	Verbose bool             `help:"Log to standard error."`
	Version kong.VersionFlag `help:"Print the version."`
}

// heapGrowthPercent is how much the heap may grow before it is swept, unless GOGC says
// otherwise: a shop's machine has other programs, and a window mostly waits.
const heapGrowthPercent = 50

func main() {
	badgerstore.RunCheckIfChild()
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowthPercent)
	}
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run parses the command line, runs the window and answers the exit code.
func run(args []string, out, errOut io.Writer) int {
	var f flags
	exit := -1
	parser, err := kong.New(&f, kong.Name("etabli"), kong.Description("The counter of Établi."),
		kong.Writers(out, errOut), kong.Exit(func(code int) { exit = code }), kong.Vars{"version": build.Version})
	if err == nil {
		_, err = parser.Parse(args)
	}
	if exit >= 0 {
		return exit
	}
	if err == nil && f.Store == "" {
		f.Store, err = defaultStore()
	}
	if err != nil {
		fmt.Fprintln(errOut, "etabli:", err)
		return 2
	}
	if err := NewApp(f, logger(errOut, f.Verbose)).Run(); err != nil {
		fmt.Fprintln(errOut, "etabli:", err)
		return 1
	}
	return 0
}

// defaultStore is where the data of a person's programs belong.
func defaultStore() (string, error) {
	dir, err := os.UserConfigDir()
	return filepath.Join(dir, "etabli"), err
}

func logger(w io.Writer, verbose bool) *slog.Logger {
	if !verbose {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug}))
}
