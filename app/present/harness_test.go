package present_test

import (
	"context"
	"errors"
	"io"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// bench runs presenters in a bubble of virtual time: what they post waits in a
// queue until the test lets it run, on the test's own goroutine.
type bench struct {
	t      *testing.T
	mu     sync.Mutex
	queue  []func()
	env    present.Env
	routes []present.Route
	told   []present.Notice
}

// virtual is the clock of the bubble.
type virtual struct{}

func (virtual) Now() time.Time { return time.Now() }

func (virtual) After(d time.Duration, fn func()) func() {
	t := time.AfterFunc(d, fn)
	return func() { t.Stop() }
}

// onBench runs a test in virtual time, which begins on 1 January 2000 in UTC.
func onBench(t *testing.T, test func(t *testing.T, b *bench)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		b := &bench{t: t}
		b.env = present.Env{
			Words: lang.For("fr"), Zone: time.UTC, Clock: virtual{}, Post: b.post, Run: func(fn func()) { go fn() }, Desk: &present.Desk{},
			Go:   func(r present.Route) { b.routes = append(b.routes, r) },
			Tell: func(n present.Notice) { b.told = append(b.told, n) },
		}
		test(t, b)
	})
}

func (b *bench) post(fn func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.queue = append(b.queue, fn)
}

// settle lets all work end and all that was posted run, without time passing.
func (b *bench) settle() {
	for {
		synctest.Wait()
		b.mu.Lock()
		queue := b.queue
		b.queue = nil
		b.mu.Unlock()
		if len(queue) == 0 {
			return
		}
		for _, fn := range queue {
			fn()
		}
	}
}

// pass lets time pass, then settles.
func (b *bench) pass(d time.Duration) {
	time.Sleep(d)
	b.settle()
}

// id makes an ID that can be told from others.
func id(n byte) present.ID { return present.ID{n} }

var errDisk = errors.New("disk on fire")

// port is the base of all fakes: a function that is not set fails the test
// when it is called.
type port struct {
	t       testing.TB
	watcher func([]journal.Entity)
	link    present.Connection
	linked  func()
	calls   byte
}

func (p *port) unset(name string) { p.t.Errorf("%s was called and is not set", name) }

func (p *port) Watch(fn func([]journal.Entity)) func() {
	p.watcher = fn
	return func() { p.watcher = nil }
}

func (p *port) Connection() present.Connection { return p.link }

func (p *port) WatchConnection(fn func()) func() {
	p.linked = fn
	return func() { p.linked = nil }
}

func (p *port) NewCall(staff present.ID) (service.Call, error) {
	p.calls++
	return service.Call{ID: journal.CommandID{p.calls}, Staff: staff}, nil
}

// change tells the presenter that a repair changed.
func (p *port) change(ids ...present.ID) {
	var touched []journal.Entity
	for _, id := range ids {
		touched = append(touched, journal.Entity{Type: 1, ID: id})
	}
	if p.watcher != nil {
		p.watcher(touched)
	}
}

// shop is a fake of everything that presenters ask of the use cases.
type shop struct {
	port
	lawyer
	callers     []views.Call
	went        []present.ID // who went to the kiosk
	seats       []string     // what the till was told of who works
	pins        map[present.ID]string
	listIDs     func(views.Filter) ([]present.ID, error)
	rows        func([]present.ID) ([]views.RepairRow, error)
	counts      func() (views.Counts, error)
	staff       func() ([]views.Staff, error)
	repair      func(context.Context, present.ID) (views.Repair, error)
	customer    func(present.ID) (views.Customer, error)
	search      func(context.Context, string) ([]views.Hit, error)
	review      func() ([]views.ReviewItem, error)
	outgoing    func() (present.Outgoing, error)
	byPhone     func(string) ([]views.Customer, error)
	bySerial    func(string) ([]views.RepairRow, error)
	move        func(context.Context, service.Call, *service.MoveInput) error
	edit        func(*service.EditInput) error
	note        func(service.Call, *service.NoteInput) error
	diagnose    func(*service.DiagnoseInput) error
	silence     func(*service.StopInput) error
	write       func(*service.StartInput) error
	handBack    func(*service.HandBackInput) error
	quote       func(service.Call, *service.QuoteInput) error
	answer      func(*service.AnswerInput) error
	wish        func(*service.WishInput) error
	heard       service.Inbox
	amendment   *service.Amendment
	amend       func(*service.AmendInput) error
	settleItem  func(*service.SettleInput) error
	receive     func(service.Call, *service.ReceiveInput) (service.Received, error)
	attach      func(role string) (service.AttachmentInput, error)
	print       func(present.Form) (string, error)
	atIntake    []present.Form
	drafts      []present.Draft
	draftsSaved int
	join        func(code, device string) error
	openAlone   func(site, name, person string) error
	preferences present.Preferences
	lent        []service.LoanStanding // the loaners of every file
	ordered     []views.Order          // and its orders
	promised    []views.Promise        // and its promises
	disputed    []service.TimedClaim
	todo        []views.Task
	manages
	unread int
	queue  present.PrintQueue
}

func newShop(t testing.TB) *shop { return &shop{port: port{t: t}} }

func (s *shop) ListIDs(_ context.Context, f views.Filter) ([]present.ID, error) {
	if s.listIDs == nil {
		s.unset("ListIDs")
		return nil, nil
	}
	return s.listIDs(f)
}

func (s *shop) Rows(_ context.Context, ids []present.ID) ([]views.RepairRow, error) {
	if s.rows == nil {
		s.unset("Rows")
		return nil, nil
	}
	return s.rows(ids)
}

func (s *shop) Counts(context.Context) (views.Counts, error) {
	if s.counts == nil {
		s.unset("Counts")
		return views.Counts{}, nil
	}
	return s.counts()
}

func (s *shop) Staff(context.Context) ([]views.Staff, error) {
	if s.staff == nil {
		return nil, nil
	}
	return s.staff()
}

func (s *shop) CountThreads(context.Context, string, string) (int, error) { return s.unread, nil }

func (s *shop) Place() (string, string) { return "Lille", "2" }

func (s *shop) Repair(ctx context.Context, id present.ID) (views.Repair, error) {
	if s.repair == nil {
		s.unset("Repair")
		return views.Repair{}, nil
	}
	return s.repair(ctx, id)
}

func (s *shop) Customer(_ context.Context, id present.ID) (views.Customer, error) {
	if s.customer == nil {
		s.unset("Customer")
		return views.Customer{}, nil
	}
	return s.customer(id)
}

func (s *shop) Search(ctx context.Context, query string, _ int) ([]views.Hit, error) {
	if s.search == nil {
		s.unset("Search")
		return nil, nil
	}
	return s.search(ctx, query)
}

func (s *shop) Review(context.Context) ([]views.ReviewItem, error) {
	if s.review == nil {
		s.unset("Review")
		return nil, nil
	}
	return s.review()
}

func (s *shop) Outgoing(context.Context, int) (present.Outgoing, error) {
	if s.outgoing == nil {
		s.unset("Outgoing")
		return present.Outgoing{}, nil
	}
	return s.outgoing()
}

func (s *shop) Letterhead(context.Context, string) (service.Letterhead, error) {
	return service.Letterhead{Diagnosis: &repair.DiagnosisFee{Cents: 3900, Deducted: true}}, nil
}

func (s *shop) CustomersByPhone(_ context.Context, phone string) ([]views.Customer, error) {
	if s.byPhone == nil {
		s.unset("CustomersByPhone")
		return nil, nil
	}
	return s.byPhone(phone)
}

func (s *shop) SerialHistory(_ context.Context, serial string) ([]views.RepairRow, error) {
	if s.bySerial == nil {
		s.unset("SerialHistory")
		return nil, nil
	}
	return s.bySerial(serial)
}

// done runs a command's function, failing when it is not set.
func done[In any](s *shop, name string, fn func(In) error, in In) (service.Result, error) {
	if fn == nil {
		s.unset(name)
		return service.Result{}, nil
	}
	return service.Result{}, fn(in)
}

func (s *shop) Move(ctx context.Context, call service.Call, in *service.MoveInput) (service.Result, error) {
	if s.move == nil {
		s.unset("Move")
		return service.Result{}, nil
	}
	return service.Result{}, s.move(ctx, call, in)
}

func (s *shop) Edit(_ context.Context, _ service.Call, in *service.EditInput) (service.Result, error) {
	return done(s, "Edit", s.edit, in)
}

func (s *shop) Note(_ context.Context, call service.Call, in *service.NoteInput) (service.Result, error) {
	if s.note == nil {
		s.unset("Note")
		return service.Result{}, nil
	}
	return service.Result{}, s.note(call, in)
}

func (s *shop) StopMessages(_ context.Context, _ service.Call, in *service.StopInput) (service.Result, error) {
	return done(s, "StopMessages", s.silence, in)
}

func (s *shop) StartMessages(_ context.Context, _ service.Call, in *service.StartInput) (service.Result, error) {
	return done(s, "StartMessages", s.write, in)
}

func (s *shop) Diagnose(_ context.Context, _ service.Call, in *service.DiagnoseInput) (service.Result, error) {
	return done(s, "Diagnose", s.diagnose, in)
}

func (s *shop) HandBack(_ context.Context, _ service.Call, in *service.HandBackInput) (service.Result, error) {
	return done(s, "HandBack", s.handBack, in)
}

func (s *shop) Quote(_ context.Context, call service.Call, in *service.QuoteInput) (service.Result, error) {
	if s.quote == nil {
		s.unset("Quote")
		return service.Result{}, nil
	}
	return service.Result{}, s.quote(call, in)
}

func (s *shop) AnswerQuote(_ context.Context, _ service.Call, in *service.AnswerInput) (service.Result, error) {
	return done(s, "AnswerQuote", s.answer, in)
}

func (s *shop) AskToStart(_ context.Context, _ service.Call, in *service.WishInput) (service.Result, error) {
	return done(s, "AskToStart", s.wish, in)
}

func (s *shop) Inbox(context.Context, string) (service.Inbox, error) { return s.heard, nil }

func (s *shop) QuoteAmendment(context.Context, *service.ByID) (service.Amendment, error) {
	if s.amendment == nil {
		return service.Amendment{}, fault.New(service.NoRise, "id")
	}
	return *s.amendment, nil
}

func (s *shop) AmendQuote(_ context.Context, _ service.Call, in *service.AmendInput) (service.Result, error) {
	return done(s, "AmendQuote", s.amend, in)
}

func (s *shop) Settle(_ context.Context, _ service.Call, in *service.SettleInput) (service.Result, error) {
	return done(s, "Settle", s.settleItem, in)
}

func (s *shop) Receive(_ context.Context, call service.Call, in *service.ReceiveInput) (service.Result, error) {
	if s.receive == nil {
		s.unset("Receive")
		return service.Result{}, nil
	}
	made, err := s.receive(call, in)
	return service.Result{Data: made}, err
}

func (s *shop) Attach(_ context.Context, role string, content io.Reader) (service.AttachmentInput, error) {
	if s.attach == nil {
		s.unset("Attach")
		return service.AttachmentInput{}, nil
	}
	_, _ = io.Copy(io.Discard, content)
	return s.attach(role)
}

func (s *shop) AtIntake() []present.Form { return s.atIntake }

func (s *shop) Print(_ context.Context, _ present.ID, form present.Form) (string, error) {
	if s.print == nil {
		s.unset("Print")
		return "", nil
	}
	return s.print(form)
}

func (s *shop) Preview(_ context.Context, _ present.ID, form present.Form) ([]byte, error) {
	return []byte("page of " + form), nil
}

func (s *shop) Drafts(context.Context) ([]present.Draft, error) {
	return append([]present.Draft(nil), s.drafts...), nil
}

func (s *shop) SaveDraft(_ context.Context, d present.Draft) error {
	s.draftsSaved++
	_ = s.DropDraft(context.Background(), d.ID)
	s.drafts = append([]present.Draft{d}, s.drafts...)
	return nil
}

func (s *shop) DropDraft(_ context.Context, id string) error {
	var kept []present.Draft
	for _, d := range s.drafts {
		if d.ID != id {
			kept = append(kept, d)
		}
	}
	s.drafts = kept
	return nil
}

func (s *shop) Join(_ context.Context, code, device string) error {
	if s.join == nil {
		s.unset("Join")
		return nil
	}
	return s.join(code, device)
}

func (s *shop) OpenAlone(_ context.Context, site, name, person string) error {
	if s.openAlone == nil {
		s.unset("OpenAlone")
		return nil
	}
	return s.openAlone(site, name, person)
}

func (s *shop) OrdersOfFile(context.Context, present.ID) ([]views.Order, error) {
	return s.ordered, nil
}

func (s *shop) PromisesOfFile(context.Context, present.ID) ([]views.Promise, error) {
	return s.promised, nil
}

func (s *shop) ClaimsAbout(context.Context, *service.ByID) ([]service.TimedClaim, error) {
	return s.disputed, nil
}

func (s *shop) ParcelsAbout(context.Context, present.ID) ([]views.Parcel, error) { return nil, nil }

func (s *shop) TasksAbout(context.Context, *service.ByID) ([]views.Task, error) { return s.todo, nil }

func (s *shop) Tasks(context.Context, *service.TasksAsked) ([]views.Task, error) {
	return append([]views.Task(nil), s.todo...), nil
}

func (s *shop) LoansOfFile(context.Context, present.ID) ([]service.LoanStanding, error) {
	return s.lent, nil
}

func (s *shop) Preferences() present.Preferences { return s.preferences }

func (s *shop) Prefer(_ context.Context, p present.Preferences) error {
	s.preferences = p
	return nil
}

func (s *shop) Facts(context.Context) (present.DeviceFacts, error) {
	return present.DeviceFacts{Site: "LIL", Device: "2", Version: "dev"}, nil
}

func frenchWords() *lang.Catalogue { return lang.For("fr") }

// The print queue of the shop of tests stands still.
func (s *shop) PrintQueue(context.Context) (present.PrintQueue, error) { return s.queue, nil }

func (s *shop) WatchPrints(func()) func() { return func() {} }
