package service

import (
	"cmp"
	"context"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/customer"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/staff"
	"etabli/app/domain/text"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// ofFile is the file that a command about people is about.
func (a *App) ofFile(id journal.EntityID) about[views.Repair] {
	return about[views.Repair]{what: "repair", kind: kind.Repair, id: id, read: a.views.Repair}
}

// onPeople commits an entry about the people of a file and answers them.
func (a *App) onPeople(ctx context.Context, call Call, k kind.Kind, id journal.EntityID, decide func(storage.Reader, views.Repair, *draft) (any, error)) (Result, error) {
	out, err := on(ctx, a, call, k, a.ofFile(id), decide)
	if err != nil {
		return out, err
	}
	out.Data, err = a.FilePeople(ctx, id)
	return out, err
}

// FilePeople is who has to do with a file, and by when it must be done.
func (a *App) FilePeople(ctx context.Context, id journal.EntityID) (views.FilePeople, error) {
	return read(ctx, a, func(r storage.Reader) (views.FilePeople, error) { return a.views.FilePeople(r, id) })
}

// PartyInput gives somebody a role on a file.
type PartyInput struct {
	ID       journal.EntityID  `json:"id" doc:"of the repair"`
	Role     customer.Role     `json:"role" doc:"owner, payer, contact, recipient, collector or representative"`
	Customer *journal.EntityID `json:"customer,omitempty" doc:"a known customer"`
	Name     string            `json:"name,omitempty" doc:"of somebody who is none"`
	Phone    string            `json:"phone,omitempty"`
	Key      string            `json:"key,omitempty" doc:"of a role that was given before"`
	Gone     bool              `json:"gone,omitempty"`
}

// NameParty gives somebody a role on a file, or takes it away.
func (a *App) NameParty(ctx context.Context, call Call, in *PartyInput) (Result, error) {
	facts := customer.PartyFacts{Role: in.Role, Key: in.Key, Gone: in.Gone}
	box := customer.ContactBox{Name: in.Name, PhoneRaw: in.Phone, Phone: customer.NormalisePhone(in.Phone)}
	switch {
	case in.Customer != nil:
		facts.Key = in.Customer.String()
	case facts.Key == "" && in.Gone:
		return Result{}, fault.New(fault.Missing, "key")
	case facts.Key == "":
		facts.Key = journal.NewEntityID(call.ID, 0).String()
	}
	if in.Customer == nil && !in.Gone && in.Name == "" {
		return Result{}, fault.New(fault.Missing, "name")
	}
	for _, err := range []error{
		text.OneOf("role", in.Role, customer.Roles()...),
		text.Line("key", facts.Key, customer.MaxKey),
		customer.Check(box, customer.SavedFacts{}),
	} {
		if err != nil {
			return Result{}, err
		}
	}
	return a.onPeople(ctx, call, kind.PartyNamed, in.ID, func(r storage.Reader, _ views.Repair, d *draft) (any, error) {
		if in.Customer != nil {
			if _, err := a.views.Customer(r, *in.Customer); err != nil {
				return nil, fault.New(fault.NotFound, "customer", "what", "customer").Because(err)
			}
			d.also(kind.Customer, *in.Customer)
		} else if !in.Gone {
			d.box(in.ID, journal.File, box)
		}
		return facts, nil
	})
}

// NeedInput is a day that must be kept.
type NeedInput struct {
	ID      journal.EntityID `json:"id"`
	By      string           `json:"by,omitempty" doc:"the day; empty takes it away"`
	Because string           `json:"because,omitempty"`
}

// NeedBy notes the day by which a file must be done.
func (a *App) NeedBy(ctx context.Context, call Call, in *NeedInput) (Result, error) {
	facts, box := customer.NeedFacts{By: in.By}, customer.WhyBox{Why: in.Because}
	if err := customer.CheckNeed(facts, box); err != nil {
		return Result{}, err
	}
	return a.onPeople(ctx, call, kind.NeedSet, in.ID, func(_ storage.Reader, _ views.Repair, d *draft) (any, error) {
		if in.By != "" {
			d.box(in.ID, journal.File, box)
		}
		return facts, nil
	})
}

// RecogniseInput is how a caller was recognised.
type RecogniseInput struct {
	ID    journal.EntityID    `json:"id" doc:"of the repair"`
	Asked []customer.Question `json:"asked" doc:"the two questions: deposit_day, device, postcode, last_digits, number"`
	Right bool                `json:"right,omitempty" doc:"both answers were right"`
}

// RecogniseCaller logs the two questions, whatever came of them.
func (a *App) RecogniseCaller(ctx context.Context, call Call, in *RecogniseInput) (Result, error) {
	if len(in.Asked) != 2 {
		return Result{}, fault.New(fault.Malformed, "asked", "expected", "2")
	}
	facts := customer.RecognisedFacts{Asked: [2]customer.Question(in.Asked), Right: in.Right}
	if err := customer.CheckRecognised(facts); err != nil {
		return Result{}, err
	}
	return a.onPeople(ctx, call, kind.CallerRecognised, in.ID, func(storage.Reader, views.Repair, *draft) (any, error) {
		return facts, nil
	})
}

// CollectorInput is who came to collect.
type CollectorInput struct {
	ID    journal.EntityID `json:"id" doc:"of the repair"`
	By    string           `json:"by" doc:"receipt, named, code or identity"`
	Paper string           `json:"paper,omitempty" doc:"id_card, passport, licence or permit: the kind alone is kept"`
	Party string           `json:"party,omitempty" doc:"key of who was named"`
}

// CheckCollector logs by which way somebody was allowed to collect. By identity
// alone a member of staff with that right answers for it.
func (a *App) CheckCollector(ctx context.Context, call Call, in *CollectorInput) (Result, error) {
	facts := customer.CollectorFacts{By: in.By, Paper: in.Paper}
	return a.onPeople(ctx, call, kind.CollectorSeen, in.ID, func(r storage.Reader, _ views.Repair, _ *draft) (any, error) {
		override := false
		if !call.Staff.IsZero() {
			who, err := a.views.Member(r, call.Staff)
			if err != nil {
				return nil, fault.New(fault.NotFound, "staff", "what", "staff").Because(err)
			}
			override = who.Person().May(staff.Front)
		}
		if err := customer.CheckCollector(facts, override); err != nil {
			return nil, err
		}
		if in.By != "named" {
			return facts, nil
		}
		people, err := a.views.FilePeople(r, in.ID)
		if err != nil {
			return nil, err
		}
		named := slices.ContainsFunc(people.Parties, func(p views.Party) bool {
			return p.Key == in.Party && customer.MayCollect([]customer.Role{p.Role})
		})
		if !named {
			return nil, fault.New(customer.MayNotCollect, "party")
		}
		return facts, nil
	})
}

// ToldInput is how a customer was told.
type ToldInput struct {
	ID      journal.EntityID `json:"id" doc:"of the repair"`
	By      string           `json:"by" doc:"phone, letter or counter"`
	Reached bool             `json:"reached,omitempty" doc:"somebody answered"`
	AtMS    int64            `json:"at_ms,omitempty" doc:"now when empty"`
}

// ToldCustomer logs that a person told the customer, or that a letter went: the
// file then leaves the list of those to tell.
func (a *App) ToldCustomer(ctx context.Context, call Call, in *ToldInput) (Result, error) {
	if err := text.OneOf("by", in.By, "phone", "letter", "counter"); err != nil {
		return Result{}, err
	}
	if err := text.Moment("at_ms", in.AtMS); err != nil {
		return Result{}, err
	}
	return a.onPeople(ctx, call, kind.CustomerReached, in.ID, func(storage.Reader, views.Repair, *draft) (any, error) {
		return customer.ReachedFacts{By: in.By, Reached: in.Reached, AtMS: a.orNow(in.AtMS)}, nil
	})
}

// ShelveInput says whether the telephone that was left is the number we call.
type ShelveInput struct {
	ID      journal.EntityID `json:"id" doc:"of the repair"`
	Shelved bool             `json:"shelved,omitempty"`
}

// ShelveNumber notes that what we send to the customer's number reaches nobody
// until the device is back with them.
func (a *App) ShelveNumber(ctx context.Context, call Call, in *ShelveInput) (Result, error) {
	return a.onPeople(ctx, call, kind.NumberShelved, in.ID, func(storage.Reader, views.Repair, *draft) (any, error) {
		return customer.ShelvedFacts{Shelved: in.Shelved}, nil
	})
}

// CallerAsked asks how a caller about a file is to be recognised.
type CallerAsked struct {
	ID    journal.EntityID `json:"id" doc:"of the repair"`
	Phone string           `json:"phone,omitempty" doc:"the number they call from"`
}

// CallerCard is what is asked of a caller, with the answers to compare. Sum and
// status are not on it.
type CallerCard struct {
	Ask     [2]customer.Question `json:"ask"`
	Answers [2]string            `json:"answers"`
}

// CallerCard gives the two questions for a caller about a file.
func (a *App) CallerCard(ctx context.Context, in *CallerAsked) (CallerCard, error) {
	return read(ctx, a, func(r storage.Reader) (CallerCard, error) {
		file, err := a.views.Repair(r, in.ID)
		if err != nil {
			return CallerCard{}, err
		}
		var of views.Customer
		if !file.CustomerID.IsZero() {
			if of, err = a.views.Customer(r, file.CustomerID); err != nil {
				return CallerCard{}, err
			}
		}
		at, err := a.lawAt(r, file.Site)
		known := customer.Known{
			DepositOn: civil.At(file.ReceivedMS, at.zone).String(), Device: file.Product, Postcode: customer.Postcode(of.Address),
			Phone: of.Phone, Number: file.Number,
		}
		card := CallerCard{Ask: customer.CheckQuestions(known, customer.NormalisePhone(in.Phone))}
		answers := map[customer.Question]string{
			customer.AskDeposit: known.DepositOn, customer.AskDevice: known.Device, customer.AskTown: known.Postcode,
			customer.AskPhone: customer.LastDigits(known.Phone), customer.AskNumber: known.Number,
		}
		for i, q := range card.Ask {
			card.Answers[i] = answers[q]
		}
		return card, err
	})
}

// SiteAsked asks about one shop.
type SiteAsked struct {
	Site string `json:"site,omitempty" doc:"this shop when empty"`
}

// ToTell is the files whose customers a person has to tell.
func (a *App) ToTell(ctx context.Context, in *SiteAsked) ([]views.ToTell, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.ToTell, error) {
		return a.views.ToTell(r, cmp.Or(in.Site, a.place.Site))
	})
}

// filesOf are the files of a customer, newest first.
func (a *App) filesOf(r storage.Reader, c views.Customer) ([]views.RepairRow, error) {
	out := make([]views.RepairRow, 0, len(c.Repairs))
	for _, id := range c.Repairs {
		row, err := a.views.Row(r, id)
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	slices.SortStableFunc(out, func(x, y views.RepairRow) int { return cmp.Compare(y.ReceivedMS, x.ReceivedMS) })
	return out, nil
}

func (a *App) openOf(r storage.Reader, c views.Customer) ([]views.RepairRow, error) {
	all, err := a.filesOf(r, c)
	return slices.DeleteFunc(all, func(row views.RepairRow) bool { return row.Status.Scope() == repair.Ended }), err
}

// needDays is how long before its day a file that must be done is a risk.
const needDays = 3

// Needed is the open files that must be done within needDays, or had to be.
func (a *App) Needed(ctx context.Context, in *SiteAsked) ([]views.Needed, error) {
	site := cmp.Or(in.Site, a.place.Site)
	return read(ctx, a, func(r storage.Reader) ([]views.Needed, error) {
		at, err := a.lawAt(r, site)
		if err != nil {
			return nil, err
		}
		return a.views.Needed(r, site, at.today.AddDays(needDays))
	})
}
