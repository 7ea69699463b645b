package device

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/badgerstore"
	"etabli/storage/journal"
)

// Verify proves the store and the outbox of a folder, with no log open on
// them. Files that are damaged are in the report; an error says that it could
// not look.
func Verify(ctx context.Context, dir string, o Options) (journal.Report, error) {
	d, err := openKeys(dir, o)
	if err != nil {
		return journal.Report{}, err
	}
	return d.verify(ctx, o, filepath.Join(dir, outboxDir), views.ProveAll)
}

// openKeys opens what every other part of a folder depends on.
func openKeys(dir string, o Options) (*Device, error) {
	c, err := loadConfig(dir)
	if err != nil {
		return nil, err
	}
	v, err := openVault(dir, o)
	if err != nil {
		return nil, err
	}
	d := &Device{dir: dir, log: o.Log, vault: v, config: c}
	return d, d.openMember()
}

// verify proves the store, its outbox unless that is empty, and what the trade
// asks of its entries.
func (d *Device) verify(ctx context.Context, o Options, outbox string, trade ...func(context.Context, storage.Store, *journal.Report) error) (journal.Report, error) {
	store, err := OpenStore(ctx, d.dir, d.vault, badgerstore.Tablet, o.Log)
	if errors.Is(err, storage.ErrDamaged) {
		return journal.Report{Faults: []journal.Fault{StoreFault(err)}}, nil
	}
	if err != nil {
		return journal.Report{}, Explain(err)
	}
	report, err := journal.Verify(ctx, store, outbox, journal.Key(d.vault.OutboxKey()))
	for _, prove := range trade {
		if err == nil && len(report.Faults) == 0 { // over sound rows only
			err = prove(ctx, store, &report)
		}
	}
	return report, errors.Join(Scrub(ctx, store, &report, err), store.Close())
}

// Scrub adds to a report what is wrong with the files of its store. err is how
// the proof of the rows ended; damage that kept it from looking is reported too.
func Scrub(ctx context.Context, store *Store, report *journal.Report, err error) error {
	if err == nil {
		err = store.Scrub(ctx)
	}
	if errors.Is(err, storage.ErrDamaged) {
		report.Faults = append(report.Faults, StoreFault(err))
		return nil
	}
	return err
}

// StoreFault is damage that shows in the files of a store, not in its rows.
func StoreFault(err error) journal.Fault {
	return journal.Fault{Place: "store files", What: err.Error()}
}

// Repaired is what a repair did.
type Repaired struct {
	// Aside are the folders that were put aside; nothing is deleted.
	Aside []string `json:"aside,omitempty"`
	// Restored counts the entries that store and outbox gave each other.
	Restored int `json:"restored"`
	// Missing counts entries that neither has; the next exchange with HQ brings
	// those that HQ had acknowledged.
	Missing uint64 `json:"missing,omitempty"`
}

// Repair builds what is damaged anew: a store from the outbox, an outbox from
// the store. What HQ has comes back with the next exchange. Where nothing is
// damaged only the views are made anew.
func Repair(ctx context.Context, dir string, o Options) (out Repaired, err error) {
	d, err := openKeys(dir, o)
	if err != nil {
		return out, err
	}
	report, err := d.verify(ctx, o, "")
	if err != nil {
		return out, err
	}
	if len(report.Faults) > 0 {
		aside, err := badgerstore.MoveAside(filepath.Join(dir, storeDir))
		if err != nil {
			return out, err
		}
		out.Aside = append(out.Aside, aside)
		if err := out.reopen(ctx, dir, o); err != nil {
			return out, err
		}
	}
	return out, out.repairOutbox(ctx, d, o)
}

// repairOutbox lets a whole store write a damaged outbox anew. A store that
// misses something keeps the outbox for what may still be read from it.
func (out *Repaired) repairOutbox(ctx context.Context, d *Device, o Options) error {
	report, err := d.verify(ctx, o, "")
	if err != nil || len(report.Faults) > 0 {
		return err
	}
	outbox := filepath.Join(d.dir, outboxDir)
	if report, err = d.verify(ctx, o, outbox); err != nil {
		return err
	}
	if len(report.Faults) > 0 {
		aside, err := putAside(outbox)
		if err != nil {
			return err
		}
		out.Aside = append(out.Aside, aside)
	}
	return out.reopen(ctx, d.dir, o)
}

// reopen opens the device, which completes store and outbox from each other,
// and makes the views anew.
func (out *Repaired) reopen(ctx context.Context, dir string, o Options) error {
	d, err := Open(ctx, dir, o)
	if err != nil {
		return err
	}
	opened := d.Log.Opened()
	out.Restored += opened.FromOutbox + opened.FromStore
	out.Missing += opened.Missing
	return errors.Join(d.RebuildViews(ctx), d.Close())
}

// RebuildViews makes the views of an open device anew from its entries.
func (d *Device) RebuildViews(ctx context.Context) error { return d.Views.Rebuild(ctx, d.store, nil) }

// putAside renames a folder to a free name beside it.
func putAside(dir string) (string, error) {
	for n := 1; ; n++ {
		aside := fmt.Sprintf("%s.damaged-%d", dir, n)
		if _, err := os.Lstat(aside); err == nil {
			continue
		}
		return aside, os.Rename(dir, aside)
	}
}
