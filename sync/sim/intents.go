package sim

import (
	"context"

	"etabli/app/domain/repair"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// intention makes an intent about a repair; nil when there is nothing of that
// sort to do.
type intention func(w *World, file views.Repair, read reader) (*intent, error)

// weighted are the acts of a shop, each as often as it is listed.
var weighted = []intention{
	move, move, move, move, move, edit, edit, edit, edit, editAgain, note, note, diagnose,
	quote, quote, answer, answer, handBack, handBack, settle, settle, renumber, saveCustomer, send, send,
}

// intend makes up what a person of a shop does next, from what they see.
// place is theirs, empty for HQ's.
func (w *World) intend(site, place string, read reader) (*intent, error) {
	if coming := w.model.coming[place]; len(coming) > 0 && w.random.in(4) {
		if file, found, err := look(read, pick(w.random, coming)); err != nil || found && file.Links.SentTo == place {
			return arrive(file), err
		}
	}
	id := w.someRepair(site)
	if id.IsZero() || w.random.in(5) {
		return w.receive(site), nil
	}
	file, found, err := look(read, id)
	if err != nil {
		return nil, err
	}
	if !found {
		return w.receive(site), nil
	}
	i, err := pick(w.random, weighted)(w, file, read)
	if err == nil && i == nil {
		i, err = note(w, file, read)
	}
	return i, err
}

// doing binds a method of the application to its input.
func doing[In any](what string, run func(*service.App, context.Context, service.Call, *In) (service.Result, error), in In) *intent {
	return &intent{what: what, run: func(ctx context.Context, a *service.App, call service.Call) (service.Result, error) {
		own := in
		return run(a, ctx, call, &own)
	}}
}

func (w *World) receive(site string) *intent {
	in := service.ReceiveInput{
		Product: service.ProductInput{Label: w.word("Aspirateur", 9), Brand: w.word("Marque", 3)}, Fault: w.word("bruit", 50),
	}
	if w.random.in(2) {
		in.Product.Serial = w.word("SN-", 12)
	}
	if w.random.in(3) {
		in.Accessories = []string{"chargeur", "housse"}
	}
	if w.random.in(2) {
		in.PromisedOn = w.date()
	}
	known := w.model.customers[site]
	if len(known) > 0 && w.random.in(3) {
		id := pick(w.random, known)
		in.Customer.ID = &id
	} else if !w.random.in(4) {
		in.Customer.Name = w.word("Dupont", 99)
	}
	return doing("receive", (*service.App).Receive, in)
}

func (w *World) date() string {
	return pick(w.random, []string{"2026-06-01", "2026-06-02", "2026-06-15", "2026-07-14"})
}

func move(w *World, file views.Repair, _ reader) (*intent, error) {
	in := service.MoveInput{ID: file.ID, To: w.status(file.Status)}
	if in.To == repair.Ready && w.random.in(2) {
		in.Outcome = pick(w.random, []repair.Outcome{repair.Repaired, repair.NoFault})
	}
	return doing("move to "+string(in.To), (*service.App).Move, in), nil
}

func edit(w *World, file views.Repair, _ reader) (*intent, error) {
	in := service.EditInput{ID: file.ID}
	text, date := w.word("autre", 4), w.date()
	switch w.random.IntN(4) {
	case 0:
		in.PromisedOn = &date
	case 1:
		in.Product, in.Brand = &text, &text
	case 2:
		in.Model = &text
	default:
		in.Fault = &text
	}
	return doing("edit", (*service.App).Edit, in), nil
}

// editAgain edits the field that everybody edits.
func editAgain(w *World, file views.Repair, _ reader) (*intent, error) {
	date := w.date()
	return doing("edit date", (*service.App).Edit, service.EditInput{ID: file.ID, PromisedOn: &date}), nil
}

func note(w *World, file views.Repair, _ reader) (*intent, error) {
	return doing("note", (*service.App).Note, service.NoteInput{ID: file.ID, Text: w.word("vu", 99), ForCustomer: w.random.in(2)}), nil
}

func diagnose(w *World, file views.Repair, _ reader) (*intent, error) {
	in := service.DiagnoseInput{ID: file.ID, Finding: w.word("condensateur", 9), Verdict: "wear"}
	return doing("diagnose", (*service.App).Diagnose, in), nil
}

func quote(w *World, file views.Repair, _ reader) (*intent, error) {
	in := service.QuoteInput{ID: file.ID, TotalCents: 1000 + w.random.Int64N(9)*500, Work: w.word("remplacement", 5)}
	return doing("quote", (*service.App).Quote, in), nil
}

func answer(w *World, file views.Repair, read reader) (*intent, error) {
	if file.Quote == nil {
		return quote(w, file, read)
	}
	in := service.AnswerInput{ID: file.ID, Version: file.Quote.Version, Accepted: w.random.in(2)}
	return doing("answer", (*service.App).AnswerQuote, in), nil
}

func handBack(_ *World, file views.Repair, _ reader) (*intent, error) {
	in := service.HandBackInput{ID: file.ID, Accessories: map[string]string{}}
	for _, name := range file.Accessories {
		in.Accessories[name] = "returned"
	}
	return doing("hand back", (*service.App).HandBack, in), nil
}

func renumber(_ *World, file views.Repair, _ reader) (*intent, error) {
	return doing("renumber", (*service.App).Renumber, service.RenumberInput{ID: file.ID}), nil
}

func settle(w *World, file views.Repair, read reader) (*intent, error) {
	var items []views.ReviewItem
	err := read(func(r storage.Reader) (err error) {
		items, err = projection.Review(r)
		return err
	})
	if err != nil || len(items) == 0 {
		return nil, err
	}
	item := pick(w.random, items)
	side := pick(w.random, item.Sides)
	if item.Rule == views.NumberClash {
		return doing("renumber the later", (*service.App).Renumber, service.RenumberInput{ID: item.Entity.ID}), nil
	}
	return doing("settle "+item.Rule, (*service.App).Settle, service.SettleInput{Item: item.ID, Choice: side.Choice}), nil
}

func saveCustomer(w *World, file views.Repair, read reader) (*intent, error) {
	if file.CustomerID == (journal.EntityID{}) {
		return edit(w, file, read)
	}
	in := service.CustomerInput{ID: &file.CustomerID, Name: w.word("Dupond", 99), Language: pick(w.random, []string{"fr", "en"})}
	return doing("save customer", (*service.App).SaveCustomer, in), nil
}
