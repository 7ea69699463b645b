package service

import (
	"cmp"
	"context"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/claim"
	"etabli/app/domain/customer"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/site"
	"etabli/app/domain/staff"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func worthCommands() []Command {
	return []Command{
		command("customer.set_worth", "Say whether managers of a shop see what customers are worth and why they may leave; off until then.", (*App).SetWorth),
	}
}

func worthQuestions() []Question {
	return []Question{
		question("customer.worth", "What a customer brought in, and why they may not come back; for managers, where the shop switched it on.", (*App).Worth),
		question("customer.at_risk", "The customers with something open who may not come back, those with most reasons first; for managers, where the shop switched it on.", (*App).AtRisk),
	}
}

// WorthSwitch switches it on or off.
type WorthSwitch struct {
	Site string `json:"site,omitempty" doc:"this shop when empty"`
	On   bool   `json:"on"`
}

// SetWorth says whether managers see what customers are worth.
func (a *App) SetWorth(ctx context.Context, call Call, in *WorthSwitch) (Result, error) {
	code := a.here(in.Site)
	if err := site.CheckCode(code); err != nil {
		return Result{}, err
	}
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.WorthSaid, entity(kind.Site, SiteID(code))).with(customer.WorthFacts{On: in.On})
	}, func(storage.Reader) (any, error) { return WorthSwitch{code, in.On}, nil })
}

// WorthAsked asks about a customer.
type WorthAsked struct {
	ID    journal.EntityID `json:"id"`
	Staff journal.EntityID `json:"staff" doc:"a manager"`
}

// Worth is how it went with a customer. It decides nothing.
type Worth struct {
	ID        journal.EntityID  `json:"id"`
	Name      string            `json:"name,omitempty"`
	Files     int               `json:"files"`
	SinceMS   int64             `json:"since_ms,omitempty"` // of their first file
	LastMS    int64             `json:"last_ms,omitempty"`
	SoldCents int64             `json:"sold_cents"`
	PaidCents int64             `json:"paid_cents"`
	Reasons   []customer.Reason `json:"reasons"`
}

// Worth answers about one customer.
func (a *App) Worth(ctx context.Context, in *WorthAsked) (Worth, error) {
	return read(ctx, a, func(r storage.Reader) (Worth, error) {
		if err := a.maySeeWorth(r, in.Staff, a.place.Site); err != nil {
			return Worth{}, err
		}
		return a.worth(r, in.ID)
	})
}

// maySeeWorth refuses who is no manager, and shops that never switched it on.
func (a *App) maySeeWorth(r storage.Reader, who journal.EntityID, code string) error {
	on, err := a.views.WorthOn(r, SiteID(code))
	if err != nil {
		return err
	}
	if !on {
		return fault.New(customer.WorthOff, "")
	}
	return a.approver(r, who, "staff", code, staff.Figures)
}

func (a *App) worth(r storage.Reader, id journal.EntityID) (Worth, error) {
	c, err := a.views.Customer(r, id)
	if err != nil {
		return Worth{}, fault.New(fault.NotFound, "id", "what", "customer").Because(err)
	}
	rows, err := a.filesOf(r, c)
	if err != nil {
		return Worth{}, err
	}
	out := Worth{ID: id, Name: c.Name, Files: len(rows)}
	d, err := a.dealings(r, id)
	if err != nil {
		return out, err
	}
	newest := int64(0)
	for _, row := range rows {
		file, err := a.views.Repair(r, row.ID)
		if err != nil {
			return out, err
		}
		if err := a.dealt(r, file, &d); err != nil {
			return out, err
		}
		if m := file.Money; m != nil {
			out.SoldCents += m.SoldCents
			out.PaidCents += m.PaidCents
		}
		if at := row.ReceivedMS; at > 0 {
			out.SinceMS, out.LastMS = min(cmp.Or(out.SinceMS, at), at), max(out.LastMS, at)
		}
		if row.ReceivedMS >= newest {
			newest, d.LastRefused = row.ReceivedMS, row.Outcome == repair.Refused
		}
	}
	out.Reasons = d.Reasons()
	return out, nil
}

// dealings are the claims and the messages of a customer that wait.
func (a *App) dealings(r storage.Reader, id journal.EntityID) (d customer.Dealings, err error) {
	claims, err := a.views.ClaimsOf(r, id)
	if err != nil {
		return d, err
	}
	for _, c := range claims {
		if c.Status != claim.Ended {
			d.Claims++
		}
	}
	threads, err := a.views.ThreadsOf(r, id)
	if err != nil {
		return d, err
	}
	timed, err := a.timed(r, threads)
	for _, t := range timed {
		if t.Late && t.AnsweredMS == 0 {
			d.Unanswered++
		}
	}
	return d, err
}

// dealt adds how one file went.
func (a *App) dealt(r storage.Reader, file views.Repair, d *customer.Dealings) error {
	at, err := a.lawAt(r, file.Site)
	if err != nil {
		return err
	}
	if file.Status.Scope() == repair.Open {
		for _, last := range []string{file.PromisedOn, file.LegalOn} {
			if day, err := civil.Parse("on", last); err == nil && day.Known() && day < at.today {
				d.Late++
				break
			}
		}
	}
	d.Scores = append(d.Scores, file.Score)
	again, err := a.repeat(r, file)
	if again != nil {
		d.Repeats++
	}
	return err
}

// AtRiskAsked asks for those of a shop.
type AtRiskAsked struct {
	Site  string           `json:"site,omitempty" doc:"this shop when empty"`
	Staff journal.EntityID `json:"staff" doc:"a manager"`
}

// AtRisk are the customers with an open file in a shop who may not come back.
func (a *App) AtRisk(ctx context.Context, in *AtRiskAsked) ([]Worth, error) {
	return read(ctx, a, func(r storage.Reader) ([]Worth, error) {
		code := a.here(in.Site)
		if err := a.maySeeWorth(r, in.Staff, code); err != nil {
			return nil, err
		}
		seen := map[journal.EntityID]bool{{}: true}
		out := []Worth{}
		err := a.eachOpen(r, func(row views.RepairRow) error {
			if row.Site != code || row.Erased {
				return nil
			}
			file, err := a.views.Repair(r, row.ID)
			if err != nil || seen[file.CustomerID] {
				return err
			}
			seen[file.CustomerID] = true
			w, err := a.worth(r, file.CustomerID)
			if err == nil && len(w.Reasons) > 0 {
				out = append(out, w)
			}
			return err
		})
		slices.SortStableFunc(out, func(x, y Worth) int {
			return cmp.Or(len(y.Reasons)-len(x.Reasons), cmp.Compare(y.PaidCents, x.PaidCents))
		})
		return out, err
	})
}
