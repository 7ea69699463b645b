package service

import (
	"cmp"
	"context"

	"etabli/app/domain/civil"
	"etabli/app/domain/debt"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/till"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func debtCommands() []Command {
	return []Command{
		command("till.unpaid", "Record that money did not come: a card declined later, a cheque that bounced. It is owed again.", (*App).TillUnpaid),
		command("till.cards_came", "Log that cards which were taken without an answer were paid.", (*App).TillCardsCame),
		command("receivable.plan", "Agree by which days a debt is paid in parts.", (*App).PlanDebt),
		command("till.give_back", "Give money back while the sale stands: it was paid twice, too early, or too much in cash.", (*App).TillGiveBack),
		command("receivable.remind", "Log a reminder of a debt that is late.", (*App).RemindDebt),
		command("receivable.give_up", "Give a debt up, or wait for it again.", (*App).GiveDebtUp),
	}
}

// UnpaidInput is money that did not come.
type UnpaidInput struct {
	Number string      `json:"number" doc:"of the receipt that the money came with: the sale's, or that of a later payment"`
	Tender till.Tender `json:"tender,omitempty" doc:"card, cheque, transfer or link; may be left out when there is only one"`
	Cents  int64       `json:"cents,omitempty" doc:"all of it when empty"`
	Reason string      `json:"reason" doc:"declined, bounced, disputed or recalled"`
	Due    string      `json:"due_on,omitempty" doc:"by when it is owed now; by the rule when empty"`
	Practice
}

// GiveBackInput is money that goes back while the sale stands.
type GiveBackInput struct {
	Number   string      `json:"number" doc:"of the receipt of the sale"`
	Payments []till.Paid `json:"payments" doc:"negative; what comes by other means in its stead is positive"`
	Reason   string      `json:"reason" doc:"paid_twice, too_early or too_much_cash"`
	Due      string      `json:"due_on,omitempty" doc:"by when it is owed again, where it is; by the rule when empty"`
	BankInput
	Practice
}

// TillGiveBack records money that goes back while the sale stands.
func (a *App) TillGiveBack(ctx context.Context, call Call, in *GiveBackInput) (Result, error) {
	act := tillAct{call: call, training: in.Training, to: in.BankInput}
	act.make = func(r storage.Reader, _ till.Terms, _ int64) (till.Record, error) {
		sold, err := a.named(r, in.Number, in.Training)
		if err != nil {
			return till.Record{}, err
		}
		due := in.Due
		if due == "" {
			t, at, err := a.debtTerms(r, a.place.Site)
			if err != nil {
				return till.Record{}, err
			}
			due = t.Usual.After(at.today, at.region).String()
		}
		return till.GiveBack(sold.Record, sold.Since, in.Payments, in.Reason, due)
	}
	return a.recordAbout(ctx, act, in.Number)
}

// TillUnpaid records that money did not come. The sale stands, and leaves a debt.
func (a *App) TillUnpaid(ctx context.Context, call Call, in *UnpaidInput) (Result, error) {
	sale, err := read(ctx, a, func(r storage.Reader) (string, error) {
		by, err := a.named(r, in.Number, in.Training)
		if err == nil && by.Record.Kind == till.Payment {
			return by.Record.Ref, nil
		}
		return in.Number, err
	})
	if err != nil {
		return Result{}, err
	}
	act := tillAct{call: call, training: in.Training}
	act.make = func(r storage.Reader, _ till.Terms, _ int64) (till.Record, error) {
		sold, err := a.named(r, sale, in.Training)
		if err != nil {
			return till.Record{}, err
		}
		by, err := a.named(r, in.Number, in.Training)
		if err != nil {
			return till.Record{}, err
		}
		after, err := a.views.TillAfter(r, sale)
		if err != nil {
			return till.Record{}, err
		}
		followed := make([]till.Record, len(after))
		for i := range after {
			followed[i] = after[i].Record
		}
		f := till.Failed{By: by.Record, Tender: in.Tender, Cents: in.Cents, Reason: in.Reason, Due: in.Due}
		if f.Due == "" {
			t, at, err := a.debtTerms(r, a.place.Site)
			if err != nil {
				return till.Record{}, err
			}
			f.Due = t.Usual.After(at.today, at.region).String()
		}
		return till.Unpaid(sold.Record, followed, f)
	}
	return a.recordAbout(ctx, act, sale)
}

// CardsCameInput names receipts.
type CardsCameInput struct {
	Numbers []string `json:"numbers" doc:"of receipts whose cards were taken without an answer"`
}

// TillCardsCame logs that cards which were taken without an answer were paid.
func (a *App) TillCardsCame(ctx context.Context, call Call, in *CardsCameInput) (Result, error) {
	if len(in.Numbers) == 0 {
		return Result{}, fault.New(fault.Missing, "numbers")
	}
	if len(in.Numbers) > debt.MaxNumbers {
		return Result{}, fault.New(fault.TooLong, "numbers", "limit", itoa(debt.MaxNumbers))
	}
	plan := func(r storage.Reader) (*journal.Draft, error) {
		var d *draft
		for i, number := range in.Numbers {
			rec, err := a.named(r, number, false)
			if err != nil {
				return nil, within("numbers."+itoa(i), without("number", err))
			}
			if inDoubt(rec.Payments) == 0 {
				return nil, fault.New(debt.NotInDoubt, "numbers."+itoa(i), "number", number)
			}
			if d == nil {
				d = newDraft(call, kind.CardsCame, entity(kind.Till, rec.DayID))
			} else {
				d.once(kind.Till, rec.DayID)
			}
		}
		return d.with(debt.CameFacts{Numbers: in.Numbers})
	}
	return a.commit(ctx, call, plan, func(storage.Reader) (any, error) { return in, nil })
}

// once makes the entry about another entity too, if it is not yet.
func (d *draft) once(t uint8, id journal.EntityID) {
	for _, e := range d.Entities {
		if e == entity(t, id) {
			return
		}
	}
	d.also(t, id)
}

// inDoubt is what was taken by cards without an answer.
func inDoubt(payments []till.Paid) (cents int64) {
	for _, p := range payments {
		if p.Tender == till.Card && p.Auth == till.Offline && p.Cents > 0 {
			cents += p.Cents
		}
	}
	return cents
}

// onDebt commits an entry about a receipt that leaves a debt: its day, its file and
// its buyer.
func (a *App) onDebt(ctx context.Context, call Call, k kind.Kind, number string, decide func(DebtNow, debt.Terms, law) (any, error)) (Result, error) {
	plan := func(r storage.Reader) (*journal.Draft, error) {
		rec, err := a.named(r, number, false)
		if err != nil {
			return nil, err
		}
		t, at, err := a.debtTerms(r, rec.Site)
		if err != nil {
			return nil, err
		}
		now, err := a.debtNow(r, rec, t, at.today)
		if err != nil {
			return nil, err
		}
		facts, err := decide(now, t, at)
		if err != nil {
			return nil, err
		}
		d := newDraft(call, k, entity(kind.Till, rec.DayID))
		if rec.File != nil {
			d.also(kind.Repair, *rec.File)
		}
		if rec.Buyer != nil {
			d.also(kind.Customer, *rec.Buyer)
		}
		return d.with(facts)
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) {
		rec, err := a.named(r, number, false)
		if err != nil {
			return nil, err
		}
		t, at, err := a.debtTerms(r, rec.Site)
		if err != nil {
			return nil, err
		}
		return a.debtNow(r, rec, t, at.today)
	})
}

// PlanInput says by which days a debt is paid.
type PlanInput struct {
	Number string      `json:"number" doc:"of the receipt"`
	Parts  []debt.Part `json:"parts" doc:"by their days; together what is owed"`
}

// PlanDebt agrees by which days a debt is paid.
func (a *App) PlanDebt(ctx context.Context, call Call, in *PlanInput) (Result, error) {
	return a.onDebt(ctx, call, kind.DebtPlanned, in.Number, func(now DebtNow, t debt.Terms, at law) (any, error) {
		f := debt.PlannedFacts{Number: now.Number, Parts: in.Parts}
		return f, debt.CheckPlanned(f, now.Owed, dateOr(now.Day, at.today), at.today, now.Trade, t)
	})
}

// RemindDebtInput is a reminder.
type RemindDebtInput struct {
	Number  string `json:"number" doc:"of the receipt"`
	Channel string `json:"channel" doc:"phone, sms, email, letter, registered or counter"`
	On      string `json:"on,omitempty" doc:"today when empty"`
	Proof   string `json:"proof,omitempty"`
}

// RemindDebt logs a reminder of a debt that is late.
func (a *App) RemindDebt(ctx context.Context, call Call, in *RemindDebtInput) (Result, error) {
	return a.onDebt(ctx, call, kind.DebtReminded, in.Number, func(now DebtNow, _ debt.Terms, at law) (any, error) {
		f := debt.RemindedFacts{Number: now.Number, Step: len(now.Reminders) + 1, Channel: in.Channel, On: cmp.Or(in.On, at.today.String()), Proof: in.Proof}
		return f, debt.CheckReminded(f, now.Standing)
	})
}

// GiveUpInput gives a debt up.
type GiveUpInput struct {
	Number string `json:"number" doc:"of the receipt"`
	Reason string `json:"reason,omitempty" doc:"a code, such as bankrupt or too_small"`
	Back   bool   `json:"back,omitempty" doc:"it is waited for again"`
}

// GiveDebtUp gives a debt up: nobody is reminded any more. It stays owed in the till.
func (a *App) GiveDebtUp(ctx context.Context, call Call, in *GiveUpInput) (Result, error) {
	return a.onDebt(ctx, call, kind.DebtGivenUp, in.Number, func(now DebtNow, _ debt.Terms, _ law) (any, error) {
		f := debt.GivenUpFacts{Number: now.Number, Reason: in.Reason, Cents: now.Owed, Back: in.Back}
		return f, debt.CheckGivenUp(f)
	})
}

// DebtNow is a debt as it stands today.
type DebtNow struct {
	Number       string            `json:"number"` // of the receipt
	Day          string            `json:"day"`
	Site         string            `json:"site"`
	File         *journal.EntityID `json:"repair,omitempty"`
	FileNumber   string            `json:"file_number,omitempty"`
	Customer     journal.EntityID  `json:"customer,omitzero"`
	CustomerName string            `json:"customer_name,omitempty"`
	Trade        bool              `json:"trade,omitempty"`
	debt.Standing
	Age       string               `json:"age"`
	Parts     []debt.Part          `json:"parts,omitempty"`
	Agreed    bool                 `json:"agreed,omitempty"` // the parts were agreed, not only printed
	Reminders []debt.RemindedFacts `json:"-"`
	Reminded  int                  `json:"reminded,omitempty"`
	GivenUp   string               `json:"given_up,omitempty"` // why
	Interest  int64                `json:"interest_cents,omitempty"`
	Fee       int64                `json:"fee_cents,omitempty"`
}

func (a *App) debtNow(r storage.Reader, rec views.TillRecord, t debt.Terms, today civil.Date) (DebtNow, error) {
	d, err := a.views.DebtOf(r, rec)
	if err != nil {
		return DebtNow{}, err
	}
	out := DebtNow{
		Number: rec.Number, Day: rec.Day, Site: rec.Site, File: rec.File, Trade: rec.Trade, Parts: d.Parts, Agreed: d.Planned,
		Reminders: d.Reminded, Reminded: len(d.Reminded),
	}
	if rec.Buyer != nil {
		out.Customer = *rec.Buyer
	}
	if rec.File != nil {
		file, err := a.views.Repair(r, *rec.File)
		if err == nil {
			out.FileNumber = file.Number
			if out.Customer.IsZero() {
				out.Customer = file.CustomerID
			}
		}
	}
	if !out.Customer.IsZero() {
		if c, err := a.views.Customer(r, out.Customer); err == nil {
			out.CustomerName = c.Name
		}
	}
	owed := rec.Owed(rec.Since)
	if len(out.Parts) == 0 {
		if out.Parts, err = a.printedParts(r, rec, owed, t); err != nil {
			return out, err
		}
	}
	out.Standing = debt.Stand(out.Parts, owed, len(d.Reminded), today, t)
	out.Age = debt.Age(out.DaysLate)
	if d.GivenUp != nil {
		out.GivenUp, out.Remind = d.GivenUp.Reason, 0
	}
	if rec.Trade {
		out.Interest, out.Fee = debt.Late(out.Over, out.DaysLate, t)
	}
	return out, nil
}

// printedParts are the parts that the receipt says, and those of money that did not
// come; for a business, whose receipts name no day, those of its invoice.
func (a *App) printedParts(r storage.Reader, rec views.TillRecord, owed int64, t debt.Terms) (out []debt.Part, err error) {
	usual := t.Usual.After(dateOr(rec.Day, civil.None), t.Region).String()
	if rec.Trade && rec.Buyer != nil {
		if usual, err = a.invoiceDue(r, *rec.Buyer, rec.Number, usual); err != nil {
			return nil, err
		}
	}
	later := func(payments []till.Paid) {
		for _, p := range payments {
			if p.Tender == till.Later && p.Cents > 0 {
				out = append(out, debt.Part{Due: cmp.Or(p.Due, usual), Cents: p.Cents})
			}
		}
	}
	later(rec.Payments)
	if rec.Since.Owed == 0 {
		return out, nil
	}
	after, err := a.views.TillAfter(r, rec.Number)
	for i := range after {
		if after[i].Record.Kind == till.Payment {
			later(after[i].Payments)
		}
	}
	if len(out) == 0 && owed > 0 {
		out = []debt.Part{{Due: usual, Cents: owed}}
	}
	return out, err
}

// invoiceDue is when the invoice is due on which a receipt stands.
func (a *App) invoiceDue(r storage.Reader, buyer journal.EntityID, receipt, otherwise string) (string, error) {
	invoiced, err := a.views.InvoicedOf(r, buyer)
	if err != nil || invoiced[receipt] == "" {
		return otherwise, err
	}
	i, err := a.views.InvoiceByNumber(r, invoiced[receipt])
	if err != nil {
		return otherwise, nil // it is of another shop and not here
	}
	return cmp.Or(i.DueOn, otherwise), nil
}
