// Command etabli-hq is the server every device exchanges with: it orders what
// they record, keeps everything of every site, admits devices and serves the
// customer's page. Its other subcommands talk to the running server.
package main

import (
	"context"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"etabli/app/lang"
	"etabli/cmd/internal/build"
	"etabli/cmd/internal/cli"
	"etabli/storage/badgerstore"
)

// commands is the command line.
type commands struct {
	Dir     string           `help:"Folder of HQ's data." env:"ETABLI_HQ" default:"etabli-hq" type:"path"`
	Lang    string           `help:"Language of messages: fr or en." env:"ETABLI_LANG" default:"fr" enum:"fr,en"`
	JSON    bool             `help:"Answer in JSON, errors too."`
	Version kong.VersionFlag `help:"Print the version."`

	Serve    serveCmd    `cmd:"" help:"Serve devices and the customer's page."`
	Wait     waitCmd     `cmd:"" help:"Wait until the server is ready."`
	Enrol    enrolCmd    `cmd:"" help:"Make a pairing code for a new device."`
	Devices  devicesCmd  `cmd:"" help:"List the devices: last seen, lag, version, clock."`
	Revoke   revokeCmd   `cmd:"" help:"Admit a device no more."`
	Move     moveCmd     `cmd:"" help:"Send a device to another shop: it goes at its next exchange after a backup, with everything handed in."`
	Erase    eraseCmd    `cmd:"" help:"Erase a customer as far as nothing must stay, and say what stays and why."`
	Erasures erasuresCmd `cmd:"" help:"Say how erasures stand: on which device done, where waited for."`
	Clear    clearCmd    `cmd:"" help:"Copy HQ's store under a new key now, so that nothing of what was erased is left in its files; else it happens at night, and at each start."`
	Do       doCmd       `cmd:"" help:"Run a command of the registry at HQ."`
	Ask      askCmd      `cmd:"" help:"Ask a question of the registry at HQ."`
	Link     linkCmd     `cmd:"" help:"Print the addresses of customers' pages, newest first."`
	Status   statusCmd   `cmd:"" help:"Say how HQ stands."`
	Verify   verifyCmd   `cmd:"" help:"Prove that HQ's data is whole; the server must be stopped."`
	Backup   backupCmd   `cmd:"" help:"Write a sealed backup of HQ's store and keys, while it runs or not. Attachments are files beside: devices give them back."`
	Restore  restoreCmd  `cmd:"" help:"Make HQ's data from a backup; then HQ recovers."`
	Recover  recoverCmd  `cmd:"" help:"After a restore: see what devices gave back, and end the recovery."`
	HandIn   handInCmd   `cmd:"" name:"hand-in" help:"Hand in what a lost or revoked device never sent, from a copy of its folder."`
	Held     heldCmd     `cmd:"" help:"List entries that wait for something nobody has handed in."`
	Release  releaseCmd  `cmd:"" help:"Give up what held entries wait for."`

	APIKey      apiKeyCmd      `cmd:"" name:"api-key" help:"Make, list and end keys for other programs."`
	Webhook     webhookCmd     `cmd:"" help:"Say which programs are told what changes."`
	RecoveryKey recoveryKeyCmd `cmd:"" name:"recovery-key" help:"Print the key that opens HQ's data when its folder is lost. Whoever has it has everything."`

	Migrate migrateCmd `cmd:"" help:"Move an embedded HQ, which must be stopped, into an empty PostgreSQL database."`
}

// run is what each command gets.
type run struct {
	cli.Voice
	ctx context.Context
	dir string
	in  io.Reader
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
	parser, err := kong.New(&c, kong.Name("etabli-hq"), kong.Description("Établi's HQ."),
		kong.Writers(out, errOut), kong.Exit(func(code int) { exit = code }), kong.Vars{"version": build.Version},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if err != nil {
		return cli.Failed
	}
	parsed, err := parser.Parse(args)
	if exit >= 0 {
		return exit
	}
	r := &run{ctx: ctx, dir: c.Dir, in: in, Voice: cli.Voice{
		Out: out, Err: errOut, JSON: c.JSON, Words: lang.For(c.Lang),
		Log: slog.New(slog.NewJSONHandler(errOut, &slog.HandlerOptions{Level: slog.LevelInfo})),
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
