package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"etabli/app/domain/fault"
	"etabli/app/views"
	"etabli/cmd/internal/device"
	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/vault"
	"etabli/sync/hub"
)

// The faults of HQ's folder.
const (
	NoHQ      fault.Code = "no_hq"
	HQDamaged fault.Code = "hq_damaged"
)

type verifyCmd struct{ place }

// Run proves every chain HQ holds and the log hash from its first position on.
func (c *verifyCmd) Run(r *run) error {
	if _, err := os.Stat(filepath.Join(r.dir, storeDir)); err != nil && c.StoreURL == "" {
		return fault.New(NoHQ, "dir").Because(err)
	}
	v, err := openVault(r.dir)
	if err != nil {
		return err
	}
	report, err := c.look(r, v)
	if err != nil {
		return err
	}
	err = r.Answer(report, func(w io.Writer) {
		for _, f := range report.Faults {
			fmt.Fprintf(w, "%s: %s\n", f.Place, f.What)
		}
		fmt.Fprintln(w, r.Words.T("ctl.verified", "entries", r.Words.Number(report.Entries), "chains", r.Words.Number(report.Chains), "segments", r.Words.Number(report.Segments)))
	})
	if err == nil && len(report.Faults) > 0 {
		err = fault.New(HQDamaged, "dir")
	}
	return err
}

// look proves the rows, their order and the files they lie in.
func (c *verifyCmd) look(r *run, v *vault.Vault) (journal.Report, error) {
	store, err := c.open(r.ctx, r.dir, v, r.Log)
	if errors.Is(err, storage.ErrDamaged) {
		return journal.Report{Faults: []journal.Fault{device.StoreFault(err)}}, nil
	}
	if err != nil {
		return journal.Report{}, explain(err)
	}
	report, err := prove(r, v, store)
	if embedded, ok := store.(*device.Store); ok {
		err = device.Scrub(r.ctx, embedded, &report, err)
	}
	return report, errors.Join(err, store.Close())
}

// prove proves the rows and their order.
func prove(r *run, v *vault.Vault, store storage.Store) (journal.Report, error) {
	report, err := journal.Verify(r.ctx, store, "", journal.Key(v.OutboxKey()))
	if err == nil {
		var order hub.Report
		order, err = hub.Verify(r.ctx, store)
		for _, what := range order.Problems {
			report.Faults = append(report.Faults, journal.Fault{Place: "order", What: what})
		}
		report.More += order.Found - len(order.Problems)
	}
	if err == nil && len(report.Faults) == 0 { // over sound rows only
		err = views.ProveAll(r.ctx, store, &report)
	}
	return report, err
}
