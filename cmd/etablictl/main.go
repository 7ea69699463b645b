// Command etablictl does from the command line whatever the screens do: set a
// store up, run any command of the registry, look things up, print, sync,
// verify. Scripts, support and tests use it.
package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"etabli/app/lang"
	"etabli/cmd/internal/build"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
	"etabli/storage/badgerstore"
)

// commands is the command line.
type commands struct {
	Store   string           `help:"Folder of this device's store." env:"ETABLI_STORE" default:"etabli-store" type:"path"`
	Lang    string           `help:"Language of messages: fr or en." env:"ETABLI_LANG" default:"fr" enum:"fr,en"`
	JSON    bool             `help:"Answer in JSON, errors too."`
	Verbose bool             `help:"Log to standard error."`
	Version kong.VersionFlag `help:"Print the version."`

	Init         initCmd           `cmd:"" help:"Set up a shop that works alone."`
	Enrol        enrolCmd          `cmd:"" help:"Join HQ with a pairing code."`
	Do           doCmd             `cmd:"" help:"Run a command; its fields are JSON, on the line or on standard input."`
	Ask          askCmd            `cmd:"" help:"Ask a question; it changes nothing."`
	Attach       attachCmd         `cmd:"" help:"Store a photo or a signature; answers how to name it in a command."`
	TillReceipt  tillReceiptCmd    `cmd:"" help:"Print a receipt of the till."`
	Voucher      voucherCmd        `cmd:"" help:"Print a voucher for what is left on it."`
	Contract     contractLetterCmd `cmd:"" name:"contract-letter" help:"Print the letter before a contract renews itself."`
	Invoice      invoiceCmd        `cmd:"" help:"Write an invoice or a credit note: on paper, or as structured data for a platform."`
	TillClosing  tillClosingCmd    `cmd:"" help:"Print the closing of a day, a month or a year."`
	TillArchive  tillArchiveCmd    `cmd:"" help:"Write the archive of the till in an open format."`
	TillCheck    tillCheckCmd      `cmd:"" name:"till-archive-check" help:"Prove an archive of the till by the keys that are kept here."`
	Photo        photoCmd          `cmd:"" help:"Write a photo or a signature of a repair to a file."`
	Get          getCmd            `cmd:"" help:"Show a repair by number or id."`
	List         listCmd           `cmd:"" help:"List repairs, newest first."`
	Search       searchCmd         `cmd:"" help:"Search by number, serial, telephone, name, product or fault."`
	Review       reviewCmd         `cmd:"" help:"List what has to be verified."`
	Calls        callsCmd          `cmd:"" help:"List who waits at the kiosk."`
	Import       importCmd         `cmd:"" help:"Import a file: repairs, or a table of customers, parts, prices, stock and so on."`
	Export       exportCmd         `cmd:"" help:"Export repairs."`
	Demo         demoCmd           `cmd:"" help:"Fill the store with demo data made from real repairs."`
	Print        printCmd          `cmd:"" help:"Print a form of a repair."`
	Letterhead   letterheadCmd     `cmd:"" help:"Set what a shop's papers carry: logo, colour, legal identity; and look at it."`
	VisitReport  visitReportCmd    `cmd:"" help:"Print the report of a visit, or the slip of one that did not take place."`
	Printers     printersCmd       `cmd:"" help:"Set printers up: find, add, test, and say what they are for."`
	Queue        queueCmd          `cmd:"" help:"Look after what waits to be printed."`
	CheckReceipt checkReceiptCmd   `cmd:"" help:"Verify the proof on a deposit receipt, with no network."`
	Sync         syncCmd           `cmd:"" help:"Exchange with HQ until everything is sent and received."`
	Carry        carryCmd          `cmd:"" help:"Write what other devices of the site lack into a file, for when HQ is away."`
	Take         takeCmd           `cmd:"" help:"Take in what another device of the site wrote into a file."`
	Meet         meetCmd           `cmd:"" help:"Exchange once with other devices of the shop over the local network."`
	Share        shareCmd          `cmd:"" help:"Exchange with other devices of the shop over the local network, until stopped."`
	Fleet        fleetCmd          `cmd:"" help:"The devices of the shops, by HQ: list, invite, revoke."`
	Fetch        fetchCmd          `cmd:"" help:"Get the history of a repair that is here in short from HQ."`
	Prune        pruneCmd          `cmd:"" help:"Let the histories of closed repairs go; HQ keeps them."`
	Status       statusCmd         `cmd:"" help:"Say how this device stands."`
	Verify       verifyCmd         `cmd:"" help:"Prove that the store is whole."`
	Repair       repairCmd         `cmd:"" help:"Put a damaged store aside and build it anew."`
}

// run is what each command gets.
type run struct {
	cli.Voice
	ctx context.Context
	dir string
	in  io.Reader
}

// open opens the store of --store.
// with opens the store, runs fn and closes it; the first error counts.
func (r *run) with(fn func(d *device.Device) error) error {
	d, err := device.Open(r.ctx, r.dir, device.Options{Log: r.Log, Passphrase: device.PassphraseFromEnv})
	if err != nil {
		return err
	}
	return errors.Join(fn(d), d.Close())
}

func main() {
	badgerstore.RunCheckIfChild()
	os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// Main runs the program and answers its exit code.
func Main(args []string, in io.Reader, out, errOut io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var c commands
	exit := -1
	parser, err := kong.New(&c, kong.Name("etablictl"),
		kong.Description("Établi from the command line. Exit codes: 0 done, 1 unforeseen, 2 wrong usage, 3 bad input, 4 not found, 5 store, 6 not allowed, 7 HQ, 8 damage found."),
		kong.Writers(out, errOut), kong.Exit(func(code int) { exit = code }), kong.Vars{"version": build.Version},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}), kong.Help(help))
	if err != nil {
		return cli.Failed
	}
	parsed, err := parser.Parse(args)
	if exit >= 0 {
		return exit
	}
	r := &run{ctx: ctx, dir: c.Store, in: in, Voice: cli.Voice{
		Out: out, Err: errOut, JSON: c.JSON, Words: lang.For(c.Lang), Log: logger(errOut, c.Verbose),
	}}
	if err != nil {
		asJSON, tag := cli.Heard(args)
		r.JSON, r.Words = asJSON, lang.For(tag)
		return r.Misused(err)
	}
	if err := parsed.Run(r); err != nil {
		return r.Complain(err)
	}
	return cli.OK
}

// logger tells everything, or only what nobody foresaw.
func logger(w io.Writer, verbose bool) *slog.Logger {
	level := slog.LevelError
	if verbose {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level}))
}
