package journal_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"etabli/storage"
	"etabli/storage/faultstore"
	"etabli/storage/journal"
	"etabli/storage/memstore"
)

func itemsOf(entries []*journal.Entry, from uint64) []journal.PageItem {
	items := make([]journal.PageItem, len(entries))
	for i, e := range entries {
		items[i] = journal.PageItem{Entry: e, Ref: e.Ref(), Position: from + uint64(i), ReceivedMS: 1_000, Receipt: [16]byte{byte(i), 1}}
	}
	return items
}

func TestAPageTakesEffectAsAWholeAndOnce(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	d.commit(1, repair)
	entries := chainOf(chainB, 10, repair)
	box, err := journal.Seal(bytes.NewReader(make([]byte, 24)), journal.Key{7}, repair.ID, journal.File, []byte("hidden"))
	if err != nil {
		t.Fatal(err)
	}
	entries[0].Boxes = []journal.Box{box}
	page := journal.Page{
		Items:  append(itemsOf(entries, 1), journal.PageItem{Ref: journal.Ref{Chain: log.Chain(), Seq: 1}, Position: 11, ReceivedMS: 2_000}),
		Keys:   []journal.KeyRow{{Subject: repair.ID, Purpose: journal.File, Key: journal.Key{7}}},
		Cursor: []byte("eleven"),
	}
	for _, want := range []journal.Received{{New: 10, Placed: 1}, {Repeated: 10, Placed: 11}} {
		got, err := log.ReceivePage(t.Context(), page)
		if err != nil || got.New != want.New || got.Placed != want.Placed || got.Repeated != want.Repeated {
			t.Fatalf("%+v, %v; want %+v", got, err, want)
		}
	}
	if cursor, err := log.Cursor(t.Context()); err != nil || string(cursor) != "eleven" {
		t.Fatalf("cursor %q, %v", cursor, err)
	}
	if n, _, err := log.Waiting(t.Context()); n != 0 || err != nil {
		t.Fatalf("%d wait, %v: the page acknowledges the own entry", n, err)
	}
	view(t, d.store, func(r storage.Reader) error {
		history, err := journal.History(r, repair)
		if err != nil || len(history) != 11 || history[10].Position != 11 || history[3].Receipt != [16]byte{3, 1} {
			t.Errorf("history of %d, %v", len(history), err)
		}
		if plain, err := journal.OpenBox(r, history[0].Boxes[0]); err != nil || string(plain) != "hidden" {
			t.Errorf("box %q, %v", plain, err)
		}
		n, err := counted(r, repair)
		if n != 11 {
			t.Errorf("folded %d", n)
		}
		return err
	})
	d.close()
	d.verified()
}

func TestAPageThatIsTooBigForATransactionComesInParts(t *testing.T) {
	d := newDevice(t)
	d.limits = []memstore.Option{memstore.WithLimits(storage.Limits{KeyBytes: 100, ValueBytes: 64 << 10, TxBytes: 10_000, TxKeys: 60})}
	log := d.open()
	page := journal.Page{Items: itemsOf(chainOf(chainB, 100, repair), 1), Cursor: []byte("end")}
	got, err := log.ReceivePage(t.Context(), page)
	if err != nil || got.New != 100 {
		t.Fatalf("%+v, %v", got, err)
	}
	if cursor, err := log.Cursor(t.Context()); err != nil || string(cursor) != "end" {
		t.Fatalf("cursor %q, %v", cursor, err)
	}
	d.close()
	d.verified()
}

func TestTheCursorMovesOnlyWithTheLastPart(t *testing.T) {
	d := newDevice(t)
	d.limits = []memstore.Option{memstore.WithLimits(storage.Limits{KeyBytes: 100, ValueBytes: 64 << 10, TxBytes: 1 << 20, TxKeys: 20})}
	var faults *faultstore.Store
	d.wrap = func(s storage.Store) storage.Store {
		faults = faultstore.Wrap(s)
		return faults
	}
	log := d.open()
	page := journal.Page{Items: itemsOf(chainOf(chainB, 10, repair), 1), Cursor: []byte("end")}
	faults.FailNth(faultstore.Update, 3) // the whole, the first half, the second half
	if err := log.Receive(t.Context(), page); !errors.Is(err, faultstore.ErrInjected) {
		t.Fatalf("error %v", err)
	}
	if cursor, err := log.Cursor(t.Context()); err != nil || cursor != nil {
		t.Fatalf("cursor %q, %v", cursor, err)
	}
	view(t, d.store, func(r storage.Reader) error {
		if n, err := counted(r, repair); err != nil || n != 5 {
			t.Errorf("%d entries after the first half, %v", n, err)
		}
		return nil
	})
	if got, err := log.ReceivePage(t.Context(), page); err != nil || got.New != 5 || got.Repeated != 5 {
		t.Fatalf("%+v, %v", got, err)
	}
	d.close()
	d.verified()
}

func TestAContradictionFromHQIsSetAsideAndBlocksNothing(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	entries := chainOf(chainB, 3, repair)
	if err := log.Receive(t.Context(), journal.Page{Items: itemsOf(entries[:2], 1)}); err != nil {
		t.Fatal(err)
	}
	forged := *chainOf(chainB, 3, repair)[1]
	forged.Header.Kind++
	got, err := log.ReceivePage(t.Context(), journal.Page{Items: itemsOf([]*journal.Entry{&forged, entries[2]}, 2)})
	if err != nil || got.New != 1 || !slices.Equal(got.Quarantined, []journal.Ref{forged.Ref()}) {
		t.Fatalf("%+v, %v", got, err)
	}
	view(t, d.store, func(r storage.Reader) error {
		aside, err := journal.Quarantined(r)
		if len(aside) != 1 || aside[0].Reason != journal.ForkedByHQ || aside[0].Digest != forged.Digest() {
			t.Errorf("quarantine %+v", aside)
		}
		held, getErr := journal.Get(r, forged.Ref())
		if held.Header.Kind != entries[1].Header.Kind {
			t.Error("the held entry was replaced")
		}
		return errors.Join(err, getErr)
	})
	d.close()
	d.verified()
}

// HQ holds more of our chain than we do: this device was restored from an old
// image. What HQ has comes back, and a new chain begins so that no place on the
// old one is used twice.
func TestAChainThatHQKnowsBetterIsLeftForANewOne(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	chain := log.Chain()
	d.commit(1, repair)
	lost := chainOf(chain, 3, repair)[1:]
	got, err := log.ReceivePage(t.Context(), journal.Page{Items: itemsOf(lost, 5)})
	if err != nil || got.NewChain != journal.Outrun || got.New != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	if log.Chain() == chain {
		t.Fatal("the old chain goes on")
	}
	if receipt := d.commit(2, repair); receipt.Ref != (journal.Ref{Chain: log.Chain(), Seq: 1}) {
		t.Fatalf("receipt %+v", receipt)
	}
	view(t, d.store, func(r storage.Reader) error {
		epochs, err := journal.Epochs(r)
		if len(epochs) != 2 || epochs[1].Reason != journal.Outrun {
			t.Errorf("epochs %+v", epochs)
		}
		return err
	})
	d.close()
	log = d.open()
	if o := log.Opened(); o.NewChain != 0 || o.FromStore+o.FromOutbox != 0 {
		t.Fatalf("opening %+v", o)
	}
	d.close()
	d.verified()
}

func TestAPositionWithoutItsEntryIsReported(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	ref := journal.Ref{Chain: chainB, Seq: 9}
	got, err := log.ReceivePage(t.Context(), journal.Page{Items: []journal.PageItem{{Ref: ref, Position: 1}}})
	if err != nil || !slices.Equal(got.Missing, []journal.Ref{ref}) {
		t.Fatalf("%+v, %v", got, err)
	}
	d.close()
}

func TestForeignTimeCarriesTheClockForward(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	e := chainOf(chainB, 1, repair)[0]
	e.Header.HLC = d.clock.hlc + 1_000
	if err := log.Receive(t.Context(), journal.Page{Items: itemsOf([]*journal.Entry{e}, 1)}); err != nil {
		t.Fatal(err)
	}
	if receipt := d.commit(1, repair); receipt.HLC <= e.Header.HLC {
		t.Fatalf("stamp %d is not after %d", receipt.HLC, e.Header.HLC)
	}
	d.close()
	d.clock.hlc = 5
	d.open()
	if receipt := d.commit(2, repair); receipt.HLC <= e.Header.HLC {
		t.Fatal("a clock that lost its memory went back")
	}
	d.close()
}
