package present

import (
	"context"
	"errors"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// Files is what a file is read from.
type Files interface {
	Changes
	Calls
	Repair(ctx context.Context, id ID) (views.Repair, error)
	Customer(ctx context.Context, id ID) (views.Customer, error)
}

// Acts are the commands on a file.
type Acts interface {
	Move(ctx context.Context, call service.Call, in *service.MoveInput) (service.Result, error)
	Edit(ctx context.Context, call service.Call, in *service.EditInput) (service.Result, error)
	Note(ctx context.Context, call service.Call, in *service.NoteInput) (service.Result, error)
	Diagnose(ctx context.Context, call service.Call, in *service.DiagnoseInput) (service.Result, error)
	HandBack(ctx context.Context, call service.Call, in *service.HandBackInput) (service.Result, error)
	StopMessages(ctx context.Context, call service.Call, in *service.StopInput) (service.Result, error)
	StartMessages(ctx context.Context, call service.Call, in *service.StartInput) (service.Result, error)
}

// Quotes are the commands on a quote.
type Quotes interface {
	Quote(ctx context.Context, call service.Call, in *service.QuoteInput) (service.Result, error)
	AnswerQuote(ctx context.Context, call service.Call, in *service.AnswerInput) (service.Result, error)
	AskToStart(ctx context.Context, call service.Call, in *service.WishInput) (service.Result, error)
	QuoteAmendment(ctx context.Context, in *service.ByID) (service.Amendment, error)
	AmendQuote(ctx context.Context, call service.Call, in *service.AmendInput) (service.Result, error)
}

// Settling decides what is to verify.
type Settling interface {
	Settle(ctx context.Context, call service.Call, in *service.SettleInput) (service.Result, error)
}

// RepairPorts are what the file's screen works with.
type RepairPorts struct {
	Files    Files
	Acts     Acts
	Quotes   Quotes
	Settling Settling
	Papers   Papers
	Loans    FileLoans
	Parts    FileParts
	Matters  FileMatters
	Law      Judging
	Warranty WarrantyActs
	Pictures Attaching
	Opinions OpinionActs
}

// FileLoans tells which loaners a file has.
type FileLoans interface {
	LoansOfFile(ctx context.Context, file ID) ([]service.LoanStanding, error)
}

// Repair presents one file.
type Repair struct {
	stay
	ports RepairPorts
	show  func(RepairState)

	id     ID
	file   file
	known  bool
	busy   bool
	notice Notice
	lane   lane
	pulse  *pulse
	sheets sheets
	paging lane // of the paper that is looked at
}

// NewRepair makes the presenter of a file.
func NewRepair(env Env, ports RepairPorts, show func(RepairState)) *Repair {
	r := &Repair{stay: stay{Env: env}, ports: ports, show: show}
	r.pulse = newPulse(env, frame, r.load)
	r.sheets = sheets{stay: &r.stay, calls: ports.Files, publish: r.publish, after: r.acted, attach: ports.Pictures}
	return r
}

// Enter follows the file that is shown.
func (r *Repair) Enter(ctx context.Context) {
	r.enter(ctx)
	r.watch(r.ports.Files, r.changed)
	r.until(r.pulse.rest)
	if !r.id.IsZero() {
		r.pulse.kick()
	}
	r.publish()
}

// Leave ends it.
func (r *Repair) Leave() { r.leave() }

// Show opens another file; the zero ID opens none.
func (r *Repair) Show(id ID) {
	if r.id == id {
		return
	}
	r.id, r.known, r.file, r.busy = id, false, file{}, false
	r.notice, r.sheets.state = Notice{}, Sheet{}
	r.lane.drop()
	r.pulse.rest()
	if r.here() && !id.IsZero() {
		r.pulse.kick()
	}
	r.publish()
}

// RetryPressed reads the file again.
func (r *Repair) RetryPressed() {
	r.notice = Notice{}
	r.pulse.kick()
	r.publish()
}

func (r *Repair) load() {
	id := r.id
	ask(&r.stay, &r.lane, func(ctx context.Context) (file, error) {
		return r.read(ctx, id)
	}, r.loaded)
}

// read reads a file with its customer and its loaners.
func (r *Repair) read(ctx context.Context, id ID) (out file, err error) {
	if out.repair, err = r.ports.Files.Repair(ctx, id); err != nil {
		return out, err
	}
	if out.owed, err = r.ports.Law.Verdict(ctx, id); err != nil {
		return out, err
	}
	if out.device, err = r.ports.Law.SaleOf(ctx, id); err != nil {
		return out, err
	}
	if out.loans, err = r.ports.Loans.LoansOfFile(ctx, id); err != nil {
		return out, err
	}
	if out.matters, err = readMatters(ctx, r.ports.Matters, id); err != nil {
		return out, err
	}
	if out.orders, err = r.ports.Parts.OrdersOfFile(ctx, id); err != nil {
		return out, err
	}
	if out.amend, err = readAmendment(ctx, r.ports.Quotes, out); err != nil {
		return out, err
	}
	if out.promises, err = r.ports.Parts.PromisesOfFile(ctx, id); err != nil || out.repair.CustomerID.IsZero() {
		return out, err
	}
	out.customer, err = r.ports.Files.Customer(ctx, out.repair.CustomerID)
	if errors.Is(err, fault.New(fault.NotFound, "")) {
		err = nil // erased, or kept from this device: the file is still worked on
	}
	return out, err
}

func (r *Repair) loaded(f file, err error) {
	r.pulse.done()
	if err != nil {
		r.notice = r.retriable(err)
	} else {
		r.file, r.known = f, true
		if r.notice.Retry != "" {
			r.notice = Notice{}
		}
	}
	r.publish()
}

func (r *Repair) changed(touched []journal.Entity) {
	for _, e := range touched {
		besides := slices.Contains([]uint8{kind.Task, kind.Claim, kind.Parcel, kind.Product}, uint8(e.Type))
		if e.ID == r.id || besides || uint8(e.Type) == kind.Customer && e.ID == r.file.repair.CustomerID {
			r.pulse.kick()
			return
		}
	}
}

func (r *Repair) publish() {
	s := RepairState{ID: r.id, Open: !r.id.IsZero(), Loading: !r.id.IsZero() && !r.known && r.notice.IsZero()}
	if r.known {
		s = r.describe(r.file)
	}
	if !s.Open {
		s.Empty = Empty{Title: r.Words.T("repair.none"), Text: r.Words.T("repair.none.text")}
	}
	s.Busy, s.Notice, s.Sheet = r.busy, r.notice, r.sheets.state
	r.show(s)
}

// acted reads the file again after an act; the answer of its own change may
// already be on its way.
func (r *Repair) acted() {
	r.busy = false
	r.notice = Notice{}
	r.pulse.kick()
	r.publish()
}

// run does an act that asks nothing.
func (r *Repair) run(do job) {
	if r.busy || !r.known {
		return
	}
	call, err := r.ports.Files.NewCall(r.Desk.Staff)
	if err != nil {
		r.refused(err)
		return
	}
	r.busy, r.notice = true, Notice{}
	r.publish()
	act(&r.stay, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, do(ctx, call)
	}, func(_ struct{}, err error) {
		if err != nil {
			r.refused(err)
			return
		}
		r.acted()
	})
}

func (r *Repair) refused(err error) {
	r.busy = false
	r.notice = r.Failure(err)
	r.publish()
}

// PrimaryPressed does the right next thing.
func (r *Repair) PrimaryPressed() {
	if s := r.describe(r.file); r.known && s.Primary.ID != "" {
		r.ActionPressed(s.Primary.ID)
	}
}

// fileScreens are the screens on which something else is begun for a file.
var fileScreens = map[string]Screen{
	actLend: LoansScreen, actClaim: ClaimsScreen, actParcel: ParcelsScreen, actVisit: WeekScreen, actNewTask: TasksScreen, actPay: TillScreen,
}

// ActionPressed begins an act: at once, or with a sheet that asks for what it
// needs to know.
func (r *Repair) ActionPressed(id string) {
	if !r.known || r.busy {
		return
	}
	if to, ok := movedTo(id); ok {
		r.move(to)
		return
	}
	if form, ok := strings.CutPrefix(id, actPrint); ok {
		r.PrintPressed(Form(form))
		return
	}
	if r.leads(id) || r.lawAct(id) {
		return
	}
	if screen, ok := fileScreens[id]; ok {
		r.Go(Route{Screen: screen, Repair: r.id})
		return
	}
	switch id {
	case actDiagnose:
		r.sheets.open(r.diagnoseSheet())
	case actNote:
		r.sheets.open(r.noteSheet())
	case actAmend:
		if r.file.amend != nil {
			r.sheets.open(r.amendSheet(*r.file.amend))
		}
	case actWell, actUnwell:
		r.sheets.open(r.giveOpinion(r.id, id == actWell, r.ports.Opinions))
	case actSilence:
		r.sheets.open(r.silenceSheet())
	case actPreview:
		r.openPreview()
	}
}

// leads goes to what an action names on another screen; false when it names none.
func (r *Repair) leads(id string) bool {
	for prefix, screen := range map[string]Screen{actLoan: LoansScreen, actStock: StockScreen, actTask: TasksScreen, actDispute: ClaimsScreen, actPost: ParcelsScreen} {
		var at ID
		if text, ok := strings.CutPrefix(id, prefix); ok && at.UnmarshalText([]byte(text)) == nil {
			r.Go(Route{Screen: screen, Open: at})
			return true
		}
	}
	return false
}

// move brings the repair to a status. Some moves are acts of their own.
func (r *Repair) move(to repair.Status) {
	switch to {
	case repair.QuoteSent:
		r.Go(Route{Screen: QuoteScreen, Repair: r.id})
	case repair.QuoteOK, repair.QuoteKO:
		r.sheets.open(r.answerPlan(r.ports.Quotes, r.file.repair, to == repair.QuoteOK))
	case repair.Returned:
		r.sheets.open(r.handBackSheet())
	case repair.Ready:
		r.sheets.open(r.readySheet())
	case repair.PartWait, repair.Subcontract, repair.ApprovalWait:
		r.sheets.open(r.waitSheet(to))
	default:
		r.begin(to)
	}
}

// FactPressed edits a field of the file.
func (r *Repair) FactPressed(id string) {
	if r.known && !r.busy {
		r.sheets.open(r.editSheet(id))
	}
}

// SheetTyped takes a value of the open sheet.
func (r *Repair) SheetTyped(key, value string) { r.sheets.typed(key, value) }

// SheetSubmitted does what the sheet asked about.
func (r *Repair) SheetSubmitted() { r.sheets.submit() }

// SheetClosed puts the sheet away; nothing was done.
func (r *Repair) SheetClosed() { r.sheets.close() }

// SideChosen settles a question of "À vérifier".
func (r *Repair) SideChosen(item string, side int) {
	for _, it := range r.file.repair.Items {
		if it.ID == item && side >= 0 && side < len(it.Sides) {
			in := &service.SettleInput{Item: it.ID, Choice: it.Sides[side].Choice}
			r.run(func(ctx context.Context, call service.Call) error {
				_, err := r.ports.Settling.Settle(ctx, call, in)
				return err
			})
		}
	}
}
