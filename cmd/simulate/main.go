// Command simulate runs whole fleets and HQ in one process on virtual time, with
// faults drawn from a seed, and checks afterwards that nothing is lost, doubled
// or different anywhere. A seed that fails prints the line that replays it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"etabli/sync/sim"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "simulate:", err)
		os.Exit(1)
	}
}

var errFailed = errors.New("an invariant does not hold")

// asked is what the command line says.
type asked struct {
	first, last uint64
	options     sim.Options
	jobs        int
	loud        bool
}

func parse(args []string) (a asked, err error) {
	flags := flag.NewFlagSet("simulate", flag.ContinueOnError)
	seed := flags.Uint64("seed", 1, "the seed to run")
	seeds := flags.String("seeds", "", "seeds to run, such as 1..500, instead of one")
	faults := flags.String("faults", "all", "faults to inject: all, none, a list, or names after a minus to leave out")
	mutant := flags.String("mutant", "", "a bug to plant")
	flags.IntVar(&a.options.Steps, "steps", sim.DefaultSteps, "events before the healing")
	flags.IntVar(&a.jobs, "jobs", runtime.NumCPU(), "seeds that run at once")
	flags.BoolVar(&a.options.Badger, "badger", false, "let stores be real files")
	flags.BoolVar(&a.loud, "v", false, "print every event")
	if err := flags.Parse(args); err != nil {
		return a, err
	}
	a.options.Mutant = sim.Mutant(*mutant)
	if *faults != "all" {
		if a.options.Faults, err = sim.ParseFaults(*faults); err != nil {
			return a, err
		}
	}
	a.first, a.last = *seed, *seed
	if *seeds != "" {
		from, to, found := strings.Cut(*seeds, "..")
		var errFrom, errTo error
		a.first, errFrom = strconv.ParseUint(from, 10, 64)
		a.last, errTo = strconv.ParseUint(to, 10, 64)
		if !found || errFrom != nil || errTo != nil || a.last < a.first {
			return a, fmt.Errorf("seeds are written as 1..500, not %q", *seeds)
		}
	}
	return a, nil
}

// outcome is how one seed ended.
type outcome struct {
	seed   uint64
	result sim.Result
	err    error
}

func run(ctx context.Context, args []string, out io.Writer) error {
	a, err := parse(args)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	if a.loud {
		a.options.Trace, a.jobs = out, 1
	}
	began := time.Now()
	failed, seeds, steps := 0, 0, 0
	for o := range outcomes(ctx, a) {
		seeds++
		steps += o.result.Steps
		if o.err == nil {
			report(out, a, o)
			continue
		}
		failed++
		tell(out, o)
	}
	took := time.Since(began).Seconds()
	fmt.Fprintf(out, "%d seeds, %d failed, %d steps in %.1f s: %.0f steps/s\n", seeds, failed, steps, took, float64(steps)/took)
	if failed > 0 {
		return errFailed
	}
	return ctx.Err()
}

// outcomes runs the seeds, several at once, and tells how each ended.
func outcomes(ctx context.Context, a asked) <-chan outcome {
	seeds, done := make(chan uint64), make(chan outcome)
	go func() {
		defer close(seeds)
		for seed := a.first; seed <= a.last && seed >= a.first && ctx.Err() == nil; seed++ {
			seeds <- seed
		}
	}()
	var running sync.WaitGroup
	for range max(1, a.jobs) {
		running.Go(func() {
			for seed := range seeds {
				o := a.options
				o.Seed = seed
				r, err := sim.Run(ctx, o)
				done <- outcome{seed, r, err}
			}
		})
	}
	go func() {
		running.Wait()
		close(done)
	}()
	return done
}

func report(out io.Writer, a asked, o outcome) {
	if a.first != a.last {
		return
	}
	r := o.result
	fmt.Fprintf(out, "seed %d: %d devices, %d commands answered, %d entries, %d items, %s of virtual time, %d steps\n",
		o.seed, r.Devices, r.Acts, r.Entries, r.Items, time.Duration(r.VirtualMS)*time.Millisecond, r.Steps)
	fmt.Fprintf(out, "what happened: %v\ntrace %x\n", r.Faults, r.Hash)
}

func tell(out io.Writer, o outcome) {
	var failure *sim.Failure
	if !errors.As(o.err, &failure) {
		fmt.Fprintf(out, "seed %d: %v\n", o.seed, o.err)
		return
	}
	for _, line := range failure.Tail {
		fmt.Fprintln(out, line)
	}
	fmt.Fprintf(out, "seed %d: %v\n\n", o.seed, failure)
}
