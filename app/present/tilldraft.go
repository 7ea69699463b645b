package present

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"

	"etabli/app/domain/till"
	"etabli/app/service"
	"etabli/storage/journal"
)

// saleDrafts begins the ids of the drafts of sales, which lie beside those of intakes.
const saleDrafts = "sale:"

// saleDraft is what is kept of a sale that is not recorded yet, on this device only.
// Command is there while it is being recorded: found again after a crash it is recorded
// under the same id, which makes no second receipt. Of a file only its id is kept.
type saleDraft struct {
	Command  journal.CommandID    `json:"command,omitzero"`
	File     ID                   `json:"file,omitzero"`
	Debt     string               `json:"debt,omitempty"`
	Owed     int64                `json:"owed,omitempty"`
	Cash     int64                `json:"cash,omitempty"`
	Lines    []till.Line          `json:"lines,omitempty"`
	Payments []till.Paid          `json:"payments,omitempty"`
	Unsure   []string             `json:"unsure,omitempty"`
	Anyway   string               `json:"anyway,omitempty"`
	Abroad   bool                 `json:"abroad,omitempty"`
	Text     map[SaleField]string `json:"text,omitempty"`
	Rate     int                  `json:"rate,omitempty"`
}

// draftID is where the sale lies; one for practice is no real one.
func (s *Sale) draftID() string {
	if s.in.practice().Training {
		return saleDrafts + "practice"
	}
	return saleDrafts + "till"
}

// untouched tells whether nothing was entered yet.
func (s *Sale) untouched() bool {
	return len(s.lines) == 0 && len(s.payments) == 0 && s.debt.number == "" && s.text[LabelField] == "" && s.text[PriceField] == ""
}

func (s *Sale) draft() []byte {
	d := saleDraft{
		File: s.due.ID, Debt: s.debt.number, Owed: s.debt.owed, Cash: s.debt.cash, Lines: s.lines, Payments: s.payments,
		Unsure: s.unsure, Anyway: s.anyway, Abroad: s.abroad, Text: maps.Clone(s.text), Rate: s.rate,
	}
	if s.busy {
		d.Command = s.call.ID
	}
	raw, err := json.Marshal(d)
	if err != nil {
		return nil // values of our own always have a form
	}
	return raw
}

// later keeps the sale once typing rests.
func (s *Sale) later() {
	if !s.here() || s.resuming || s.busy {
		return
	}
	s.stopSave()
	s.stopSave = s.Clock.After(draftPause, func() { s.Post(s.keep) })
}

// keep keeps the sale over a crash; one that is done or empty is kept no more.
func (s *Sale) keep() {
	s.stopSave()
	if !s.here() || s.resuming || s.busy {
		return
	}
	var body []byte
	if s.done == nil && !s.untouched() {
		body = s.draft()
	}
	if bytes.Equal(body, s.kept) {
		return
	}
	s.kept = body
	save := s.saving(context.WithoutCancel(s.ctx), body)
	act(&s.stay, func(context.Context) (struct{}, error) { return struct{}{}, save() }, func(_ struct{}, err error) {
		if err != nil { // the sale goes on: it is what matters
			s.kept = nil
		}
	})
}

func (s *Sale) saving(ctx context.Context, body []byte) func() error {
	id, drafts := s.draftID(), s.in.ports.Drafts
	d := Draft{ID: id, SavedMS: s.nowMS(), Body: body}
	return s.writes.next(func() error {
		if d.Body == nil {
			return drafts.DropDraft(ctx, id)
		}
		return drafts.SaveDraft(ctx, d)
	})
}

// resume goes on with the sale that a crash left, once it is known that there is one.
func (s *Sale) resume() {
	if s.asked || !s.untouched() || s.done != nil {
		return
	}
	s.asked, s.resuming = true, true
	id := s.draftID()
	ask(&s.stay, &s.drafts, func(ctx context.Context) (out keptSale, err error) {
		list, err := s.in.ports.Drafts.Drafts(ctx)
		for _, d := range list {
			if d.ID == id && json.Unmarshal(d.Body, &out.saleDraft) == nil {
				out.found = true
			}
		}
		if err == nil && out.found && !out.File.IsZero() {
			out.due, err = s.in.ports.Tills.TillDue(ctx, &service.ByID{ID: out.File})
		}
		return out, err
	}, func(kept keptSale, err error) {
		s.resuming = false
		if err == nil && kept.found && s.untouched() && s.done == nil && !s.busy {
			s.restore(kept)
		}
	})
}

// keptSale is a draft with what its file owes today.
type keptSale struct {
	saleDraft
	due   service.FileDue
	found bool
}

func (s *Sale) restore(kept keptSale) {
	s.due, s.debt = kept.due, debt{number: kept.Debt, owed: kept.Owed, cash: kept.Cash}
	s.lines, s.payments, s.unsure, s.anyway, s.abroad, s.rate = kept.Lines, kept.Payments, kept.Unsure, kept.Anyway, kept.Abroad, kept.Rate
	maps.Copy(s.text, kept.Text)
	s.kept = s.draft() // it lies there, and is dropped when it is put away
	s.notice = Notice{Tone: Work, Text: s.Words.T("sale.resumed"), Next: s.Words.T("sale.resumed.next")}
	if !kept.Command.IsZero() { // it was being recorded: the same act ends the same way
		s.call = service.Call{ID: kept.Command}
		s.record()
		return
	}
	s.focus(AmountField)
	s.publish()
}
