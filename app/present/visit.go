package present

import (
	"context"
	"errors"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/product"
	"etabli/app/domain/visit"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// Owed says what is owed on a file, and what was done to a device before.
type Owed interface {
	Repair(ctx context.Context, id ID) (views.Repair, error)
	Customer(ctx context.Context, id ID) (views.Customer, error)
	Verdict(ctx context.Context, id ID) (service.Verdict, error)
	SerialHistory(ctx context.Context, serial string) ([]views.RepairRow, error)
	VanStock(ctx context.Context, in *service.VanAsked) ([]service.VanPart, error)
	// PageLink is the address of the customer's page; empty when it is not known.
	PageLink(token string) string
}

// VisitActs are the commands on a visit.
type VisitActs interface {
	VisitTerms(ctx context.Context, in *service.TermsAsked) (service.VisitTerms, error)
	StepVisit(ctx context.Context, call service.Call, in *service.StepVisitInput) (service.Result, error)
	MoveVisit(ctx context.Context, call service.Call, in *service.MoveVisitInput) (service.Result, error)
	CancelVisit(ctx context.Context, call service.Call, in *service.CancelVisitInput) (service.Result, error)
	AbsentCustomer(ctx context.Context, call service.Call, in *service.AbsentInput) (service.Result, error)
	CheckVisit(ctx context.Context, call service.Call, in *service.CheckVisitInput) (service.Result, error)
	TakeDevice(ctx context.Context, call service.Call, in *service.TakeDeviceInput) (service.Result, error)
	ReportVisit(ctx context.Context, call service.Call, in *service.ReportInput) (service.Result, error)
	UseStock(ctx context.Context, call service.Call, in *service.UseStockInput) (service.Result, error)
	Receive(ctx context.Context, call service.Call, in *service.ReceiveInput) (service.Result, error)
	Quote(ctx context.Context, call service.Call, in *service.QuoteInput) (service.Result, error)
	AnswerQuote(ctx context.Context, call service.Call, in *service.AnswerInput) (service.Result, error)
	SendMessage(ctx context.Context, call service.Call, in *service.SendInput) (service.Result, error)
}

// VisitPapers prints what is left with a customer.
type VisitPapers interface {
	Print(ctx context.Context, id ID, form Form) (where string, err error)
	// PrintVisit writes the report of a visit, or the slip of one that did not
	// take place, and answers where it went.
	PrintVisit(ctx context.Context, id ID) (where string, err error)
}

// VisitPorts are what the page of a visit works with.
type VisitPorts struct {
	Visits   Visits
	Owed     Owed
	Acts     VisitActs
	Sheets   Worksheets
	Pictures Attaching
	Papers   VisitPapers
	Links    Opening
}

// job at a customer's, as one reading found it.
type onSite struct {
	visit    service.Reported
	file     views.Repair // zero when the visit is about no file
	customer views.Customer
	verdict  service.Verdict
	judged   bool
	history  []views.RepairRow
	van      []service.VanPart
	kept     []byte // the worksheet
}

// Signing lets a customer sign what a text says; signed gets the picture, a PNG.
type Signing func(text string, signed func(png []byte))

// Visit presents one visit.
type Visit struct {
	stay
	ports VisitPorts
	show  func(VisitState)

	id        ID
	now       onSite
	known     bool
	sheet     worksheet
	keeper    keeper
	terms     service.VisitTerms
	codes     bool // the door codes are shown
	busy      bool
	notice    Notice
	lane      lane
	termsLane lane
	pulse     *pulse
	sheets    sheets
	ticker    func()
	sign      Signing
	then      func() // once the sheet is away
}

// NewVisit makes the presenter of a visit; sign lets the customer sign.
func NewVisit(env Env, ports VisitPorts, sign Signing, show func(VisitState)) *Visit {
	v := &Visit{stay: stay{Env: env}, ports: ports, show: show, sign: sign, ticker: func() {}, then: func() {}}
	v.pulse = newPulse(env, frame, v.load)
	v.sheets = sheets{stay: &v.stay, calls: ports.Visits, publish: v.publish, after: v.sheetDone}
	return v
}

// Enter follows the visit that is shown.
func (v *Visit) Enter(ctx context.Context) {
	v.enter(ctx)
	v.watch(v.ports.Visits, v.changed)
	v.until(v.pulse.rest)
	v.until(func() { v.ticker() })
	v.tick()
	if !v.id.IsZero() {
		v.pulse.kick()
	}
	v.publish()
}

// Leave ends it; what was noted is kept.
func (v *Visit) Leave() { v.leave() }

func (v *Visit) tick() {
	v.ticker = v.Clock.After(time.Minute, func() {
		v.Post(func() {
			if v.here() {
				v.publish()
				v.tick()
			}
		})
	})
}

// Show opens another visit; the zero ID opens none.
func (v *Visit) Show(id ID) {
	if v.id == id {
		return
	}
	v.id, v.known, v.now, v.sheet, v.busy, v.codes = id, false, onSite{}, worksheet{}, false, false
	v.notice, v.sheets.state, v.terms = Notice{}, Sheet{}, service.VisitTerms{}
	v.lane.drop()
	v.termsLane.drop()
	v.pulse.rest()
	if v.here() && !id.IsZero() {
		v.pulse.kick()
	}
	v.publish()
}

// RetryPressed reads the visit again.
func (v *Visit) RetryPressed() {
	v.notice = Notice{}
	v.pulse.kick()
	v.publish()
}

func (v *Visit) changed(touched []journal.Entity) {
	for _, e := range touched {
		if e.ID == v.id || e.ID == v.now.visit.Repair || e.ID == v.now.visit.Customer {
			v.pulse.kick()
			return
		}
	}
}

func (v *Visit) load() {
	id := v.id
	ask(&v.stay, &v.lane, func(ctx context.Context) (onSite, error) { return v.read(ctx, id) }, func(now onSite, err error) {
		v.pulse.done()
		if err != nil {
			v.notice = v.retriable(err)
			v.publish()
			return
		}
		first := !v.known
		v.now, v.known = now, true
		if v.notice.Retry != "" {
			v.notice = Notice{}
		}
		if first {
			v.sheet = restoreWorksheet(now.kept)
			v.askTerms()
		}
		v.publish()
	})
}

// read reads a visit with what belongs to it. What is not on this device, such
// as an erased customer, is left out.
func (v *Visit) read(ctx context.Context, id ID) (now onSite, err error) {
	if now.visit, err = v.ports.Visits.Visit(ctx, id); err != nil {
		return now, err
	}
	if now.kept, err = v.ports.Sheets.Worksheet(ctx, id); err != nil {
		return now, err
	}
	if who := now.visit.Customer; !who.IsZero() {
		if now.customer, err = v.ports.Owed.Customer(ctx, who); missing(err) {
			err = nil
		}
	}
	if err != nil {
		return now, err
	}
	if now.van, err = v.ports.Owed.VanStock(ctx, &service.VanAsked{Van: now.visit.Van, Site: now.visit.Site}); err != nil || now.visit.Repair.IsZero() {
		return now, err
	}
	if now.file, err = v.ports.Owed.Repair(ctx, now.visit.Repair); err != nil {
		if missing(err) {
			err = nil
		}
		return now, err
	}
	if now.verdict, err = v.ports.Owed.Verdict(ctx, now.visit.Repair); err != nil {
		return now, err
	}
	now.judged = true
	if serial := product.Normalise(now.file.Serial); serial != "" {
		now.history, err = v.ports.Owed.SerialHistory(ctx, serial)
	}
	return now, err
}

func missing(err error) bool { return errors.Is(err, fault.New(fault.NotFound, "")) }

func (v *Visit) publish() {
	s := VisitState{ID: v.id, Open: !v.id.IsZero(), Loading: !v.id.IsZero() && !v.known && v.notice.IsZero()}
	if v.known {
		s = v.describe()
	}
	if !s.Open {
		s.Empty = Empty{Title: v.Words.T("visit.none"), Text: v.Words.T("visit.none.text")}
	}
	s.Busy, s.Notice, s.Sheet = v.busy, v.notice, v.sheets.state
	v.show(s)
}

// sheetDone reads again after the act of a sheet; what its act says stays. What
// opens something of its own comes once the sheet is away.
func (v *Visit) sheetDone() {
	then := v.then
	v.then = func() {}
	v.pulse.kick()
	v.publish()
	then()
}

// afterwards is the act of a sheet that leads to something else.
func (v *Visit) afterwards(then func()) job {
	return func(context.Context, service.Call) error {
		v.Post(func() { v.then = then })
		return nil
	}
}

func (v *Visit) acted() {
	v.busy, v.notice = false, Notice{}
	v.pulse.kick()
	v.publish()
}

func (v *Visit) refused(err error) {
	v.busy = false
	v.notice = v.Failure(err)
	v.publish()
}

// run does an act that asks nothing, then says something about it.
func (v *Visit) run(do job, done func()) {
	if v.busy || !v.known {
		return
	}
	call, err := v.ports.Visits.NewCall(v.Desk.Staff)
	if err != nil {
		v.refused(err)
		return
	}
	v.busy, v.notice = true, Notice{}
	v.publish()
	act(&v.stay, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, do(ctx, call)
	}, func(_ struct{}, err error) {
		if err != nil {
			v.refused(err)
			return
		}
		v.acted()
		done()
	})
}

// step brings the visit on.
func (v *Visit) step(to visit.Status) {
	in := &service.StepVisitInput{ID: v.id, To: to}
	v.run(func(ctx context.Context, call service.Call) error {
		_, err := v.ports.Acts.StepVisit(ctx, call, in)
		return err
	}, func() {})
}

// SheetTyped takes a value of the open sheet.
func (v *Visit) SheetTyped(key, value string) { v.sheets.typed(key, value) }

// SheetSubmitted does what the sheet asked about.
func (v *Visit) SheetSubmitted() { v.sheets.submit() }

// SheetClosed puts the sheet away; nothing was done.
func (v *Visit) SheetClosed() { v.sheets.close() }
