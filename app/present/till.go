package present

import (
	"context"
	"slices"

	"etabli/app/domain/till"
	"etabli/app/service"
	"etabli/app/views"
)

// TillTab names a page of the till.
type TillTab string

// The pages of the till.
const (
	SaleTab    TillTab = "sale"
	DayTab     TillTab = "day"
	KeptTab    TillTab = "kept" // cautions, and what is owed
	ControlTab TillTab = "control"
)

// TillState is what surrounds the pages of the till.
type TillState struct {
	Tabs     []Choice
	Tab      TillTab
	Practice Notice // the banner while nothing counts; empty otherwise
}

// Tills is what the till's pages read and do.
type Tills interface {
	Changes
	Calls
	Connecting
	Approving
	TillTerms(ctx context.Context, in *service.Anything) (service.TillRules, error)
	TillDue(ctx context.Context, in *service.ByID) (service.FileDue, error)
	TillRecord(ctx context.Context, in *service.NumberInput) (service.ReceiptSheet, error)
	TillNow(ctx context.Context, in *service.Practice) (views.TillDay, error)
	TillDays(ctx context.Context, in *service.DaysInput) ([]views.TillDay, error)
	TillReceipts(ctx context.Context, in *service.ReceiptsInput) ([]service.ReceiptSheet, error)
	TillHistory(ctx context.Context, in *service.NumberInput) ([]service.ReceiptSheet, error)
	TillUndone(ctx context.Context, in *service.ReceiptsInput) ([]service.ReceiptSheet, error)
	TillVerify(ctx context.Context, in *service.Anything) ([]service.TillProof, error)
	PartsNamed(ctx context.Context, words string) ([]views.Part, error)
	Search(ctx context.Context, query string, limit int) ([]views.Hit, error)

	TillSell(ctx context.Context, call service.Call, in *service.SellInput) (service.Result, error)
	TillSettle(ctx context.Context, call service.Call, in *service.OwedInput) (service.Result, error)
	TillRefund(ctx context.Context, call service.Call, in *service.RefundInput) (service.Result, error)
	TillGiveBack(ctx context.Context, call service.Call, in *service.GiveBackInput) (service.Result, error)
	TillCaution(ctx context.Context, call service.Call, in *service.CautionInput) (service.Result, error)
	TillCash(ctx context.Context, call service.Call, in *service.CashInput) (service.Result, error)
	TillCount(ctx context.Context, call service.Call, in *service.CountInput) (service.Result, error)
	TillClose(ctx context.Context, call service.Call, in *service.CloseInput) (service.Result, error)
	TillEvent(ctx context.Context, call service.Call, in *service.EventInput) (service.Result, error)
	TillPolicy(ctx context.Context, call service.Call, in *service.PolicyInput) (service.Result, error)
}

// TillPapers prints what the till records. Each answers where it went.
type TillPapers interface {
	PrintReceipt(ctx context.Context, number string) (where string, err error)
	// PrintAgain prints a duplicate, which is recorded.
	PrintAgain(ctx context.Context, call service.Call, in *service.CopyInput) (where string, err error)
	// PrintBill prints the note of a sale, or the credit note of a refund.
	PrintBill(ctx context.Context, number string) (where string, err error)
	PrintVoucher(ctx context.Context, code string) (where string, err error)
	PrintClosing(ctx context.Context, level till.Level, period string, training bool) (where string, err error)
	ArchiveTill(ctx context.Context, year string) (where string, err error)
	// PrintTillNotice prints what hangs where people pay.
	PrintTillNotice(ctx context.Context) (where string, err error)
}

// TillPorts are what the till's pages work with.
type TillPorts struct {
	Tills    Tills
	Vouchers Vouchers
	Papers   TillPapers
	Drafts   Drafts
}

// TillShows draw the pages of the till.
type TillShows struct {
	Frame   func(TillState)
	Sale    func(SaleState)
	Day     func(TillDayState)
	Kept    func(KeptState)
	Control func(ControlState)
}

// tillPage is one page of the till.
type tillPage interface {
	Enter(ctx context.Context)
	Leave()
}

// Till presents the till: its pages, of which one is shown, and whether it is
// practice that they do.
type Till struct {
	stay
	show func(TillState)

	Sale    *Sale
	Day     *TillDay
	Kept    *Kept
	Control *Control

	tab      TillTab
	training bool
}

// NewTill makes the presenters of the till.
func NewTill(env Env, ports TillPorts, shows TillShows) *Till {
	t := &Till{stay: stay{Env: env}, show: shows.Frame, tab: SaleTab}
	in := tillRoom{ports: ports, training: &t.training, settle: t.settle, open: t.openReceipt, practise: t.PracticeToggled}
	t.Sale = newSale(env, in, shows.Sale)
	t.Day = newTillDay(env, in, shows.Day)
	t.Kept = newKept(env, in, shows.Kept)
	t.Control = newControl(env, in, shows.Control)
	return t
}

// tillRoom is what the pages share.
type tillRoom struct {
	ports    TillPorts
	training *bool
	settle   func(number string) // takes a payment of what is owed for a receipt
	open     func(number string) // shows a receipt
	practise func()              // begins practice, or ends it
}

func (r tillRoom) practice() service.Practice { return service.Practice{Training: *r.training} }

// noPaper writes into the technical log that no paper came out. That nothing was
// written is no second failure to tell.
func (r tillRoom) noPaper(s *stay) {
	call, err := r.ports.Tills.NewCall(s.Desk.Staff)
	if err != nil {
		return
	}
	in := &service.EventInput{What: till.PrinterFailed, Practice: r.practice()}
	act(s, func(ctx context.Context) (struct{}, error) {
		_, _ = r.ports.Tills.TillEvent(ctx, call, in)
		return struct{}{}, nil
	}, func(struct{}, error) {})
}

// Enter shows the page that was shown last.
func (t *Till) Enter(ctx context.Context) {
	t.enter(ctx)
	t.page().Enter(ctx)
	t.publish()
}

// Leave ends it.
func (t *Till) Leave() {
	t.page().Leave()
	t.leave()
}

func (t *Till) page() tillPage {
	switch t.tab {
	case DayTab:
		return t.Day
	case KeptTab:
		return t.Kept
	case ControlTab:
		return t.Control
	case SaleTab:
	}
	return t.Sale
}

// TabChosen shows another page.
func (t *Till) TabChosen(tab TillTab) {
	if tab == t.tab || !t.here() {
		return
	}
	t.page().Leave()
	t.tab = tab
	t.page().Enter(t.ctx)
	t.publish()
}

// Tab is the page that is shown.
func (t *Till) Tab() TillTab { return t.tab }

// tabs are the pages in their order.
var tabs = []TillTab{SaleTab, DayTab, KeptTab, ControlTab}

// TabMoved shows the page before or after, round and round.
func (t *Till) TabMoved(by int) {
	at := slices.Index(tabs, t.tab)
	t.TabChosen(tabs[(at+by+len(tabs))%len(tabs)])
}

// Show opens what a route names: a file that pays.
func (t *Till) Show(at Route) {
	if at.Repair.IsZero() {
		return
	}
	t.TabChosen(SaleTab)
	t.Sale.OpenFile(at.Repair)
}

func (t *Till) settle(number string) {
	t.TabChosen(SaleTab)
	t.Sale.OpenDebt(number)
}

func (t *Till) openReceipt(number string) {
	t.TabChosen(DayTab)
	t.Day.Open(number)
}

// PracticeToggled begins practice, whose totals are nobody's, or ends it. A sale
// that was begun stays with the till it was begun on, and is put away.
func (t *Till) PracticeToggled() {
	t.training = !t.training
	t.Sale.AgainPressed()
	t.page().Leave()
	t.page().Enter(t.ctx)
	t.publish()
}

// Scanned takes a code on whatever page is shown.
func (t *Till) Scanned(code string) bool {
	if !t.Sale.takes(code) {
		return false
	}
	t.TabChosen(SaleTab)
	return t.Sale.Scanned(code)
}

// PrimaryPressed does the right next thing of the page.
func (t *Till) PrimaryPressed() {
	switch t.tab {
	case SaleTab:
		t.Sale.PrimaryPressed()
	case DayTab:
		t.Day.PrimaryPressed()
	case KeptTab:
		t.Kept.TakePressed()
	case ControlTab:
		t.Control.VerifyPressed()
	}
}

// SavePressed records the sale.
func (t *Till) SavePressed() {
	if t.tab == SaleTab {
		t.Sale.SavePressed()
	}
}

// KeyPressed pays by a tender, by its key.
func (t *Till) KeyPressed(tender till.Tender) {
	if t.tab == SaleTab {
		t.Sale.TenderPressed(tender)
	}
}

func (t *Till) publish() {
	w := t.Words
	s := TillState{Tab: t.tab, Tabs: []Choice{
		{string(SaleTab), w.T("till.tab.sale")}, {string(DayTab), w.T("till.tab.day")},
		{string(KeptTab), w.T("till.tab.kept")}, {string(ControlTab), w.T("till.tab.control")},
	}}
	if t.training {
		s.Practice = Notice{Tone: Watch, Text: w.T("till.practice"), Next: w.T("till.practice.text"), Retry: w.T("till.practice.end")}
	}
	t.show(s)
}
