package device

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/enrol"
)

// A device that HQ moves to another shop begins anew there, in a folder beside its own:
// with a code, numbers, a till and keys of that shop. Its former folder goes as a whole,
// once HQ can lose nothing of it; until then the device works where it is.

// What a move waits for.
const (
	MoveUnsent = "unsent" // something recorded here has not reached HQ
	MoveTill   = "till"   // the day of the till is not closed
	MoveBackup = "backup" // HQ could still lose what this device holds: it makes a backup first
)

// Move says to which shop HQ sends this device.
type Move struct {
	To    string `json:"to"`
	Waits string `json:"waits,omitempty"` // see MoveUnsent and others
}

// nextDir is where a device joins its new shop, formerDir what is left of the old.
func nextDir(dir string) string   { return filepath.Clean(dir) + ".next" }
func formerDir(dir string) string { return filepath.Clean(dir) + ".former" }

// Relocate moves a device that has exchanged with HQ to the shop where it belongs, if
// that is another one and nothing stands against it. It answers the device to go on
// with: the same, or the new one; then the old one is closed and its folder gone.
func Relocate(ctx context.Context, d *Device, o Options) (*Device, error) {
	to := d.LearnMove(ctx)
	if to == "" {
		return d, nil
	}
	move, err := d.moving(ctx, to)
	d.move.Store(move)
	if err != nil || move.Waits != "" {
		return d, err
	}
	next, err := d.join(ctx, o)
	if err != nil {
		return d, err
	}
	if err := d.member.Leave(ctx); err != nil && !errors.Is(err, enrol.ErrRevoked) {
		return d, errors.Join(explainSync(err), next.Close())
	}
	if err := next.Close(); err != nil {
		return d, Explain(err)
	}
	return d.settled(ctx, o)
}

// LearnMove asks HQ where this device belongs. It answers the other shop to which HQ
// sends it, empty when it stays, or when HQ is not there.
func (d *Device) LearnMove(ctx context.Context) (to string) {
	if d.member == nil {
		return ""
	}
	to, err := d.member.Belongs(ctx)
	if err != nil {
		d.log.Info("where this device belongs is not known", "error", err)
		return ""
	}
	if to == "" {
		d.move.Store(nil)
	} else {
		d.move.Store(&Move{To: to})
	}
	return to
}

// Move is where HQ sends this device, as it was last heard; nil when it stays.
func (d *Device) Move() *Move { return d.move.Load() }

// SyncAndMove exchanges with HQ once, and then moves the device if HQ sends it to another
// shop. It answers the device to go on with, nil when none is open any more.
func SyncAndMove(ctx context.Context, d *Device, o Options) (*Device, error) {
	err := d.SyncOnce(ctx)
	if errors.Is(err, fault.New(Revoked, "")) && Exists(nextDir(d.dir)) {
		return d.settled(ctx, o) // it had left before the move broke off
	}
	if err != nil {
		return d, err
	}
	return Relocate(ctx, d, o)
}

// settled goes on in the folder of the new shop.
func (d *Device) settled(ctx context.Context, o Options) (*Device, error) {
	dir := d.dir
	if err := d.Close(); err != nil {
		return nil, Explain(err)
	}
	if err := settle(dir); err != nil {
		return nil, Explain(err)
	}
	return Open(ctx, dir, o)
}

// moving gives back what this device may not take along, and tells what stands against
// its move.
func (d *Device) moving(ctx context.Context, to string) (*Move, error) {
	m := &Move{To: to}
	if day, err := d.App.TillNow(ctx, &service.Practice{}); err == nil && day.Open {
		m.Waits = MoveTill
		return m, nil
	}
	if n, err := d.App.ReturnAll(ctx); err != nil {
		return m, err
	} else if n > 0 {
		if err := d.exchange(ctx); err != nil {
			return m, err
		}
	}
	waiting, _, err := d.Log.Waiting(ctx)
	if err != nil {
		return m, service.Explain(err)
	}
	photos, err := d.Attachments(nil).Once(ctx)
	if err != nil {
		return m, explainAttach(err)
	}
	safe, unsent := false, waiting > 0 || photos.ToSend > 0
	err = d.store.View(ctx, func(r storage.Reader) error {
		voids, err := journal.Voids(r)
		if err != nil {
			return err
		}
		unsent = unsent || voids > 0
		safe, err = journal.AllStable(r)
		return err
	})
	switch {
	case err != nil:
		return m, service.Explain(err)
	case unsent:
		m.Waits = MoveUnsent
	case !safe:
		m.Waits = MoveBackup
	}
	return m, nil
}

// join joins the new shop in the folder beside, or goes on where that broke off.
func (d *Device) join(ctx context.Context, o Options) (*Device, error) {
	dir := nextDir(d.dir)
	if Exists(dir) {
		return Open(ctx, dir, o)
	}
	if err := os.RemoveAll(dir); err != nil { // it broke off before HQ had admitted it
		return nil, fault.New(FolderDenied, "store").Because(err)
	}
	invite, err := d.member.MoveInvite(ctx)
	if err != nil {
		return nil, explainSync(err)
	}
	return Enrol(ctx, dir, invite.String(), d.Name(), o)
}

// settle puts the folder of the new shop in the place of the old one, which goes. What
// broke off in between is ended.
func settle(dir string) error {
	next, former := nextDir(dir), formerDir(dir)
	if Exists(next) {
		if Exists(dir) {
			if err := os.Rename(dir, former); err != nil {
				return err
			}
		}
		if err := os.Rename(next, dir); err != nil {
			return err
		}
	}
	return os.RemoveAll(former)
}

// resettle ends a move that broke off after the device had left its former shop: its
// folder is the one that is not there any more, or is still to go.
func resettle(dir string) error {
	if Exists(dir) {
		return os.RemoveAll(formerDir(dir))
	}
	return settle(dir)
}
