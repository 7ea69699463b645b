package journal_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
)

func TestACommandIsOnDiskTwiceWhenItIsAnswered(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	receipt := d.commit(1, repair)
	if want := (journal.Ref{Chain: log.Chain(), Seq: 1}); receipt.Ref != want || receipt.Repeated {
		t.Fatalf("receipt %+v", receipt)
	}
	tail, err := log.Tail(t.Context(), 0, 1<<20)
	if err != nil || len(tail) != 1 {
		t.Fatalf("%d entries in the tail, %v", len(tail), err)
	}
	e, err := journal.Decode(tail[0])
	if err != nil {
		t.Fatal(err)
	}
	view(t, d.store, func(r storage.Reader) error {
		if plain, err := journal.OpenBox(r, e.Boxes[0]); err != nil || string(plain) != "private facts" {
			t.Errorf("box %q, %v", plain, err)
		}
		if n, err := counted(r, repair); n != 1 || err != nil {
			t.Errorf("folded %d, %v", n, err)
		}
		return nil
	})
	d.close()
	d.verified()
}

func TestACommandThatIsAskedTwiceIsDoneOnce(t *testing.T) {
	d := newDevice(t)
	d.open()
	first := d.commit(1, repair)
	d.commit(2, repair)
	d.close()
	d.open()
	again, err := d.log.Commit(t.Context(), commandID(1), func(storage.Reader) (*journal.Draft, error) {
		t.Error("the plan ran again")
		return nil, nil
	})
	if err != nil || !again.Repeated || again.Ref != first.Ref || again.HLC != first.HLC || !slices.Equal(again.Entities, first.Entities) {
		t.Fatalf("%+v, %v; first %+v", again, err, first)
	}
	d.close()
}

// Many callers race with few ids: each id must end as one entry, and every
// caller must get the same answer.
func TestConcurrentCallersOfOneCommandMeetInOneEntry(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	const ids, callers = 20, 8
	receipts := make([][callers]journal.Receipt, ids)
	var wg sync.WaitGroup
	for caller := range callers {
		wg.Go(func() {
			for id := range ids {
				receipt, err := log.Commit(t.Context(), commandID(id), draftOf(repair, "facts"))
				if err != nil {
					t.Error(err)
				}
				receipts[id][caller] = receipt
			}
		})
	}
	wg.Wait()
	for id, got := range receipts {
		fresh := 0
		for _, receipt := range got {
			if receipt.Ref != got[0].Ref {
				t.Errorf("command %d is both %s and %s", id, receipt.Ref, got[0].Ref)
			}
			if !receipt.Repeated {
				fresh++
			}
		}
		if fresh != 1 {
			t.Errorf("command %d was done %d times", id, fresh)
		}
	}
	if head := d.head(); head.Seq != ids {
		t.Errorf("the chain has %d entries, want %d", head.Seq, ids)
	}
	d.close()
	d.verified()
}

func TestAPlanSeesTheCommandsBeforeItInTheSameGroup(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	var commands []journal.Command
	for i := range 50 {
		commands = append(commands, journal.Command{ID: commandID(i), Plan: func(r storage.Reader) (*journal.Draft, error) {
			n, err := counted(r, repair)
			if err != nil {
				return nil, err
			}
			if n != i {
				t.Errorf("plan %d sees %d entries", i, n)
			}
			return draftOf(repair, "facts")(r)
		}})
	}
	outcomes, err := log.CommitMany(t.Context(), commands)
	if err != nil || len(outcomes) != len(commands) {
		t.Fatalf("%d outcomes, %v", len(outcomes), err)
	}
	d.close()
	d.verified()
}

func TestACommandThatFailsFailsAlone(t *testing.T) {
	poison := journal.Entity{Type: 1, ID: journal.EntityID{0xff}}
	errPlan, errFold := errors.New("plan says no"), errors.New("fold says no")
	huge := func(bytes int) func(storage.Reader) (*journal.Draft, error) {
		return draftOf(repair, strings.Repeat("x", bytes))
	}
	noEntity := func(storage.Reader) (*journal.Draft, error) { return &journal.Draft{Kind: 1}, nil }
	for _, one := range []struct {
		name string
		plan func(storage.Reader) (*journal.Draft, error)
		want error
	}{
		{"a plan's error", func(storage.Reader) (*journal.Draft, error) { return nil, errPlan }, errPlan},
		{"an entry over the limit", huge(journal.MaxEntryBytes), journal.ErrTooLarge},
		{"a transaction over the limit", huge(30_000), storage.ErrTooBig},
		{"an entry without an entity", noEntity, journal.ErrMalformed},
		{"a fold's error", draftOf(poison, "facts"), errFold},
	} {
		t.Run(one.name, func(t *testing.T) {
			d := newDevice(t)
			d.limits = []memstore.Option{memstore.WithLimits(storage.Limits{KeyBytes: 100, ValueBytes: 64 << 10, TxBytes: 20_000, TxKeys: 1000})}
			d.folder = countFolder{fail: func(e journal.Entity) error {
				if e == poison {
					return errFold
				}
				return nil
			}}
			log := d.open()
			var commands []journal.Command
			for i := range 21 {
				commands = append(commands, journal.Command{ID: commandID(i), Plan: draftOf(repair, "facts")})
			}
			commands[10].Plan = one.plan
			outcomes, err := log.CommitMany(t.Context(), commands)
			if err != nil {
				t.Fatal(err)
			}
			for i, o := range outcomes {
				if want := map[bool]error{i == 10: one.want}[true]; !errors.Is(o.Err, want) {
					t.Errorf("command %d: error %v, want %v", i, o.Err, want)
				}
			}
			if head := d.head(); head.Seq != 20 {
				t.Errorf("the chain has %d entries, want 20", head.Seq)
			}
			d.close()
			d.verified()
		})
	}
}

func TestACommandWithNothingToDoWritesNothing(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	receipt, err := log.Commit(t.Context(), commandID(1), func(storage.Reader) (*journal.Draft, error) { return nil, nil })
	if err != nil || receipt.Ref != (journal.Ref{}) || d.head().Seq != 0 {
		t.Fatalf("%+v, %v", receipt, err)
	}
	d.close()
	if _, err := log.Commit(t.Context(), commandID(1), draftOf(repair, "")); !errors.Is(err, journal.ErrClosed) {
		t.Fatalf("after closing: %v", err)
	}
}

func TestACallerWhoseContextEndedIsNotServed(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := log.Commit(ctx, commandID(1), draftOf(repair, "")); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if d.head().Seq != 0 {
		t.Fatal("the command was done")
	}
	d.close()
}

func TestSeenNamesWhatOtherChainsWrote(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	other := chainOf(chainB, 3, repair)
	page := journal.Page{Cursor: []byte("one")}
	for i, e := range other {
		page.Items = append(page.Items, journal.PageItem{Entry: e, Position: uint64(i + 1), ReceivedMS: 5})
	}
	if err := log.Receive(t.Context(), page); err != nil {
		t.Fatal(err)
	}
	d.commit(1, repair)
	receipt := d.commit(2, repair)
	view(t, d.store, func(r storage.Reader) error {
		p, err := journal.Get(r, receipt.Ref)
		if want := []journal.Ref{other[2].Ref()}; err == nil && !slices.Equal(p.Header.Seen[0], want) {
			t.Errorf("seen %v, want %v", p.Header.Seen[0], want)
		}
		return err
	})
	d.close()
	d.verified()
}

func TestTheTailComesInOrderAndInParts(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	for i := range 10 {
		d.commit(i, repair)
	}
	var got [][]byte
	for {
		part, err := log.Tail(t.Context(), uint64(len(got)), 700)
		if err != nil {
			t.Fatal(err)
		}
		if len(part) == 0 {
			break
		}
		got = append(got, part...)
	}
	for i, encoded := range got {
		e, err := journal.Decode(encoded)
		if err != nil || e.Header.Seq != uint64(i+1) || !bytes.Equal(journal.Encode(e), encoded) {
			t.Fatalf("entry %d: %v", i, err)
		}
	}
	if len(got) != 10 {
		t.Fatalf("%d entries", len(got))
	}
	d.close()
}

func TestWaitingCountsWhatHQHasNotAcknowledged(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	want := func(n int, oldest bool) {
		t.Helper()
		got, ms, err := log.Waiting(t.Context())
		if err != nil || got != n || (ms != 0) != oldest {
			t.Fatalf("%d waiting since %d, %v; want %d", got, ms, err, n)
		}
		unsent, err := log.Unsent(t.Context(), 3)
		if err != nil || len(unsent) != min(n, 3) {
			t.Fatalf("%d unsent, %v", len(unsent), err)
		}
	}
	want(0, false)
	for i := range 5 {
		d.commit(i, repair)
	}
	want(5, true)
	for _, upTo := range []uint64{2, 1, 2} {
		if err := log.Acknowledge(t.Context(), upTo); err != nil {
			t.Fatal(err)
		}
		want(3, true)
	}
	if err := log.Acknowledge(t.Context(), 99); err != nil {
		t.Fatal(err)
	}
	want(0, false)
	d.commit(5, repair)
	want(1, true)
	d.close()
}

// carelessFolder writes more than a transaction holds and does not say so. The
// store then refuses the commit when the outbox already has its part.
type carelessFolder struct{ countFolder }

func (f carelessFolder) Fold(tx storage.Tx, touched []journal.Touched) error {
	if err := f.countFolder.Fold(tx, touched); err != nil {
		return err
	}
	for _, t := range touched {
		if t.Entity == entityOf(7) {
			for i := range byte(100) {
				_ = tx.Put([]byte{'v', i}, make([]byte, 1_000))
			}
		}
	}
	return nil
}

func TestWhatTheStoreRefusesLateIsTakenBackFromTheOutbox(t *testing.T) {
	d := newDevice(t)
	d.limits = []memstore.Option{memstore.WithLimits(storage.Limits{KeyBytes: 100, ValueBytes: 64 << 10, TxBytes: 50_000, TxKeys: 1000})}
	d.folder = carelessFolder{}
	log := d.open()
	var commands []journal.Command
	for i := range 10 {
		commands = append(commands, journal.Command{ID: commandID(i), Plan: draftOf(entityOf(i), "facts")})
	}
	outcomes, err := log.CommitMany(t.Context(), commands)
	if err != nil {
		t.Fatal(err)
	}
	for i, o := range outcomes {
		if want := map[bool]error{i == 7: storage.ErrTooBig}[true]; !errors.Is(o.Err, want) {
			t.Errorf("command %d: error %v, want %v", i, o.Err, want)
		}
	}
	if _, err := log.Commit(t.Context(), commandID(7), draftOf(entityOf(7), "facts")); !errors.Is(err, storage.ErrTooBig) {
		t.Fatal(err)
	}
	d.close()
	d.verified()
	d.open()
	if o := d.log.Opened(); o.FromOutbox != 0 || o.NewChain != 0 {
		t.Fatalf("opening %+v: a refused command came to life", o)
	}
	d.close()
}

func TestACommandThatCannotBeFoldedIsTakenBackFromTheOutbox(t *testing.T) {
	broken := errors.New("broken")
	d := newDevice(t)
	d.folder = countFolder{fail: func(e journal.Entity) error {
		if e == entityOf(1) {
			return broken
		}
		return nil
	}}
	log := d.open()
	for i, want := range []error{nil, broken, nil} {
		if _, err := log.Commit(t.Context(), commandID(i), draftOf(entityOf(i), "facts")); !errors.Is(err, want) {
			t.Errorf("command %d: error %v, want %v", i, err, want)
		}
	}
	d.close()
	d.verified()
	d.open()
	if o := d.log.Opened(); o.FromOutbox != 0 || o.NewChain != 0 || d.head().Seq != 2 {
		t.Fatalf("opening %+v, head %+v: a refused command came to life", o, d.head())
	}
	d.close()
}

// rerunning is a store that runs each transaction twice before it commits.
type rerunning struct{ storage.Store }

func (s rerunning) Update(ctx context.Context, fn func(storage.Tx) error) error {
	errAgain := errors.New("again")
	err := s.Store.Update(ctx, func(tx storage.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		return errAgain
	})
	if !errors.Is(err, errAgain) {
		return err
	}
	return s.Store.Update(ctx, fn)
}

func TestATransactionThatIsRunAgainLeavesOneEntry(t *testing.T) {
	d := newDevice(t)
	d.wrap = func(s storage.Store) storage.Store { return rerunning{s} }
	d.open()
	for i := range 3 {
		d.commit(i, repair)
	}
	d.close()
	d.verified()
	d.open()
	if o := d.log.Opened(); o.FromOutbox != 0 || o.NewChain != 0 || d.head().Seq != 3 {
		t.Fatalf("opening %+v, head %+v", o, d.head())
	}
	d.close()
}

func TestStampsOfAChainNeverGoBackEvenIfTheClockDoes(t *testing.T) {
	d := newDevice(t)
	d.open()
	first := d.commit(1, repair)
	d.clock.hlc = 5
	if second := d.commit(2, repair); second.HLC <= first.HLC {
		t.Fatalf("stamp %d after %d", second.HLC, first.HLC)
	}
	d.close()
	d.clock.hlc = 5
	d.open()
	if d.clock.hlc <= first.HLC {
		t.Fatal("opening does not tell the clock what this device wrote last")
	}
	d.close()
}
