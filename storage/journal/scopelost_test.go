package journal_test

import (
	"testing"

	"etabli/storage"
	"etabli/storage/journal"
)

// Goal: HQ loses what made a file leave, before this device had its history: it asks HQ
// again where the file lives, and shows nothing of it as of one that left meanwhile.
func TestAFileOfWhichHQLostThatItLeftIsAskedForAgain(t *testing.T) {
	l, ctx := newDevice(t).open(), t.Context()
	file, customer := journal.Entity{Type: 1, ID: journal.EntityID{1}}, journal.Entity{Type: 2, ID: journal.EntityID{2}}
	named := sealedPage(t, file, 1, 3)
	named.Items[0].Entry.Header.Entities = []journal.Entity{file, customer}
	named.Items[0].Entry.Header.Seen = make([][]journal.Ref, 2)
	named.Foreign = []journal.Entity{customer}
	left := journal.Page{Scopes: []journal.ScopeChange{{Entity: customer, Position: 5, Left: true}}, Scoped: 6}
	for _, p := range []journal.Page{named, left} {
		if err := l.Receive(ctx, p); err != nil {
			t.Fatal(err)
		}
	}
	if s := stubIn(t, l, customer); s == nil || !s.Left || s.WasWhole {
		t.Fatalf("it has %+v", s)
	}
	if _, err := l.Rewind(ctx, journal.Rewinding{To: 4, Lineage: make([]byte, 24), Cursor: []byte{1}}); err != nil {
		t.Fatal(err)
	}
	if s := stubIn(t, l, customer); s == nil || s.Left || !s.Wanted || s.Position > 4 {
		t.Errorf("after the loss it has %+v", s)
	}
}

// Goal: what is here of a file as of this site, from an order that HQ has lost, is of one
// that has left as soon as HQ calls it foreign; what is private of it goes when HQ cannot
// lose that any more.
func TestAFileThatHQCallsForeignHasLeftWhereItWasHere(t *testing.T) {
	l, ctx := newDevice(t).open(), t.Context()
	file := journal.Entity{Type: 1, ID: journal.EntityID{1}}
	first := sealedPage(t, file, 1, 6)
	if err := l.Receive(ctx, first); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Rewind(ctx, journal.Rewinding{To: 4, Lineage: make([]byte, 24), Cursor: []byte{1}}); err != nil {
		t.Fatal(err)
	}
	ref := first.Items[0].Entry.Ref()
	again := journal.Page{Items: []journal.PageItem{{Ref: ref, Position: 7, ReceivedMS: 5}}, Foreign: []journal.Entity{file}, Scoped: 7}
	if err := l.Receive(ctx, again); err != nil {
		t.Fatal(err)
	}
	if s := stubIn(t, l, file); s == nil || !s.Left || s.Position != 7 || !opens(t, l, ref) {
		t.Errorf("it has %+v", s)
	}
	if err := l.Receive(ctx, journal.Page{Stable: 7}); err != nil {
		t.Fatal(err)
	}
	if n, err := l.DropDue(ctx); n != 1 || err != nil || opens(t, l, ref) {
		t.Errorf("%d let go: %v", n, err)
	}
}

// Goal: a file that came to the site after HQ was asked for its history is a stub until HQ
// was asked again: nobody else would say what lies between.
func TestAHistoryAskedForBeforeTheFileCameIsNotTheWholeOne(t *testing.T) {
	l, ctx := newDevice(t).open(), t.Context()
	file := journal.Entity{Type: 1, ID: journal.EntityID{1}}
	came := journal.Page{Scopes: []journal.ScopeChange{{Entity: file, Position: 9}}, Scoped: 9}
	early := journal.Page{Histories: []journal.HistoryPart{{Entity: file, Asked: 4, Last: true}}}
	for _, p := range []journal.Page{came, early} {
		if err := l.Receive(ctx, p); err != nil {
			t.Fatal(err)
		}
	}
	if s := stubIn(t, l, file); s == nil || !s.Wanted || s.After != 4 {
		t.Fatalf("it has %+v", s)
	}
	rest := sealedPage(t, file, 1, 7)
	rest.Histories = []journal.HistoryPart{{Entity: file, UpTo: 7, Asked: 9, Last: true}}
	if err := l.Receive(ctx, rest); err != nil {
		t.Fatal(err)
	}
	if s := stubIn(t, l, file); s != nil {
		t.Errorf("still a stub: %+v", s)
	}
}

// Goal: HQ's answer about what was handed back says that a file is of others, as it was then;
// a page has said since that it came. The later position stands.
func TestAnAnswerOfBeforeAFileCameDoesNotTakeItAway(t *testing.T) {
	l, ctx := newDevice(t).open(), t.Context()
	file := journal.Entity{Type: 1, ID: journal.EntityID{1}}
	for _, p := range []journal.Page{
		{Scopes: []journal.ScopeChange{{Entity: file, Position: 9}}, Scoped: 9},
		{Scopes: []journal.ScopeChange{{Entity: file, Position: 4, Left: true}}},
	} {
		if err := l.Receive(ctx, p); err != nil {
			t.Fatal(err)
		}
	}
	if s := stubIn(t, l, file); s == nil || !s.Wanted || s.Left || s.Position != 9 {
		t.Errorf("it has %+v", s)
	}
}

// Goal: HQ refused a history before the file came to the site: the answer is of then, and
// the history stays asked for.
func TestAHistoryRefusedBeforeTheFileCameStaysWanted(t *testing.T) {
	l, ctx := newDevice(t).open(), t.Context()
	file := journal.Entity{Type: 1, ID: journal.EntityID{1}}
	came := journal.Page{Scopes: []journal.ScopeChange{{Entity: file, Position: 9}}, Scoped: 9}
	if err := l.Receive(ctx, came); err != nil {
		t.Fatal(err)
	}
	for _, asked := range []uint64{4, 8, 9} {
		if err := l.Unwanted(ctx, file, asked); err != nil {
			t.Fatal(err)
		}
		if s := stubIn(t, l, file); s == nil || s.Wanted != (asked < 9) {
			t.Errorf("refused at %d it has %+v", asked, s)
		}
	}
}

// Goal: nobody takes a device for safe to clear while HQ could still lose what it wrote:
// what HQ acknowledged has no position here until a page brings it.
func TestWhatWasOnlyAcknowledgedMayStillBeLost(t *testing.T) {
	d := newDevice(t)
	l, ctx := d.open(), t.Context()
	stable := func(want bool, when string) {
		t.Helper()
		err := l.View(ctx, func(r storage.Reader) error {
			all, err := journal.AllStable(r)
			if all != want {
				t.Errorf("%s: %v", when, all)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	stable(true, "an empty store")
	own := d.commit(1, journal.Entity{Type: 1, ID: journal.EntityID{1}}).Ref
	if err := l.AcknowledgeOf(ctx, own.Chain, own.Seq); err != nil {
		t.Fatal(err)
	}
	stable(false, "acknowledged")
	page := sealedPage(t, journal.Entity{Type: 1, ID: journal.EntityID{2}}, 1, 3)
	page.Items = append(page.Items, journal.PageItem{Ref: own, Position: 4, ReceivedMS: 5})
	page.Stable = 3
	if err := l.Receive(ctx, page); err != nil {
		t.Fatal(err)
	}
	stable(false, "above what HQ cannot lose")
	if err := l.Receive(ctx, journal.Page{Stable: 4}); err != nil {
		t.Fatal(err)
	}
	stable(true, "in a backup")
}

// Goal: HQ, which had lost a file, refused its history; it has the file again and gives it to
// the site of the entry that names it, which it only places here. The history is asked for.
func TestAFileThatHQHasAgainIsAskedForByItsOwnEntry(t *testing.T) {
	d := newDevice(t)
	l, ctx := d.open(), t.Context()
	file := journal.Entity{Type: 1, ID: journal.EntityID{1}}
	own := d.commit(1, file).Ref
	came := journal.Page{Scopes: []journal.ScopeChange{{Entity: file, Position: 3}}, Scoped: 3}
	if err := l.Receive(ctx, came); err != nil {
		t.Fatal(err)
	}
	if err := l.Unwanted(ctx, file, 3); err != nil {
		t.Fatal(err)
	}
	if s := stubIn(t, l, file); s == nil || s.Wanted || !s.Left || !s.Foreign {
		t.Fatalf("refused, it has %+v", s)
	}
	placed := journal.Page{Items: []journal.PageItem{{Ref: own, Position: 4, ReceivedMS: 5}}, Scoped: 4}
	if err := l.Receive(ctx, placed); err != nil {
		t.Fatal(err)
	}
	if s := stubIn(t, l, file); s == nil || !s.Wanted || s.Left || s.Foreign {
		t.Errorf("placed, it has %+v", s)
	}
}
