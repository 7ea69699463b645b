package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"etabli/app/service"
	"etabli/app/views"
	"etabli/cmd/internal/device"
	"etabli/storage/journal"
)

// many measures a shop of many years: a new device that gets what is over in stubs,
// one that gets all of it, a commit, views built anew, and HQ after a kill.
func (b *bench) many(ctx context.Context) error {
	hq, err := b.serveHQ(ctx, "hq-years", "--history-days", "0")
	if err != nil {
		return err
	}
	err = b.years(ctx, hq)
	if err == nil {
		err = b.newcomers(ctx, hq)
	}
	if err = errors.Join(err, hq.stop()); err != nil {
		return err
	}
	return b.million(ctx)
}

// years fills an HQ with repairs, of which most are over, and makes them safe there.
func (b *bench) years(ctx context.Context, hq *servedHQ) error {
	over := b.sizes.Years - b.sizes.Open
	if err := b.importAt(ctx, hq, "years", over); err != nil {
		return err
	}
	d, err := device.Open(ctx, filepath.Join(b.work, "years"), device.Options{Hasty: true})
	if err != nil {
		return err
	}
	err = b.moreOfEach(ctx, d)
	for n := 0; n < b.sizes.Open && err == nil; n++ {
		err = b.life(ctx, d, n, 0)
	}
	if err = errors.Join(err, d.Close()); err != nil {
		return err
	}
	if d, err = device.Open(ctx, filepath.Join(b.work, "years"), device.Options{}); err != nil {
		return err
	}
	if err = errors.Join(d.Replica().Once(ctx), d.Close()); err != nil {
		return err
	}
	_, err = b.program(ctx, "etabli-hq", "--dir", hq.dir, "backup", filepath.Join(b.work, "years.backup"))
	return err
}

// importAt lets a new device of HQ import rows.
func (b *bench) importAt(ctx context.Context, hq *servedHQ, name string, n int) error {
	code, err := b.invite(ctx, hq, "LIL")
	if err != nil {
		return err
	}
	d, err := device.Enrol(ctx, filepath.Join(b.work, name), code, name, device.Options{})
	if err != nil {
		return err
	}
	if err := d.Close(); err != nil {
		return err
	}
	file := filepath.Join(b.work, "rows.csv")
	if err := b.writeRows(file, n); err != nil {
		return err
	}
	_, err = b.program(ctx, "etablictl", "--store", filepath.Join(b.work, name), "--json", "import", file)
	return errors.Join(err, os.Remove(file))
}

// moreOfEach writes a note on each file that is over, so that there is something to
// leave out.
func (b *bench) moreOfEach(ctx context.Context, d *device.Device) error {
	ids, err := d.App.ListIDs(ctx, views.Filter{Scope: views.Closed})
	if err != nil {
		return err
	}
	for _, id := range ids {
		call, err := d.App.NewCall(journal.EntityID{})
		if err != nil {
			return err
		}
		if _, err := d.App.Note(ctx, call, &service.NoteInput{ID: id, Text: "rappelé, tout va bien"}); err != nil {
			return err
		}
	}
	return nil
}

// newcomers lets new devices join: one with stubs, one with all.
func (b *bench) newcomers(ctx context.Context, hq *servedHQ) error {
	name := fmt.Sprintf("a new device, %d repairs whole and %d in stubs", b.sizes.Open, b.sizes.Years-b.sizes.Open)
	if err := b.newcomer(ctx, hq, "short", name, mostShortS); err != nil {
		return err
	}
	if err := hq.stop(); err != nil {
		return err
	}
	hq.more = nil
	if err := b.startHQ(ctx, hq); err != nil {
		return err
	}
	return b.newcomer(ctx, hq, "whole", fmt.Sprintf("a new device, %d repairs whole", b.sizes.Years), mostWholeS)
}

func (b *bench) newcomer(ctx context.Context, hq *servedHQ, folder, name string, most float64) error {
	code, err := b.invite(ctx, hq, "LIL")
	if err != nil {
		return err
	}
	var took spans
	var d *device.Device
	if err := took.timed(func() (err error) {
		d, err = device.Enrol(ctx, filepath.Join(b.work, folder), code, folder, device.Options{})
		return err
	}); err != nil {
		return err
	}
	counts, err := d.App.Counts(ctx)
	if err == nil && counts.All != b.sizes.Years {
		err = fmt.Errorf("the new device has %d files", counts.All)
	}
	size, failed := folderBytes(filepath.Join(b.work, folder))
	b.report.most(name, took.p50()/1000, most, "s", fmt.Sprintf("enrolment included; usable: list and search are up to date; %s MB of disk", number(size/1e6)))
	return errors.Join(err, failed, d.Close())
}

// million measures what must not grow with the number of repairs.
func (b *bench) million(ctx context.Context) error {
	hq, err := b.serveHQ(ctx, "hq-million")
	if err != nil {
		return err
	}
	return errors.Join(b.millionAt(ctx, hq), hq.stop())
}

func (b *bench) millionAt(ctx context.Context, hq *servedHQ) error {
	if err := b.importAt(ctx, hq, "few", growthFew); err != nil {
		return err
	}
	if err := b.importAt(ctx, hq, "million", b.sizes.Million); err != nil {
		return err
	}
	few, err := b.intakesAt(ctx, filepath.Join(b.work, "few"))
	if err != nil {
		return err
	}
	dir := filepath.Join(b.work, "million")
	all, err := b.intakesAt(ctx, dir)
	if err != nil {
		return err
	}
	b.report.most(fmt.Sprintf("an intake at %d repairs, p50", b.sizes.Million), all.p50()/few.p50(), mostGrowth, fmt.Sprintf("× that at %d", growthFew),
		fmt.Sprintf("%s and %s ms", number(all.p50()), number(few.p50())))
	d, err := device.Open(ctx, dir, device.Options{})
	if err != nil {
		return err
	}
	var built, pushed, restarted spans
	err = built.timed(func() error { return d.RebuildViews(ctx) })
	b.report.most(fmt.Sprintf("views of %d entries built anew, in bulk", b.sizes.Million), built.p50()/1000, mostRebuildS, "s", "nobody working; the old ones are deleted within it")
	err = errors.Join(err, pushed.timed(func() error { return d.Replica().Once(ctx) }), d.Close())
	if err != nil {
		return err
	}
	b.report.said(fmt.Sprintf("push of %d entries", b.sizes.Million), pushed.p50()/1000, "s", fmt.Sprintf("%s entries/s", number(float64(b.sizes.Million)/pushed.p50()*1000)))
	if err := hq.kill(); err != nil {
		return err
	}
	err = restarted.timed(func() error { return b.startHQ(ctx, hq) })
	b.report.most(fmt.Sprintf("HQ with %d entries after kill -9, until it serves", b.sizes.Million), restarted.p50()/1000, mostRestartS, "s", "programs start twice within it")
	return err
}
