// Command bench measures what Établi promises about speed and memory, on the
// machine it runs on, and prints one table. Times of a disk are given beside
// the time of a bare append and fsync that was taken in the same run, because
// only their ratio means the same on another disk.
//
// It drives the programs that people run: imports go through etablictl,
// devices exchange through a serving etabli-hq.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"etabli/storage/badgerstore"
)

func main() {
	badgerstore.RunCheckIfChild()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// options are what a run is told.
type options struct {
	programs string // folder of etablictl and etabli-hq
	data     string // file of real repairs; empty for the sample
	work     string // folder for stores, on the disk to be measured
	only     string // one part alone
	profiles string // folder for CPU profiles
	short    bool
	asJSON   bool
	tickets  string // file to write the tickets to
	peer     string // file of another program's figures
	cold     string // a device's folder: be the process of a cold opening
}

func parse(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.StringVar(&o.programs, "programs", "bin", "folder of etablictl and etabli-hq")
	flags.StringVar(&o.data, "data", "", "file of Open Repair Data; the sample that is shipped when empty")
	flags.StringVar(&o.work, "work", "", "folder for stores, on the disk to be measured; a temporary one when empty")
	flags.StringVar(&o.only, "only", "", "one part alone: import, memory, commands, list, search, live, growth, fleet, writers or idle; page or many, which only run alone")
	flags.StringVar(&o.tickets, "tickets", "", "write the tickets of the fleet to a file, one a line, and do nothing else")
	flags.StringVar(&o.peer, "peer", "", "figures of another program on the same tickets, as its script wrote them")
	flags.StringVar(&o.profiles, "profiles", "", "folder for a CPU profile of each part")
	flags.BoolVar(&o.short, "short", false, "small sizes, to see that the benchmark works; its figures mean nothing")
	flags.BoolVar(&o.asJSON, "json", false, "print the figures as JSON")
	flags.StringVar(&o.cold, "cold", "", "for the program's own use")
	err := flags.Parse(args)
	return o, err
}

func run(ctx context.Context, args []string) error {
	o, err := parse(args)
	if err != nil {
		return err
	}
	// The store's key lies in a file: asking a keyring is no part of any figure.
	if err := os.Setenv("ETABLI_KEYRING", "off"); err != nil {
		return err
	}
	if o.cold != "" {
		return openCold(ctx, o.cold)
	}
	if o.tickets != "" {
		return writeTickets(o.tickets, fullSizes.Tickets)
	}
	b, err := newBench(o)
	if err != nil {
		return err
	}
	defer b.clean()
	if err := b.measure(ctx); err != nil {
		return err
	}
	if o.asJSON {
		return json.NewEncoder(os.Stdout).Encode(b.report)
	}
	return b.report.write(os.Stdout)
}

// bench is one run.
type bench struct {
	options
	sizes  sizes
	report report
	shop   string // folder of the device with many repairs
	made   bool   // work is ours to remove
}

func newBench(o options) (*bench, error) {
	b := &bench{options: o, sizes: fullSizes}
	if o.short {
		b.sizes = shortSizes
	}
	var err error
	if b.programs, err = filepath.Abs(o.programs); err != nil {
		return nil, err
	}
	if b.work == "" {
		if b.work, err = os.MkdirTemp("", "etabli-bench-"); err != nil {
			return nil, err
		}
		b.made = true
	}
	b.shop = filepath.Join(b.work, "shop")
	b.report = newReport(b.sizes, o.data)
	return b, os.MkdirAll(b.work, 0o700)
}

func (b *bench) clean() {
	if b.made {
		_ = os.RemoveAll(b.work)
	}
}

// Parts that only run alone.
const (
	loadPart = "page" // needs the network for its load tool and minutes for its repairs
	manyPart = "many" // takes half an hour
)

// part is one group of lines of the table.
type part struct {
	name  string
	needs bool // the shop with many repairs
	run   func(ctx context.Context) error
}

func (b *bench) measure(ctx context.Context) error {
	for _, p := range []part{
		{"import", false, b.imports},
		{"memory", false, b.memory},
		{"commands", true, b.commands},
		{"list", true, b.list},
		{"search", true, b.search},
		{"live", false, b.live},
		{"growth", true, b.growth},
		{"fleet", false, b.fleet},
		{"writers", false, b.writers},
		{"idle", false, b.idle},
		{loadPart, false, b.pages},
		{manyPart, false, b.many},
	} {
		if b.only != "" && b.only != p.name || b.only == "" && (p.name == loadPart || p.name == manyPart) {
			continue
		}
		if p.needs {
			if err := b.needShop(ctx); err != nil {
				return err
			}
		}
		fmt.Fprintf(os.Stderr, "measuring %s…\n", p.name)
		if err := b.profiled(ctx, p); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	b.report.end()
	return nil
}
