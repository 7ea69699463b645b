package device

import (
	"context"
	"errors"
	"path/filepath"

	"etabli/storage/badgerstore"
	"etabli/storage/journal"
)

// Verify proves the store and the outbox of a folder, with no log open on
// them. A store that cannot be opened is itself what was found.
func Verify(ctx context.Context, dir string, o Options) (journal.Report, error) {
	if _, err := loadConfig(dir); err != nil {
		return journal.Report{}, err
	}
	v, err := openVault(dir, o)
	if err != nil {
		return journal.Report{}, err
	}
	store, err := openStore(ctx, dir, v, o)
	if err != nil {
		return journal.Report{}, err
	}
	report, err := journal.Verify(ctx, store, filepath.Join(dir, outboxDir), journal.Key(v.OutboxKey()))
	return report, errors.Join(err, store.Close())
}

// Repair puts a damaged store aside and builds a new one from the outbox; what
// HQ has comes back with the next exchange. It answers where the old store
// lies and how many entries the outbox gave back.
func Repair(ctx context.Context, dir string, o Options) (aside string, restored int, err error) {
	if _, err := loadConfig(dir); err != nil {
		return "", 0, err
	}
	if _, err := openVault(dir, o); err != nil {
		return "", 0, err // without its keys no new store could be built
	}
	aside, err = badgerstore.MoveAside(filepath.Join(dir, storeDir))
	if err != nil {
		return "", 0, err
	}
	d, err := Open(ctx, dir, o)
	if err != nil {
		return aside, 0, err
	}
	restored = d.Log.Opened().FromOutbox
	return aside, restored, d.Close()
}

// Rebuild makes the views anew from the journal.
func (d *Device) Rebuild(ctx context.Context) error {
	return d.Views.Rebuild(ctx, d.store, nil)
}
