package service

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"strings"

	"etabli/app/domain/discount"
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
	"etabli/app/domain/till"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func tillLooks() []Question {
	return []Question{
		question("till.receipts", "The records of a shop's tills, the latest first; today's when no day is named.", (*App).TillReceipts),
		question("till.history", "What became of a receipt: the records that name it, the oldest first.", (*App).TillHistory),
		question("till.undone", "The sales that are still owed for and the cautions that are still kept.", (*App).TillUndone),
		question("till.due", "What a file has to pay: the lines to sell, and what is owed since.", (*App).TillDue),
		question("till.terms", "The rules of the till today: cash, card, rates of VAT.", (*App).TillTerms),
		question("till.drawers", "What should be in the drawers of a shop, till by till, and the cash between them.", (*App).TillDrawers),
		question("till.closing", "The closing of a day, a month or a year of this device.", (*App).TillClosing),
	}
}

// The limits of a search among receipts.
const (
	usualReceipts = 200
	mostReceipts  = 1000
)

// ReceiptsInput asks for records.
type ReceiptsInput struct {
	Site  string      `json:"site,omitempty" doc:"this shop when empty"`
	From  string      `json:"from,omitempty" doc:"business day; today when both are empty"`
	To    string      `json:"to,omitempty"`
	What  string      `json:"what,omitempty" doc:"what people remember: a number or its end, 12,90, 14:05, the end of a card, a file, an article"`
	Kinds []till.Kind `json:"kinds,omitempty" doc:"all that have a number when empty"`
	Limit int         `json:"limit,omitempty"`
	Practice
}

// TillReceipts are the records that are asked for, the latest first.
func (a *App) TillReceipts(ctx context.Context, in *ReceiptsInput) ([]ReceiptSheet, error) {
	s, err := a.tillSearch(in)
	if err != nil {
		return nil, err
	}
	return read(ctx, a, func(r storage.Reader) ([]ReceiptSheet, error) {
		if s.From == "" && s.To == "" {
			at, err := a.lawAt(r, a.place.Site)
			if err != nil {
				return nil, err
			}
			s.From, s.To = at.today.String(), at.today.String()
		}
		list, err := sheets(a.views.TillRecords(r, s))
		if err != nil {
			return nil, err
		}
		return list, a.nameThose(r, list)
	})
}

// nameThose names who signed in or out, or allowed a discount or a debt, where the store knows them.
func (a *App) nameThose(r storage.Reader, list []ReceiptSheet) error {
	for i := range list {
		s := &list[i]
		var id journal.EntityID
		if id.UnmarshalText([]byte(personOf(s))) != nil {
			continue
		}
		who, err := a.views.Member(r, id)
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return err
		}
		s.Who = who.Display
	}
	return nil
}

// personOf is the id of the person that a record names; empty when it names none.
func personOf(s *ReceiptSheet) string {
	switch {
	case s.Lowered != nil:
		return s.Lowered.ApprovedBy
	case s.Kind != till.Event:
	case s.Reason == till.SignedIn || s.Reason == till.SignedOut || s.Reason == till.CeilingAllowed:
		return s.Ref
	case s.Reason == till.DiscountAllowed:
		if a, ok := till.ParseAllowed(s.Ref); ok {
			return a.By
		}
	}
	return ""
}

// TillHistory is what became of a receipt.
func (a *App) TillHistory(ctx context.Context, in *NumberInput) ([]ReceiptSheet, error) {
	return read(ctx, a, func(r storage.Reader) ([]ReceiptSheet, error) { return sheets(a.views.TillAfter(r, in.Number)) })
}

// TillUndone are the debts and the cautions of a shop.
func (a *App) TillUndone(ctx context.Context, in *ReceiptsInput) ([]ReceiptSheet, error) {
	s, err := a.tillSearch(in)
	if err != nil {
		return nil, err
	}
	return read(ctx, a, func(r storage.Reader) ([]ReceiptSheet, error) { return sheets(a.views.TillUndone(r, s)) })
}

func (a *App) tillSearch(in *ReceiptsInput) (views.TillSearch, error) {
	s := views.TillSearch{
		Site: a.here(in.Site), From: in.From, To: in.To, What: in.What, Training: in.Training, Kinds: in.Kinds, Limit: in.Limit,
	}
	if s.Limit == 0 {
		s.Limit = usualReceipts
	}
	if s.Limit < 1 || s.Limit > mostReceipts {
		return s, fault.New(fault.OutOfRange, "limit", "min", "1", "max", itoa(mostReceipts))
	}
	for field, day := range map[string]string{"from": in.From, "to": in.To} {
		if err := text.Date(field, day); err != nil {
			return s, err
		}
	}
	return s, text.Line("what", in.What, till.MaxLabel)
}

func sheets(list []views.TillRecord, err error) ([]ReceiptSheet, error) {
	out := make([]ReceiptSheet, 0, len(list))
	for i := range list {
		out = append(out, sheetOf(&list[i]))
	}
	return out, err
}

// TillRules are the rules of the till on a day.
type TillRules struct {
	CashCap     int64         `json:"cash_cap_cents"`
	CashAbroad  int64         `json:"cash_cap_abroad_cents"` // for a consumer who lives abroad
	CardMinimum int64         `json:"card_minimum_cents"`
	NoteFrom    int64         `json:"note_from_cents"` // of services: their note comes out unasked
	Receipts    till.Printing `json:"receipts"`
	Rates       []int         `json:"rates_permille"` // the usual one first
	// Discounts are how much of a price each role may let go of, in thousandths.
	Discounts discount.Caps `json:"discounts_permille"`
}

// TillTerms are the rules of the till today.
func (a *App) TillTerms(ctx context.Context, _ *Anything) (TillRules, error) {
	return read(ctx, a, func(r storage.Reader) (TillRules, error) {
		t, _, err := a.tillTerms(r)
		if err != nil {
			return TillRules{}, err
		}
		abroad, _, err := a.tillTermsOf(r, true)
		if err != nil {
			return TillRules{}, err
		}
		caps, err := a.discountCaps(r, a.place.Site)
		if err != nil {
			return TillRules{}, err
		}
		return TillRules{Discounts: caps, CashCap: t.CashCap, CashAbroad: abroad.CashCap, CardMinimum: t.CardMinimum, NoteFrom: t.NoteFrom, Receipts: cmp.Or(t.Receipts, till.OnRequest), Rates: append(t.Rates, 0)}, nil
	})
}

// PeriodInput names a closing.
type PeriodInput struct {
	Level  till.Level `json:"level" doc:"day, month or year"`
	Period string     `json:"period" doc:"2026-11-28, 2026-11 or 2026"`
	Practice
}

// TillClosing is the closing of a period.
func (a *App) TillClosing(ctx context.Context, in *PeriodInput) (ReceiptSheet, error) {
	if a.till == nil {
		return ReceiptSheet{}, fault.New(till.NoTill, "")
	}
	if err := text.OneOf("level", string(in.Level), string(till.OfDay), string(till.OfMonth), string(till.OfYear)); err != nil {
		return ReceiptSheet{}, err
	}
	return read(ctx, a, func(r storage.Reader) (ReceiptSheet, error) {
		rec, err := a.views.TillClosing(r, a.series(in.Training), in.Level, in.Period)
		if err != nil {
			return ReceiptSheet{}, err
		}
		return sheetOf(&rec), nil
	})
}

// sheetOf is a record as it was written, with what became of it.
func sheetOf(rec *views.TillRecord) ReceiptSheet {
	return ReceiptSheet{
		Receipt: receiptOf(rec.Record), AtMS: rec.AtMS, Local: rec.Local, Site: rec.Site, Device: rec.Device,
		Ref: rec.Record.Ref, Debt: rec.Debt, Reason: rec.Reason, Payments: rec.Payments, Software: rec.Software,
		Code: hex.EncodeToString(rec.Code), Refunded: rec.Since.Refunded, Copies: rec.Copied, Training: rec.Training, AtHQ: rec.Position > 0,
		File: rec.File, Owed: rec.Record.Owed(rec.Since), Kept: rec.Record.Kept(rec.Since),
		Perpetual: rec.Perpetual, PerpetualAbs: rec.PerpetualAbs, Drawer: rec.Record.Drawer,
		Lowered: rec.Lowered,
	}
}

// PartsNamed are the parts that words name, whether a reference, a code or a name;
// without words there are none.
func (a *App) PartsNamed(ctx context.Context, words string) ([]views.Part, error) {
	if strings.TrimSpace(words) == "" {
		return nil, nil
	}
	return read(ctx, a, func(r storage.Reader) ([]views.Part, error) { return a.partsToday(r, words) })
}
