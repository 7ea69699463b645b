package spool_test

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"etabli/app/domain/fault"
	"etabli/printing/spool"
	"etabli/storage"
	"etabli/storage/blob"
	"etabli/storage/faultstore"
	"etabli/storage/memstore"
)

// desk is a device's queue with printers that this test plays.
type desk struct {
	t     *testing.T
	dir   string
	store storage.Store
	q     *spool.Queue
	way   *played
	clock *clock
}

// clock is a time that a test moves.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// played is a way whose printers do what a test says.
type played struct {
	mu    sync.Mutex
	claim func(spool.Task) error
	send  func(context.Context, spool.Task) spool.Progress
	paper []string
}

func (p *played) Claim(_ context.Context, t spool.Task) (string, error) {
	p.mu.Lock()
	claim := p.claim
	p.mu.Unlock()
	if claim != nil {
		return "", claim(t)
	}
	return "", nil
}

func (p *played) Send(ctx context.Context, t spool.Task) spool.Progress {
	p.mu.Lock()
	send := p.send
	p.mu.Unlock()
	if send != nil {
		return send(ctx, t)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.paper = append(p.paper, t.Printer.Name+": "+string(t.Content))
	return spool.Progress{Standing: spool.CameOut}
}

func (*played) Ask(context.Context, spool.Task) (spool.Progress, error) { return spool.Progress{}, nil }

func (*played) Cancel(context.Context, spool.Task) (spool.Progress, error) {
	return spool.Progress{}, nil
}

func (p *played) out() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Join(p.paper, "\n")
}

// writer makes documents that say what they are.
type writer struct{}

func (writer) Make(_ context.Context, o spool.Order, p spool.Printer) (spool.Document, error) {
	if p.Format == "label" {
		return spool.Document{}, fault.New(fault.UnknownName, "format", "name", p.Format)
	}
	text := o.Form + " " + p.Format
	if o.Copy > 0 {
		text += " duplicata " + string(rune('0'+o.Copy))
	}
	return spool.Document{Content: []byte(text), Title: "LIL1-1 " + o.Form, Type: spool.TypeOf(p.As)}, nil
}

func newDesk(t *testing.T, store storage.Store) *desk {
	t.Helper()
	d := &desk{t: t, dir: t.TempDir(), store: store, way: &played{}, clock: &clock{at: time.UnixMilli(1_790_000_000_000)}}
	d.open()
	for _, p := range []spool.Printer{
		{Name: "Ticket", Way: spool.WayRaw, Address: "10.0.0.9:9100", Format: "80mm", As: "escpos", Answers: spool.AnswersESCPOS},
		{Name: "Petit", Way: spool.WayRaw, Address: "10.0.0.8:9100", Format: "58mm", As: "escpos"},
		{Name: "Bureau", Way: spool.WayIPP, Address: "ipp://10.0.0.7/", Format: "a4", As: "pdf"},
	} {
		if err := d.q.SavePrinter(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.q.SetRole(t.Context(), spool.ReceiptRole, []string{"Ticket", "Petit"}); err != nil {
		t.Fatal(err)
	}
	return d
}

// open reads the queue from the store, as a new start of the program does.
func (d *desk) open() {
	d.t.Helper()
	blobs, err := blob.Open(d.dir, blob.Key{1})
	if err == nil {
		d.q, err = spool.Open(d.t.Context(), spool.Options{
			Store: d.store, Payloads: blobs, Maker: writer{}, Now: d.clock.now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler),
			Ways: map[string]spool.Way{spool.WayRaw: d.way, spool.WayIPP: d.way},
		})
	}
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) print(form string, to spool.Target) spool.Job {
	d.t.Helper()
	j, err := d.q.Print(d.t.Context(), spool.Order{Entity: "e1", Form: form}, to, "anna")
	if err != nil {
		d.t.Fatal(err)
	}
	return j
}

func (d *desk) settle() {
	d.t.Helper()
	if err := d.q.Settle(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) job(id spool.ID) spool.Job {
	d.t.Helper()
	j, err := d.q.Job(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return j
}

func (d *desk) do(p spool.Person) {
	d.t.Helper()
	if _, err := d.q.Do(d.t.Context(), p); err != nil {
		d.t.Fatal(err)
	}
}

// documents are the files that hold documents.
func (d *desk) documents() []string {
	files, _ := filepath.Glob(filepath.Join(d.dir, "*", "*"))
	files = slices.DeleteFunc(files, func(name string) bool { return filepath.Ext(name) == ".key" }) // a document has its key beside it
	return files
}

var receipts = spool.Target{Role: spool.ReceiptRole}

func TestAJobGoesToTheFirstPrinterOfItsRoleAndLeavesNothingPrivate(t *testing.T) {
	d := newDesk(t, memstore.New())
	j := d.print("deposit", receipts)
	if len(d.documents()) != 1 {
		t.Errorf("documents on disk: %v", d.documents())
	}
	d.settle()
	if got := d.way.out(); got != "Ticket: deposit 80mm" {
		t.Errorf("on paper: %q", got)
	}
	j = d.job(j.ID)
	if j.State != spool.Done || j.Payload != "" || len(d.documents()) != 0 {
		t.Errorf("after it came out: %+v, %v", j, d.documents())
	}
	list, err := d.q.History(t.Context(), 10)
	if err != nil || len(list) != 1 || list[0].By != "anna" || len(list[0].Events) < 3 {
		t.Errorf("history: %+v, %v", list, err)
	}
}

func TestAJobOutlivesTheProgramAndKeepsItsPlace(t *testing.T) {
	d := newDesk(t, memstore.New())
	d.print("first", receipts)
	d.print("second", receipts)
	d.open()
	d.settle()
	if got := d.way.out(); got != "Ticket: first 80mm\nTicket: second 80mm" {
		t.Errorf("on paper: %q", got)
	}
}

func TestAPrinterOutOfPaperIsShownAndTheNextOfItsRoleHelps(t *testing.T) {
	d := newDesk(t, memstore.New())
	d.way.claim = func(task spool.Task) error {
		if task.Printer.Name == "Ticket" {
			return &spool.Trouble{Reason: spool.PaperOut}
		}
		return nil
	}
	byRole, byName := d.print("deposit", receipts), d.print("deposit", spool.Target{Printer: "Ticket"})
	d.settle()
	if j := d.job(byRole.ID); j.State != spool.Waiting || j.Reason != spool.PaperOut {
		t.Errorf("at first: %+v", j)
	}
	for _, p := range d.q.Overview().Printers {
		if p.Name == "Ticket" && (p.Reason != spool.PaperOut || p.Jobs != 2 || len(p.Roles) != 1) {
			t.Errorf("the printer is shown as %+v", p)
		}
	}
	d.clock.pass(25 * time.Second)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	news := make(chan struct{}, 1)
	defer d.q.Watch(func() {
		select {
		case news <- struct{}{}:
		default:
		}
	})()
	go func() { ended <- d.q.Run(ctx) }()
	for d.job(byRole.ID).State != spool.Done {
		<-news
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if got := d.way.out(); got != "Petit: deposit 58mm" {
		t.Errorf("on paper: %q", got)
	}
	if j := d.job(byName.ID); j.State != spool.Waiting || j.Printer != "Ticket" {
		t.Errorf("a job for a named printer: %+v", j)
	}
}

func TestADoubtWaitsForAPerson(t *testing.T) {
	d := newDesk(t, memstore.New())
	d.way.send = func(context.Context, spool.Task) spool.Progress { return spool.Progress{Reason: spool.Lost} }
	no, yes := d.print("first", receipts), d.print("second", receipts)
	d.settle()
	for _, id := range []spool.ID{no.ID, yes.ID} {
		if j := d.job(id); j.State != spool.Doubt || j.Reason != spool.Lost {
			t.Errorf("after a break: %+v", j)
		}
		if _, err := d.q.Do(t.Context(), spool.Person{ID: id, Act: spool.ActMove, Printer: "Petit"}); !errors.Is(err, fault.New(spool.JobNotNow, "")) {
			t.Errorf("a doubt is moved: %v", err)
		}
	}
	if d.q.Overview().Asks() != 2 {
		t.Errorf("%d questions", d.q.Overview().Asks())
	}
	d.way.send = nil
	d.open()
	d.settle()
	if d.way.out() != "" {
		t.Errorf("printed unasked: %q", d.way.out())
	}
	d.do(spool.Person{ID: no.ID, Act: spool.ActCameOut, Yes: false, By: "paul"})
	d.do(spool.Person{ID: yes.ID, Act: spool.ActCameOut, Yes: true, By: "paul"})
	d.settle()
	if got := d.way.out(); got != "Ticket: first 80mm" {
		t.Errorf("on paper: %q", got)
	}
	if j := d.job(yes.ID); j.State != spool.Done || j.Events[len(j.Events)-1].By != "paul" {
		t.Errorf("what came out: %+v", j)
	}
}

func TestAJobIsMovedAndMadeAnewForItsPrinter(t *testing.T) {
	d := newDesk(t, memstore.New())
	d.way.claim = func(task spool.Task) error {
		if task.Printer.Name == "Ticket" {
			return &spool.Trouble{Reason: spool.Refused}
		}
		return nil
	}
	j := d.print("deposit", spool.Target{Printer: "Ticket"})
	d.settle()
	if got := d.job(j.ID); got.State != spool.Held || got.Reason != spool.Refused {
		t.Errorf("refused: %+v", got)
	}
	if _, err := d.q.Do(t.Context(), spool.Person{ID: j.ID, Act: spool.ActMove, Printer: "Nulle part"}); fault.Of(err).Code != fault.UnknownName {
		t.Errorf("moved to nowhere: %v", err)
	}
	d.do(spool.Person{ID: j.ID, Act: spool.ActMove, Printer: "Bureau", By: "paul"})
	d.settle()
	if got := d.way.out(); got != "Bureau: deposit a4" {
		t.Errorf("on paper: %q", got)
	}
}

func TestADuplicateSaysWhichItIs(t *testing.T) {
	d := newDesk(t, memstore.New())
	j := d.print("deposit", receipts)
	d.settle()
	for range 2 {
		var err error
		if j, err = d.q.Duplicate(t.Context(), j.ID, spool.Target{}, "anna"); err != nil {
			t.Fatal(err)
		}
		d.settle()
	}
	want := "Ticket: deposit 80mm\nTicket: deposit 80mm duplicata 1\nTicket: deposit 80mm duplicata 2"
	if got := d.way.out(); got != want || j.Of != 1 {
		t.Errorf("on paper: %q, of %d", got, j.Of)
	}
}

func TestDuplicatesAskedForAtOnceHaveNumbersOfTheirOwn(t *testing.T) {
	d := newDesk(t, memstore.New())
	j := d.print("deposit", receipts)
	var asked sync.WaitGroup
	for range 8 {
		asked.Go(func() {
			if _, err := d.q.Duplicate(t.Context(), j.ID, spool.Target{}, "anna"); err != nil {
				t.Error(err)
			}
		})
	}
	asked.Wait()
	numbers := map[int]bool{}
	for _, j := range d.q.Overview().Jobs {
		numbers[j.Order.Copy] = true
	}
	if len(numbers) != 9 {
		t.Errorf("numbers of an original and eight duplicates: %v", numbers)
	}
}

func TestACancelledJobNeverComesOut(t *testing.T) {
	d := newDesk(t, memstore.New())
	j := d.print("deposit", receipts)
	d.do(spool.Person{ID: j.ID, Act: spool.ActCancel, By: "anna"})
	d.settle()
	if got := d.job(j.ID); got.State != spool.Cancelled || d.way.out() != "" || len(d.documents()) != 0 {
		t.Errorf("%+v, %q, %v", got, d.way.out(), d.documents())
	}
	if _, err := d.q.Do(t.Context(), spool.Person{ID: j.ID, Act: spool.ActRetry}); fault.Of(err).Code != spool.JobNotNow {
		t.Errorf("retried: %v", err)
	}
	if _, err := d.q.Do(t.Context(), spool.Person{ID: 99, Act: spool.ActRetry}); fault.Of(err).Code != fault.NotFound {
		t.Errorf("a job that never was: %v", err)
	}
}

func TestASendingThatIsCancelledEnds(t *testing.T) {
	d := newDesk(t, memstore.New())
	begun := make(chan struct{})
	d.way.send = func(ctx context.Context, task spool.Task) spool.Progress {
		task.Note(spool.PaperOut)
		close(begun)
		<-ctx.Done()
		return spool.Progress{Reason: spool.Lost}
	}
	j := d.print("deposit", receipts)
	ended := make(chan error, 1)
	go func() { ended <- d.q.Settle(context.Background()) }()
	<-begun
	if got := d.job(j.ID); got.State != spool.Sending || got.Reason != spool.PaperOut {
		t.Errorf("while it waits for paper: %+v", got)
	}
	d.do(spool.Person{ID: j.ID, Act: spool.ActCancel, By: "anna"})
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if got := d.job(j.ID); got.State != spool.Cancelled {
		t.Errorf("%+v", got)
	}
}

func TestErasingAPersonsFileDestroysWhatWaits(t *testing.T) {
	d := newDesk(t, memstore.New())
	j := d.print("deposit", receipts)
	if err := d.q.Erase(t.Context(), "e2"); err != nil || len(d.documents()) != 1 {
		t.Errorf("another file was erased: %v, %v", err, d.documents())
	}
	if err := d.q.Erase(t.Context(), "e1"); err != nil {
		t.Fatal(err)
	}
	if got := d.job(j.ID); got.State != spool.Cancelled || len(d.documents()) != 0 {
		t.Errorf("%+v, %v", got, d.documents())
	}
}

func TestADocumentThatCannotBeReadIsMadeAgain(t *testing.T) {
	d := newDesk(t, memstore.New())
	d.print("deposit", receipts)
	for _, name := range d.documents() {
		if err := os.WriteFile(name, []byte("spoiled"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d.settle()
	if got := d.way.out(); got != "Ticket: deposit 80mm" {
		t.Errorf("on paper: %q", got)
	}
}

func TestAnOpeningDeletesDocumentsThatNoJobHas(t *testing.T) {
	d := newDesk(t, memstore.New())
	blobs, err := blob.Open(d.dir, blob.Key{1})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := blobs.Put(t.Context(), strings.NewReader("left by a crash")); err != nil {
		t.Fatal(err)
	}
	d.print("deposit", receipts)
	d.open()
	if len(d.documents()) != 1 {
		t.Errorf("left: %v", d.documents())
	}
}

func TestAPrinterThatIsRemovedHoldsItsJobsUntilItIsBack(t *testing.T) {
	d := newDesk(t, memstore.New())
	p, _ := d.q.Setup().Find("Bureau")
	j := d.print("quote", spool.Target{Printer: "Bureau"})
	if err := d.q.RemovePrinter(t.Context(), "Bureau"); err != nil {
		t.Fatal(err)
	}
	d.settle()
	if got := d.job(j.ID); got.State != spool.Held || got.Reason != spool.UnknownPrinter {
		t.Errorf("%+v", got)
	}
	if err := d.q.SavePrinter(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	d.settle()
	if d.way.out() != "Bureau: quote a4" {
		t.Errorf("on paper: %q", d.way.out())
	}
}

func TestWrongSettingsOfAPrinterAreNamed(t *testing.T) {
	d := newDesk(t, memstore.New())
	good := spool.Printer{Name: "Neuve", Way: spool.WayRaw, Address: "10.0.0.1:9100", Format: "80mm", As: "escpos"}
	for want, spoil := range map[string]func(*spool.Printer){
		"missing name":        func(p *spool.Printer) { p.Name = " " },
		"too_long name":       func(p *spool.Printer) { p.Name = strings.Repeat("x", 61) },
		"bad_text name":       func(p *spool.Printer) { p.Name = "a\nb" },
		"unknown_name way":    func(p *spool.Printer) { p.Way = "fax" },
		"missing address":     func(p *spool.Printer) { p.Address = "" },
		"unknown_name as":     func(p *spool.Printer) { p.As = "pcl" },
		"unknown_name format": func(p *spool.Printer) { p.Format = "a3" },
		"printer_bad as":      func(p *spool.Printer) { p.Format = "a4" },
	} {
		p := good
		spoil(&p)
		f := fault.Of(d.q.SavePrinter(t.Context(), p))
		if got := string(f.Code) + " " + f.Field; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if err := d.q.SetRole(t.Context(), "fax", nil); fault.Of(err).Code != fault.UnknownName {
		t.Errorf("a role of its own: %v", err)
	}
	if err := d.q.SetRole(t.Context(), spool.PageRole, []string{"Bureau", "Bureau"}); fault.Of(err).Code != fault.UnknownName {
		t.Errorf("twice the same: %v", err)
	}
	if _, err := d.q.Print(t.Context(), spool.Order{Form: "x"}, spool.Target{Role: spool.LabelRole}, ""); fault.Of(err).Code != spool.NoPrinter {
		t.Errorf("a role without a printer: %v", err)
	}
}

// Goal: a store that fails loses no job and prints none twice. Method: each
// write of a job's life fails once; somebody who looks at the paper answers.
func TestAStoreThatFailsLosesNothing(t *testing.T) {
	for _, how := range []faultstore.Operation{faultstore.Update, faultstore.LostCommit, faultstore.LostAnswer} {
		for n := 1; n <= 4; n++ {
			inner := memstore.New()
			d := newDesk(t, inner)
			faulty := faultstore.Wrap(inner)
			d.store = faulty
			d.open()
			faulty.FailNth(how, n)
			_, err := d.q.Print(t.Context(), spool.Order{Entity: "e1", Form: "deposit"}, receipts, "anna")
			taken := err == nil
			_ = d.q.Settle(t.Context()) // fails with the store
			d.store = inner
			d.open()
			d.settle()
			for _, j := range d.q.Overview().Jobs {
				if j.State != spool.Doubt {
					t.Errorf("%v %d: %+v", how, n, j)
				}
				d.do(spool.Person{ID: j.ID, Act: spool.ActCameOut, Yes: d.way.out() != "", By: "anna"})
			}
			d.settle()
			if got := strings.Count(d.way.out(), "deposit"); got > 1 || taken && got != 1 {
				t.Errorf("%v %d: taken %v, came out %d times", how, n, taken, got)
			}
			if len(d.documents()) != 0 {
				t.Errorf("%v %d: documents are left", how, n)
			}
		}
	}
}
