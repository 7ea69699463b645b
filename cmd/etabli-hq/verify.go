package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/cli"
	"etabli/storage/journal"
	"etabli/sync/hub"
)

// NoHQ says that a folder holds no HQ.
const NoHQ fault.Code = "no_hq"

type verifyCmd struct{}

// Run proves every chain HQ holds and the log hash from its first position on.
func (c *verifyCmd) Run(r *run) error {
	if _, err := os.Stat(filepath.Join(r.dir, storeDir)); err != nil {
		return fault.New(NoHQ, "dir").Because(err)
	}
	v, err := openVault(r.dir)
	if err != nil {
		return err
	}
	store, err := openStore(r.ctx, r.dir, v, r.Log)
	if err != nil {
		return err
	}
	report, err := journal.Verify(r.ctx, store, "", journal.Key(v.OutboxKey()))
	if err == nil {
		var order hub.Report
		order, err = hub.Verify(r.ctx, store)
		for _, what := range order.Problems {
			report.Faults = append(report.Faults, journal.Fault{Place: "order", What: what})
		}
		report.More += order.Found - len(order.Problems)
	}
	if err := errors.Join(err, store.Close()); err != nil {
		return err
	}
	err = r.Answer(report, func(w io.Writer) {
		for _, f := range report.Faults {
			fmt.Fprintf(w, "%s: %s\n", f.Place, f.What)
		}
		fmt.Fprintln(w, r.Words.T("ctl.verified", "entries", fmt.Sprint(report.Entries), "chains", fmt.Sprint(report.Chains), "segments", fmt.Sprint(report.Segments)))
	})
	if err == nil && len(report.Faults) > 0 {
		err = fault.New(cli.DamageFound, "", "n", fmt.Sprint(len(report.Faults)+report.More))
	}
	return err
}
