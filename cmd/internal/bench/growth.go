package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"etabli/app/service"
	"etabli/cmd/internal/device"
	"etabli/storage/journal"
)

// growth measures what grows with a shop: a commit, the disk, the rebuilding of views.
func (b *bench) growth(ctx context.Context) error {
	const few, steps = growthFew, 5
	small := filepath.Join(b.work, "small")
	d, err := device.InitAlone(ctx, small, "LIL", "", device.Options{Hasty: true})
	if err != nil {
		return err
	}
	for n := range few {
		if err := b.life(ctx, d, n, steps); err != nil {
			return errors.Join(err, d.Close())
		}
	}
	if err := d.Close(); err != nil {
		return err
	}
	size, err := folderBytes(small)
	if err != nil {
		return err
	}
	b.report.most("disk of a repair of 6 entries, all files of a device", size/few/1000, 6, "kB", fmt.Sprintf("%d repairs, closed", few))
	at1000, err := b.intakesAt(ctx, small)
	if err != nil {
		return err
	}
	atMany, err := b.intakesAt(ctx, b.shop)
	if err != nil {
		return err
	}
	b.report.most(fmt.Sprintf("an intake at %d repairs, p50", b.sizes.Repairs), atMany.p50()/at1000.p50(), mostGrowth, fmt.Sprintf("× that at %d", few),
		fmt.Sprintf("%s and %s ms", number(atMany.p50()), number(at1000.p50())))
	var took spans
	if d, err = device.Open(ctx, b.shop, device.Options{}); err != nil {
		return err
	}
	err = took.timed(func() error { return d.RebuildViews(ctx) })
	b.report.said(fmt.Sprintf("views of %d repairs built anew", b.sizes.Repairs), took.p50()/1000, "s", "in bulk, nobody working; 20 s are wanted for 1,000,000 entries")
	return errors.Join(err, d.Close())
}

// life is a repair of some more entries.
func (b *bench) life(ctx context.Context, d *device.Device, n, steps int) error {
	call, err := d.App.NewCall(journal.EntityID{})
	if err != nil {
		return err
	}
	taken, err := d.App.Receive(ctx, call, intake(n))
	if err != nil {
		return err
	}
	id := taken.Data.(service.Received).ID
	for i := range steps {
		if call, err = d.App.NewCall(journal.EntityID{}); err != nil {
			return err
		}
		model := fmt.Sprintf("M%d-%d", n, i)
		if _, err := d.App.Edit(ctx, call, &service.EditInput{ID: id, Model: &model}); err != nil {
			return err
		}
	}
	return nil
}

// intakesAt measures intakes in a shop.
func (b *bench) intakesAt(ctx context.Context, dir string) (took spans, err error) {
	d, err := device.Open(ctx, dir, device.Options{})
	if err != nil {
		return nil, err
	}
	for n := range b.sizes.Commands {
		var call service.Call
		if call, err = d.App.NewCall(journal.EntityID{}); err != nil {
			break
		}
		if err = took.timed(func() error { _, err := d.App.Receive(ctx, call, intake(n)); return err }); err != nil {
			break
		}
	}
	return took, errors.Join(err, d.Close())
}

// folderBytes is how much the disk gives to the files of a folder.
func folderBytes(dir string) (total float64, err error) {
	err = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			total += float64(onDisk(info))
		}
		return err
	})
	return total, err
}
