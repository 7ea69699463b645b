package service

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"etabli/app/domain/bonus"
	"etabli/app/domain/civil"
	"etabli/app/domain/guarantor"
	"etabli/app/domain/repair"
	"etabli/app/domain/rules"
	"etabli/app/domain/text"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func bonusQuestions() []Question {
	return []Question{
		question("bonus.amounts", "The tables of repair bonuses, row by row.", (*App).BonusAmounts),
		question("bonus.labels", "The labels of a shop.", func(a *App, ctx context.Context, in *SiteAsked) ([]bonus.LabelFacts, error) {
			return read(ctx, a, func(r storage.Reader) ([]bonus.LabelFacts, error) { return a.views.BonusLabels(r, a.here(in.Site)) })
		}),
		question("bonus.simulate", "Whether a repair has the bonus, from whom and how much, or every reason why not.", (*App).Bonus),
		question("bonus.get", "One bonus claim, with what its file lacks.", func(a *App, ctx context.Context, in *ByID) (views.Bonus, error) {
			return a.BonusByID(ctx, in.ID)
		}),
		question("bonus.file", "Everything that the form of a body asks for, of one claim.", (*App).BonusFileOf),
		question("bonus.list", "The bonus claims, open or over, with what their files lack.", (*App).Bonuses),
		question("bonus.receivables", "What the bodies owe, by age.", (*App).BonusReceivables),
		question("bonus.returns", "The devices that came back within three months of a repair with the bonus.", (*App).BonusReturns),
		question("bonus.duties", "What a label asks of a shop, and how it stands.", (*App).BonusDuties),
	}
}

func (a *App) bonusSpan(r storage.Reader, site, rule string) (law, int, error) {
	at, err := a.lawAt(r, site)
	if err != nil {
		return at, 0, err
	}
	set, err := at.rules(rules.Dates{})
	if err != nil {
		return at, 0, err
	}
	span, err := set.Span(rule)
	return at, span.N, err
}

// wholeBonus is a claim with what its file lacks.
func (a *App) wholeBonus(r storage.Reader, id journal.EntityID) (views.Bonus, error) {
	b, err := a.views.Bonus(r, id)
	if err != nil || b.Status.Over() || b.Status == bonus.Accepted {
		return b, err
	}
	file, err := a.views.Repair(r, b.Repair)
	if err != nil {
		return b, err
	}
	holds, err := a.bonusHolds(r, b, file)
	b.Missing = holds.Missing()
	return b, err
}

// bonusHolds is what a claim's file holds.
func (a *App) bonusHolds(r storage.Reader, b views.Bonus, file views.Repair) (bonus.File, error) {
	at, err := a.lawAt(r, b.Site)
	if err != nil {
		return bonus.File{}, err
	}
	holds := bonus.File{Serial: file.Serial, Fault: b.Fault, Signed: b.How == "sms" || len(b.Proof) > 0, Plate: b.Plate, Receipt: b.Receipt}
	if file.Care.Coding != nil {
		holds.Fault = cmp.Or(holds.Fault, file.Care.Coding.Symptom, file.Care.Coding.Defect)
	}
	if file.Warranty != nil {
		holds.Fault = cmp.Or(holds.Fault, string(file.Warranty.Cause))
	}
	if file.ReadyMS != 0 {
		holds.RepairedOn = civil.At(file.ReadyMS, at.zone).String()
	}
	c, err := a.views.Customer(r, file.CustomerID)
	if errors.Is(err, storage.ErrNotFound) {
		err = nil
	}
	holds.Name, holds.Email, holds.Phone, holds.Address = c.Name, c.Email, c.Phone, c.Address
	return holds, err
}

// BonusByID is one bonus claim, with what its file lacks.
func (a *App) BonusByID(ctx context.Context, id journal.EntityID) (views.Bonus, error) {
	return read(ctx, a, func(r storage.Reader) (views.Bonus, error) {
		b, err := a.wholeBonus(r, id)
		if errors.Is(err, storage.ErrNotFound) {
			err = a.ofBonus(id).missing(err)
		}
		return b, err
	})
}

// BonusAmounts are the tables of repair bonuses, row by row.
func (a *App) BonusAmounts(ctx context.Context, _ *Anything) ([]bonus.AmountFacts, error) {
	return read(ctx, a, a.views.BonusAmounts)
}

// Bonuses are bonus claims with what their files lack.
func (a *App) Bonuses(ctx context.Context, in *RecoursesAsked) ([]views.Bonus, error) {
	list := cmp.Or(in.List, views.BonusesOpen)
	if err := text.OneOf("list", list, views.BonusesOpen, views.BonusesOver); err != nil {
		return nil, err
	}
	return read(ctx, a, func(r storage.Reader) ([]views.Bonus, error) {
		all, err := a.views.Bonuses(r, list, in.Site)
		for i := range all {
			if err == nil {
				all[i], err = a.wholeBonus(r, all[i].ID)
			}
		}
		return all, err
	})
}

// Receivable is what one body owes.
type Receivable struct {
	Body      string  `json:"body"`
	N         int     `json:"n"`
	OwedCents int64   `json:"owed_cents"`
	AgeCents  []int64 `json:"age_cents"` // by days since the bill: up to 30, 60, 90, older
	Late      int     `json:"late"`      // should be paid by now
	PaidCents int64   `json:"paid_cents"`
	LostCents int64   `json:"lost_cents"` // rejected or given up after the bill
}

// BonusReceivables is what the bodies owe.
func (a *App) BonusReceivables(ctx context.Context, in *SiteAsked) ([]Receivable, error) {
	return read(ctx, a, func(r storage.Reader) ([]Receivable, error) {
		all, err := a.views.EveryBonus(r)
		if err != nil {
			return nil, err
		}
		at, err := a.lawAt(r, a.here(in.Site))
		if err != nil {
			return nil, err
		}
		out := []Receivable{}
		for i := range all {
			b := &all[i]
			if b.Receipt == "" || in.Site != "" && b.Site != in.Site {
				continue
			}
			n := slices.IndexFunc(out, func(x Receivable) bool { return x.Body == b.Body })
			if n < 0 {
				n, out = len(out), append(out, Receivable{Body: b.Body, AgeCents: make([]int64, len(guarantor.Ages)+1)})
			}
			out[n].add(b, at.today)
		}
		return out, nil
	})
}

func (x *Receivable) add(b *views.Bonus, today civil.Date) {
	x.PaidCents += b.PaidCents
	x.LostCents += b.Lost()
	owed := b.Owed()
	if owed <= 0 {
		return
	}
	x.N++
	x.OwedCents += owed
	if on, err := civil.Parse("on", b.InvoicedOn); err == nil {
		x.AgeCents[guarantor.AgeOf(on.DaysUntil(today))] += owed
	}
	if b.DueOn != "" && b.DueOn < today.String() {
		x.Late++
	}
}

// BonusReturn is a device that came back soon after a repair with the bonus.
type BonusReturn struct {
	Bonus      journal.EntityID `json:"bonus"`
	Number     string           `json:"number"` // of the repair that had the bonus
	Again      string           `json:"again"`  // of the file it came back with
	Product    string           `json:"product"`
	ReturnedOn string           `json:"returned_on"`
	CameOn     string           `json:"came_on"`
	Days       int              `json:"days"`
}

// BonusReturns are the devices that came back within the months of the rule after
// a repair with the bonus.
func (a *App) BonusReturns(ctx context.Context, in *SiteAsked) ([]BonusReturn, error) {
	return read(ctx, a, func(r storage.Reader) ([]BonusReturn, error) {
		all, err := a.views.EveryBonus(r)
		if err != nil {
			return nil, err
		}
		at, months, err := a.bonusSpan(r, a.here(in.Site), "bonus_return_months")
		out := []BonusReturn{}
		for _, b := range all {
			if err != nil {
				return nil, err
			}
			if b.Receipt == "" || in.Site != "" && b.Site != in.Site {
				continue
			}
			var more []BonusReturn
			more, err = a.backSoon(r, b, at, months)
			out = append(out, more...)
		}
		return out, err
	})
}

func (a *App) backSoon(r storage.Reader, b views.Bonus, at law, months int) (out []BonusReturn, err error) {
	file, err := a.views.Repair(r, b.Repair)
	if err != nil || file.ReturnedMS == 0 || file.ProductID.IsZero() {
		return nil, err
	}
	device, err := a.views.Product(r, file.ProductID)
	left := civil.At(file.ReturnedMS, at.zone)
	for _, id := range device.Repairs {
		row, err := a.views.Row(r, id)
		if err != nil {
			return nil, err
		}
		if row.ID == file.ID || row.ReceivedMS <= file.ReturnedMS {
			continue
		}
		if came := civil.At(row.ReceivedMS, at.zone); came <= left.AddMonths(months) {
			out = append(out, BonusReturn{
				Bonus: b.ID, Number: file.Number, Again: row.Number, Product: file.Product, ReturnedOn: left.String(), CameOn: came.String(), Days: left.DaysUntil(came),
			})
		}
	}
	return out, err
}

// LabelDuty is something a label asks for.
type LabelDuty struct {
	What  string   `json:"what"` // label, complaints, checklists, origin, waste, files, submitted
	OK    bool     `json:"ok"`
	N     int      `json:"n"` // that are not as they should be
	Files []string `json:"files,omitempty"`
}

func (d *LabelDuty) miss(is bool, name string) {
	if is {
		d.N++
		d.OK = false
		d.Files = append(d.Files, name)
	}
}

// BonusDuties is what a label asks of a shop.
func (a *App) BonusDuties(ctx context.Context, in *SiteAsked) ([]LabelDuty, error) {
	return read(ctx, a, func(r storage.Reader) ([]LabelDuty, error) {
		site := a.here(in.Site)
		at, warn, err := a.bonusSpan(r, site, "label_warn_days")
		if err != nil {
			return nil, err
		}
		duties := map[string]*LabelDuty{}
		names := []string{"label", "complaints", "checklists", "origin", "waste", "files", "submitted"}
		for _, what := range names {
			duties[what] = &LabelDuty{What: what, OK: true}
		}
		for _, check := range []func() error{
			func() error { return a.labelDuty(r, site, at.today, warn, duties["label"]) },
			func() error { return a.complaintDuty(r, site, at.today.String(), duties["complaints"]) },
			func() error { return a.fileDuties(r, site, duties) },
		} {
			if err := check(); err != nil {
				return nil, err
			}
		}
		out := make([]LabelDuty, len(names))
		for i, what := range names {
			out[i] = *duties[what]
		}
		return out, nil
	})
}

// labelDuty looks for labels that are over, or end soon.
func (a *App) labelDuty(r storage.Reader, site string, today civil.Date, warn int, d *LabelDuty) error {
	labels, err := a.views.BonusLabels(r, site)
	for _, l := range labels {
		d.miss(l.ToOn < today.AddDays(warn).String(), l.Body)
	}
	return err
}

// complaintDuty looks for written complaints whose written answer is late.
func (a *App) complaintDuty(r storage.Reader, site, today string, d *LabelDuty) error {
	claims, err := a.views.ClaimsIn(r, views.ClaimsOpen, site, defaultClaims)
	for _, c := range claims {
		d.miss(c.AnswerBy != "" && c.WrittenMS == 0 && c.AnswerBy < today, cmp.Or(c.Number, c.ID.String()))
	}
	return err
}

// fileDuties looks over the repairs with the bonus: checked in and out, parts of a
// known origin, old parts in their stream, a file that can be handed in, and was.
func (a *App) fileDuties(r storage.Reader, site string, duties map[string]*LabelDuty) error {
	all, err := a.views.EveryBonus(r)
	for _, b := range all {
		if err != nil {
			return err
		}
		if b.Site != site || b.Status == bonus.Dropped {
			continue
		}
		if b, err = a.wholeBonus(r, b.ID); err != nil {
			return err
		}
		file, err := a.views.Repair(r, b.Repair)
		if err != nil {
			return err
		}
		over := file.Status.Scope() == repair.Ended
		parts, unknown := partsOf(file)
		kept, err := a.views.WasteOf(r, b.Repair)
		if err != nil {
			return err
		}
		_, in := file.Care.Checklists["in"]
		_, out := file.Care.Checklists["out"]
		duties["checklists"].miss(over && (!in || !out), file.Number)
		duties["origin"].miss(unknown, file.Number)
		duties["waste"].miss(over && parts && len(kept) == 0, file.Number)
		duties["files"].miss(b.Receipt != "" && len(b.Missing) > 0 && b.Status == bonus.Invoiced, file.Number)
		duties["submitted"].miss(b.Status == bonus.Invoiced && over, file.Number)
	}
	return err
}

// partsOf tells whether a repair had parts, and whether nobody said where one
// comes from.
func partsOf(file views.Repair) (parts, unknown bool) {
	if file.Quote == nil || file.Quote.QuoteDetail == nil {
		return false, false
	}
	for _, l := range file.Quote.Lines {
		if l.Kind == "part" {
			parts, unknown = true, unknown || l.Origin == ""
		}
	}
	return parts, unknown
}
