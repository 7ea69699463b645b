package replica_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
	"etabli/sync/replica"
)

func TestWhatWasRecordedOfflineReachesEverybodyOfTheSite(t *testing.T) {
	h := newHQ(t, orderFolder{})
	one, two := h.device("LIL"), h.device("LIL")
	for i := range 40 {
		one.commit(i%7, "one")
		two.commit(i%5, "two")
	}
	one.start()
	two.start()
	h.agree(80, one, two)
	one.commit(1, "live")
	h.agree(81, one, two)
	eventually(t, "live", func() bool {
		s := one.replica.Status()
		return s.State == replica.Live && s.Waiting == 0 && s.LastSyncMS > 0 && s.LastErrorCode == ""
	})
}

func TestOnceBringsEverythingAcrossAndEnds(t *testing.T) {
	h := newHQ(t, orderFolder{})
	one, two := h.device("LIL"), h.device("LIL")
	for i := range 1000 {
		one.commit(i%50, "an entry of some length, so that it takes more than one push and more than one page")
	}
	for _, d := range []*device{one, two, one, two} {
		if err := d.once(); err != nil {
			t.Fatal(err)
		}
	}
	h.agree(1000, one, two)
	h.stop()
	var failed *replica.Error
	if err := one.once(); !errors.As(err, &failed) || failed.Code != "unreachable" {
		t.Errorf("with HQ away: %v", err)
	}
}

func TestHQsOwnEntriesReachDevicesAndBoxesOpen(t *testing.T) {
	h := newHQ(t, orderFolder{})
	one, two := h.device("LIL"), h.device("LIL")
	one.start()
	two.start()
	secret := journal.PlainBox{Subject: entity(1).ID, Purpose: journal.Contact, Plain: []byte("06 12 34 56 78")}
	one.commit(1, "with a box", secret)
	h.agree(1, one, two)
	if _, err := h.hub.Commit(context.Background(), commandID(), draft(1, "from the portal", secret)); err != nil {
		t.Fatal(err)
	}
	h.agree(2, one, two)
	for _, d := range []*device{one, two} {
		err := d.log.View(context.Background(), func(r storage.Reader) error {
			history, err := journal.History(r, entity(1))
			if err != nil {
				return err
			}
			for _, e := range history {
				plain, err := journal.OpenBox(r, e.Boxes[0])
				if err != nil || string(plain) != "06 12 34 56 78" {
					t.Errorf("%s: box holds %q, %v", e.Ref(), plain, err)
				}
				if e.Position == 0 || e.Receipt == [16]byte{} || e.ReceivedMS == 0 {
					t.Errorf("%s has no place", e.Ref())
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestAnotherSiteHearsNothing(t *testing.T) {
	h := newHQ(t, orderFolder{})
	lille, paris := h.device("LIL"), h.device("PAR")
	lille.commit(1, "Lille")
	paris.commit(2, "Paris")
	for _, d := range []*device{lille, paris, lille} {
		if err := d.once(); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(states(t, lille.store)); n != 1 {
		t.Errorf("Lille knows %d entities", n)
	}
	if n := len(states(t, paris.store)); n != 1 {
		t.Errorf("Paris knows %d entities", n)
	}
}

func TestADeviceThatWasNeverEnrolledSaysSo(t *testing.T) {
	r := replica.New(replica.Options{})
	if s := r.Status(); s.State != replica.NeverEnrolled {
		t.Errorf("state %q", s.State)
	}
	var failed *replica.Error
	if err := r.Once(t.Context()); !errors.As(err, &failed) || failed.Code != "never_enrolled" {
		t.Errorf("once: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := r.Run(ctx); err != nil {
		t.Error(err)
	}
}

func TestARevokedDeviceIsRefused(t *testing.T) {
	h := newHQ(t, orderFolder{})
	one := h.device("LIL")
	one.start()
	one.commit(1, "before")
	h.agree(1, one)
	if err := h.hub.Revoke(context.Background(), one.member.Identity().ID); err != nil {
		t.Fatal(err)
	}
	eventually(t, "refused", func() bool {
		s := one.replica.Status()
		return s.State == replica.Refused && s.LastErrorCode == "revoked"
	})
	one.commit(1, "after")
	one.stop()
	var failed *replica.Error
	if err := one.once(); !errors.As(err, &failed) || failed.Code != "revoked" {
		t.Errorf("once: %v", err)
	}
	if n := len(h.positions()); n != 1 {
		t.Errorf("HQ took %d entries", n)
	}
}

func TestAnHQThatRestartsIsFoundAgain(t *testing.T) {
	h := newHQ(t, orderFolder{})
	one, two := h.device("LIL"), h.device("LIL")
	one.start()
	two.start()
	one.commit(1, "first")
	h.agree(1, one, two)
	h.stop()
	for range 5 {
		one.commit(1, "while HQ was away")
		two.commit(2, "while HQ was away")
	}
	eventually(t, "offline", func() bool { return one.replica.Status().State == replica.Offline })
	if n := one.waiting(); n != 5 {
		t.Errorf("%d wait", n)
	}
	h.start()
	h.agree(11, one, two)
}

// Goal: a device whose disk came back without its last entries gets them from
// HQ, goes on under a new chain and loses nothing it writes afterwards.
func TestADeviceThatLostItsEndGoesOnUnderANewChain(t *testing.T) {
	h := newHQ(t, orderFolder{})
	one := h.device("LIL")
	for range 5 {
		one.commit(1, "before the loss")
	}
	if err := one.once(); err != nil {
		t.Fatal(err)
	}
	lost := one.log.Chain()
	if err := errors.Join(one.log.Close(), one.store.Close()); err != nil {
		t.Fatal(err)
	}
	one.store, one.outbox = memstore.New(), t.TempDir()
	one.openChain(lost)
	one.start()
	eventually(t, "a new chain begins", func() bool { return one.log.Chain() != lost })
	one.commit(1, "after the loss")
	h.agree(6, one)
	eventually(t, "live", func() bool { return one.replica.Status().State == replica.Live })
}

// Goal: a device whose disk was lost gets its own old entries back, which its
// outbox had let go of long ago, and goes on with its chain.
func TestADeviceThatLostItsPastGetsItBack(t *testing.T) {
	h := newHQ(t, orderFolder{})
	one := h.device("LIL")
	for range 3 {
		one.commit(1, "long ago")
	}
	if err := one.log.Close(); err != nil {
		t.Fatal(err)
	}
	one.openLog()
	one.commit(2, "lately")
	if err := one.once(); err != nil {
		t.Fatal(err)
	}
	chain := one.log.Chain()
	if err := errors.Join(one.log.Close(), one.store.Close(), os.Remove(filepath.Join(one.outbox, "0000000001.seg"))); err != nil {
		t.Fatal(err)
	}
	one.store = memstore.New()
	one.openLog()
	one.commit(3, "before HQ was met again")
	if err := one.once(); err != nil {
		t.Fatal(err)
	}
	h.agree(5, one)
	if one.log.Chain() != chain {
		t.Error("a new chain began")
	}
	if err := one.once(); err != nil {
		t.Fatal(err)
	}
	err := one.log.View(t.Context(), func(r storage.Reader) error {
		gap, err := journal.GapOf(r, chain)
		if gap != 0 {
			t.Errorf("%d is still missing", gap)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// Goal: the views of the product come out the same at HQ and on every device.
func TestTheRealViewsAgree(t *testing.T) {
	h := newHQ(t, views.New())
	one, two := h.device("LIL"), h.device("LIL")
	for n := range 20 {
		d := []*device{one, two}[n%2]
		if _, err := d.log.Commit(t.Context(), commandID(), intake(n)); err != nil {
			t.Fatal(err)
		}
	}
	one.start()
	two.start()
	shown := func(s storage.Store, n int) (r views.Repair) {
		err := s.View(t.Context(), func(reader storage.Reader) (err error) {
			r, err = views.New().Repair(reader, entity(n).ID)
			return err
		})
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			t.Fatal(err)
		}
		return r
	}
	for n := range 20 {
		for _, d := range []*device{one, two} {
			eventually(t, "a file is the same as at HQ", func() bool {
				mine, theirs := shown(d.store, n), shown(h.store, n)
				return mine.Fault == "ne tourne plus" && !mine.Tentative && reflect.DeepEqual(mine, theirs)
			})
		}
	}
}

// intake is a command that takes a repair in, as a counter does.
func intake(n int) func(storage.Reader) (*journal.Draft, error) {
	return func(storage.Reader) (*journal.Draft, error) {
		raw, err := journal.MarshalFacts(repair.ReceivedFacts{
			Number: fmt.Sprintf("LIL1-%05d-X7K", n), Site: "LIL", Product: repair.ProductFacts{Label: "Lave-linge"}, ReceivedMS: 1, TokenHash: make([]byte, 32),
		})
		box := journal.PlainBox{Subject: entity(n).ID, Purpose: journal.File}
		if err == nil {
			box.Plain, err = journal.MarshalFacts(repair.FileBox{Fault: "ne tourne plus"})
		}
		return &journal.Draft{
			Kind: journal.Kind(kind.RepairReceived), Version: 1, OldestReader: 1,
			Entities: []journal.Entity{entity(n)}, Facts: raw, Boxes: []journal.PlainBox{box},
		}, err
	}
}
