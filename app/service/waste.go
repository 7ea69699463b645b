package service

import (
	"cmp"
	"context"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/recall"
	"etabli/app/domain/repair"
	"etabli/app/domain/waste"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func wasteCommands() []Command {
	return []Command{
		command("waste.keep", "Say that an old part, a battery or a device that was given up lies with what a stream takes.", (*App).KeepWaste),
		command("waste.collect", "Say what a collector took of a stream, with weight and slip.", (*App).CollectWaste),
		command("recall.list", "Add or change a list of devices that somebody looks for.", (*App).ListRecall),
		command("recall.answer", "Say what became of the holder of a device that is on a list.", (*App).AnswerRecall),
	}
}

func wasteQuestions() []Question {
	return []Question{
		question("waste.register", "What each stream has here, what was collected of it, and the lines of it.", (*App).WasteRegister),
		question("recall.lists", "The lists of devices that somebody looks for.", (*App).Recalls),
		question("recall.check", "The lists that a device is on.", (*App).CheckRecall),
		question("recall.hits", "The open files whose device is on a list; nobody is accused.", (*App).RecallHits),
		question("recall.holders", "Everybody who has or brought a device of a list, with what became of them.", (*App).RecallHolders),
	}
}

// KeepWasteInput is something for a stream.
type KeepWasteInput struct {
	Repair *journal.EntityID `json:"repair,omitempty" doc:"the file it comes from"`
	Stream waste.Stream      `json:"stream" doc:"large, cold, screens, small, lamps, batteries, bad_lithium, cardboard, inks or refrigerants"`
	What   string            `json:"what"`
	N      int               `json:"n,omitempty" doc:"pieces; 1 when empty"`
	Grams  int               `json:"grams,omitempty"`
	Given  bool              `json:"given,omitempty" doc:"it was the customer's, who gave it up in writing"`
	Device bool              `json:"device,omitempty" doc:"the customer's device itself: only when they gave it up"`
}

// KeepWaste says that something lies with what a stream takes. A customer's device
// goes there only when they gave it up.
func (a *App) KeepWaste(ctx context.Context, call Call, in *KeepWasteInput) (Result, error) {
	f := waste.KeptFacts{Site: a.place.Site, Stream: in.Stream, What: in.What, N: in.N, Grams: in.Grams, Given: in.Given}
	if err := waste.CheckKept(f); err != nil {
		return Result{}, err
	}
	if in.Device && !in.Given {
		return Result{}, fault.New(waste.NotGiven, "given")
	}
	return begin(ctx, a, call, kind.WasteKept, kind.Waste, a.views.Waste, func(r storage.Reader, d *draft) (any, error) {
		if in.Repair == nil {
			return f, nil
		}
		if err := a.views.Known(r, entity(kind.Repair, *in.Repair)); err != nil {
			return nil, fault.New(fault.NotFound, "repair", "what", "repair").Because(err)
		}
		d.also(kind.Repair, *in.Repair)
		return f, nil
	})
}

// CollectWasteInput is what a collector took.
type CollectWasteInput struct {
	Stream    waste.Stream `json:"stream" doc:"see waste.keep"`
	Grams     int          `json:"grams"`
	Collector string       `json:"collector"`
	Slip      string       `json:"slip" doc:"number of the collector's slip"`
	N         int          `json:"n,omitempty" doc:"pieces"`
	On        string       `json:"on,omitempty" doc:"today when empty"`
}

// CollectWaste says what a collector took.
func (a *App) CollectWaste(ctx context.Context, call Call, in *CollectWasteInput) (Result, error) {
	return begin(ctx, a, call, kind.WasteCollected, kind.Waste, a.views.Waste, func(r storage.Reader, _ *draft) (any, error) {
		at, err := a.lawAt(r, a.place.Site)
		if err != nil {
			return nil, err
		}
		f := waste.CollectedFacts{
			Site: a.place.Site, Stream: in.Stream, On: cmp.Or(in.On, at.today.String()), Grams: in.Grams, Collector: in.Collector, Slip: in.Slip, N: in.N,
		}
		return f, waste.CheckCollected(f)
	})
}

// StreamSum is what a stream has and gave.
type StreamSum struct {
	Stream         waste.Stream  `json:"stream"`
	Pieces         int           `json:"pieces"` // since the last collection
	Grams          int           `json:"grams"`
	SinceMS        int64         `json:"since_ms,omitempty"` // of the oldest of them
	CollectedGrams int           `json:"collected_grams"`
	Lines          []views.Waste `json:"lines"`
}

// WasteRegister is what each stream of a shop has and gave.
func (a *App) WasteRegister(ctx context.Context, in *SiteAsked) ([]StreamSum, error) {
	return read(ctx, a, func(r storage.Reader) ([]StreamSum, error) {
		all, err := a.views.WasteAt(r, a.here(in.Site))
		out := []StreamSum{}
		for _, w := range all {
			n := slices.IndexFunc(out, func(s StreamSum) bool { return s.Stream == w.Stream })
			if n < 0 {
				n, out = len(out), append(out, StreamSum{Stream: w.Stream})
			}
			s := &out[n]
			s.Lines = append(s.Lines, w)
			if w.Collected {
				s.CollectedGrams += w.Grams
				s.Pieces, s.Grams, s.SinceMS = 0, 0, 0
				continue
			}
			if s.Pieces == 0 {
				s.SinceMS = w.AtMS
			}
			s.Pieces, s.Grams = s.Pieces+w.N, s.Grams+w.Grams
		}
		return out, err
	})
}

// Recalls are the lists of devices that somebody looks for.
func (a *App) Recalls(ctx context.Context, _ *Anything) ([]views.Recall, error) {
	return read(ctx, a, a.views.Recalls)
}

// ListRecall adds or changes a list.
func (a *App) ListRecall(ctx context.Context, call Call, in *recall.ListedFacts) (Result, error) {
	if err := recall.Check(*in); err != nil {
		return Result{}, err
	}
	id := views.RecallID(in.Code)
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.RecallListed, entity(kind.Recall, id)).with(*in)
	}, func(r storage.Reader) (any, error) { return a.views.Recall(r, id) })
}

// RecallAnswerInput is what became of a holder.
type RecallAnswerInput struct {
	Code   string           `json:"code" doc:"of the list"`
	Repair journal.EntityID `json:"repair" doc:"the file of their device"`
	Answer string           `json:"answer" doc:"repair, replace, refund, told, refused, not_reached or not_theirs"`
}

// AnswerRecall says what became of a holder.
func (a *App) AnswerRecall(ctx context.Context, call Call, in *RecallAnswerInput) (Result, error) {
	it := about[views.Recall]{what: "recall", kind: kind.Recall, id: views.RecallID(in.Code), read: a.views.Recall}
	return on(ctx, a, call, kind.RecallAnswered, it, func(r storage.Reader, now views.Recall, d *draft) (any, error) {
		at, err := a.lawAt(r, a.place.Site)
		if err != nil {
			return nil, err
		}
		if err := a.views.Known(r, entity(kind.Repair, in.Repair)); err != nil {
			return nil, fault.New(fault.NotFound, "repair", "what", "repair").Because(err)
		}
		d.also(kind.Repair, in.Repair)
		f := recall.AnsweredFacts{Answer: in.Answer, On: at.today.String()}
		return f, recall.CheckAnswered(f, now.ListedFacts)
	})
}

// DeviceAsked is a device as an intake knows it.
type DeviceAsked struct {
	Serial  string `json:"serial,omitempty"`
	Brand   string `json:"brand,omitempty"`
	Product string `json:"product,omitempty" doc:"its name"`
}

// CheckRecall are the lists that a device is on.
func (a *App) CheckRecall(ctx context.Context, in *DeviceAsked) ([]views.Recall, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Recall, error) {
		all, err := a.views.Recalls(r)
		return slices.DeleteFunc(all, func(l views.Recall) bool { return !l.Matches(in.Serial, in.Brand, in.Product) }), err
	})
}

// RecallHit is a device of a list that came to us.
type RecallHit struct {
	Code     string           `json:"code"` // of the list
	Sort     recall.Sort      `json:"sort"`
	Title    string           `json:"title"`
	Stop     bool             `json:"stop_use,omitempty"`
	Remedies []string         `json:"remedies,omitempty"`
	Repair   journal.EntityID `json:"repair"`
	Number   string           `json:"number"`
	Product  string           `json:"product"`
	Serial   string           `json:"serial,omitempty"`
	Status   repair.Status    `json:"status"`
	Customer string           `json:"customer,omitempty"`
	CameOn   civil.Date       `json:"came_on,omitzero"`
	Answer   string           `json:"answer,omitempty"`
}

// RecallHits are the open files whose device is on a list and of whom nothing
// became yet.
func (a *App) RecallHits(ctx context.Context, _ *Anything) ([]RecallHit, error) {
	return read(ctx, a, func(r storage.Reader) ([]RecallHit, error) {
		lists, err := a.views.Recalls(r)
		out := []RecallHit{}
		if err != nil || len(lists) == 0 {
			return out, err
		}
		err = a.eachOpen(r, func(row views.RepairRow) error {
			for _, l := range lists {
				if l.Matches(row.Serial, "", row.Product) && l.Holders[row.ID] == "" {
					out = append(out, hit(l, row))
				}
			}
			return nil
		})
		return out, err
	})
}

func hit(l views.Recall, row views.RepairRow) RecallHit {
	return RecallHit{
		Code: l.Code, Sort: l.Sort, Title: l.Title, Stop: l.Stop, Remedies: l.Remedies, Repair: row.ID, Number: row.Number, Product: row.Product,
		Serial: row.Serial, Status: row.Status, Customer: row.Customer, Answer: l.Holders[row.ID],
	}
}

// RecallAsked names a list.
type RecallAsked struct {
	Code string `json:"code"`
}

// RecallHolders is everybody who brought a device of a list, the latest first.
func (a *App) RecallHolders(ctx context.Context, in *RecallAsked) ([]RecallHit, error) {
	return read(ctx, a, func(r storage.Reader) ([]RecallHit, error) {
		l, err := a.views.Recall(r, views.RecallID(in.Code))
		if err != nil {
			return nil, fault.New(fault.NotFound, "code", "what", "recall").Because(err)
		}
		l.Over = false // who had one is asked for afterwards too
		ids, err := a.views.ListIDs(r, views.Filter{Scope: views.All})
		out := []RecallHit{}
		for _, id := range ids {
			row, err := a.views.Row(r, id)
			if err != nil {
				return nil, err
			}
			if l.Matches(row.Serial, "", row.Product) {
				out = append(out, hit(l, row))
			}
		}
		return out, err
	})
}
