package device

import (
	"context"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"

	"etabli/app/service"
	"etabli/printing/spool"
	"etabli/storage"
	"etabli/storage/blob"
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// clear clears away, before anything works with the store, what erasures left
// behind: in the outbox, in files, in the print queue, and at last on the disk,
// by a copy of the store under a new key. Whatever fails is tried again when the
// device is opened next.
func (d *Device) clear(ctx context.Context) error {
	n, done, err := Uncleared(ctx, d.store)
	if err != nil || n == done.Erasures {
		return err
	}
	if err := d.sweep(ctx); err != nil {
		return err
	}
	if err := d.forgetPrints(ctx); err != nil {
		return err
	}
	outbox, key := filepath.Join(d.dir, outboxDir), journal.Key(d.vault.OutboxKey())
	if err := journal.ForgetOutbox(ctx, d.store, outbox, key); err != nil {
		return err
	}
	if err := d.store.Renew(ctx, heldTo); err != nil {
		d.log.Warn("the store was not copied after an erasure", "error", err)
		if d.store.View(ctx, func(storage.Reader) error { return nil }) != nil {
			return err // another program took the store between its closing and the copy
		}
	}
	return nil
}

// heldTo is up to where a device holds HQ's log.
func heldTo(r storage.Reader) (uint64, error) {
	raw, err := journal.CursorOf(r)
	if err != nil {
		return 0, err
	}
	progress, err := wire.ParseProgress(raw)
	return progress.Cursor.Position, err
}

// KeepCleared copies the store in the night after an erasure; see Store.
func (d *Device) KeepCleared(ctx context.Context) { d.store.KeepCleared(ctx, heldTo, d.ForgetErased) }

// ForgetErased clears away, while the device works, what it can of what erasures
// left behind; the rest waits for the next opening.
func (d *Device) ForgetErased(ctx context.Context) error {
	n, done, err := Uncleared(ctx, d.store)
	if err != nil || n == done.Erasures || n == d.swept.Load() {
		return err
	}
	if err := errors.Join(d.sweep(ctx), d.Log.ForgetErased(ctx)); err != nil {
		return err
	}
	d.swept.Store(n)
	return nil
}

// KeepErasing does what erasures ask of this device, until ctx ends: a shop alone
// goes on erasing whom nothing holds back any more. More is what else is to be
// forgotten.
func (d *Device) KeepErasing(ctx context.Context, more func(context.Context) error) {
	service.KeepErasing(ctx, d.Log.Watch, func(ctx context.Context) error {
		if _, err := d.App.GoOnErasing(ctx); err != nil {
			return err
		}
		return errors.Join(d.ForgetErased(ctx), more(ctx))
	}, func(err error) { d.log.Warn("erasures", "error", err) })
}

// erasedBlobs lists the attachments that were erased, by their hashes.
func (d *Device) erasedBlobs(ctx context.Context) (hashes [][]byte, err error) {
	err = d.store.View(ctx, func(r storage.Reader) (err error) {
		hashes, err = d.Views.GoneBlobs(r)
		return err
	})
	return hashes, err
}

// sweep deletes the files of attachments that were erased.
func (d *Device) sweep(ctx context.Context) error {
	gone, err := d.erasedBlobs(ctx)
	for _, hash := range gone {
		err = errors.Join(err, d.blobs.Delete(hex.EncodeToString(hash)))
	}
	return err
}

// forgetPrints deletes what of the print queue is about somebody who was erased.
func (d *Device) forgetPrints(ctx context.Context) error {
	at := filepath.Join(d.dir, spoolDir)
	if _, err := os.Stat(at); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	payloads, err := blob.Open(at, blob.Key(d.vault.SpoolKey()))
	if err != nil {
		return err
	}
	gone, err := d.erasedSubjects(ctx)
	if err != nil {
		return err
	}
	return spool.Erase(ctx, d.store, payloads, func(entity []byte) bool { return gone[string(entity)] })
}

// erasedSubjects are the entities about which something was erased.
func (d *Device) erasedSubjects(ctx context.Context) (gone map[string]bool, err error) {
	gone = map[string]bool{}
	err = d.store.View(ctx, func(r storage.Reader) error {
		return journal.EachErased(r, func(subject journal.EntityID, _ journal.Purpose) error {
			gone[string(subject[:])] = true
			return nil
		})
	})
	return gone, err
}
