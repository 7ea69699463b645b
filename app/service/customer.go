package service

import (
	"context"

	"etabli/app/domain/customer"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/product"
	"etabli/app/domain/quote"
	"etabli/app/domain/text"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// ofCustomer is the customer that a command is about.
func (a *App) ofCustomer(id journal.EntityID) about[views.Customer] {
	return about[views.Customer]{what: "customer", kind: kind.Customer, id: id, read: a.views.Customer}
}

// PersonInput is one more person of a customer.
type PersonInput struct {
	ID      journal.EntityID `json:"id" doc:"of the customer"`
	Key     string           `json:"key,omitempty" doc:"of a known person; a new one when empty"`
	Name    string           `json:"name,omitempty"`
	Phone   string           `json:"phone,omitempty"`
	Email   string           `json:"email,omitempty"`
	Address string           `json:"address,omitempty"`
	Roles   []customer.Role  `json:"roles,omitempty" doc:"owner, payer, contact, recipient, collector or representative"`
	Gone    bool             `json:"gone,omitempty"`
}

// SavePerson adds, changes or takes away one more person of a customer.
func (a *App) SavePerson(ctx context.Context, call Call, in *PersonInput) (Result, error) {
	facts := customer.PersonFacts{Key: in.Key, Roles: in.Roles, Gone: in.Gone}
	if facts.Key == "" {
		facts.Key = journal.NewEntityID(call.ID, 0).String()
	}
	if err := text.Line("key", facts.Key, customer.MaxKey); err != nil {
		return Result{}, err
	}
	box := customer.ContactBox{
		Name: in.Name, PhoneRaw: in.Phone, Phone: customer.NormalisePhone(in.Phone), Email: in.Email, Address: in.Address,
	}
	if err := customer.CheckPerson(facts, box); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.PersonSaved, a.ofCustomer(in.ID), func(_ storage.Reader, _ views.Customer, d *draft) (any, error) {
		if !in.Gone {
			d.box(in.ID, journal.Contact, box)
		}
		return facts, nil
	})
}

// ConsentInput is a yes or a no.
type ConsentInput struct {
	ID    journal.EntityID `json:"id" doc:"of the customer"`
	To    customer.Consent `json:"to" doc:"marketing, phone_marketing, surveys, remote or data_loss"`
	Given bool             `json:"given,omitempty" doc:"a no when false"`
	Proof string           `json:"proof,omitempty" doc:"counter, paper, page, phone, sms or email; needed for a yes"`
	AtMS  int64            `json:"at_ms,omitempty" doc:"now when empty"`
}

// Consent records a yes or a no. The one before stays in the history.
func (a *App) Consent(ctx context.Context, call Call, in *ConsentInput) (Result, error) {
	facts := customer.ConsentFacts{To: in.To, Given: in.Given, Proof: in.Proof, AtMS: a.orNow(in.AtMS)}
	if err := customer.CheckConsent(facts); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.Consented, a.ofCustomer(in.ID), func(storage.Reader, views.Customer, *draft) (any, error) {
		return facts, nil
	})
}

// JoinCustomersInput joins two customers.
type JoinCustomersInput struct {
	ID    journal.EntityID `json:"id" doc:"the customer that stays"`
	Other journal.EntityID `json:"other" doc:"the one that turned out to be the same"`
	Apart bool             `json:"apart,omitempty" doc:"they are two again"`
}

// MergeCustomers joins two customers who are one: from then on the first answers
// for both. Neither loses anything, so it can be taken back.
func (a *App) MergeCustomers(ctx context.Context, call Call, in *JoinCustomersInput) (Result, error) {
	return on(ctx, a, call, kind.CustomersMerged, a.ofCustomer(in.ID), func(r storage.Reader, _ views.Customer, d *draft) (any, error) {
		other, err := a.views.Customer(r, in.Other)
		if err != nil {
			return nil, fault.New(fault.NotFound, "other", "what", "customer").Because(err)
		}
		same, err := a.sameCustomer(r, in.ID, in.Other)
		switch {
		case err != nil:
			return nil, err
		case in.Apart && other.SameAs != in.ID:
			return nil, fault.New(fault.NotFound, "other", "what", "customer")
		case !in.Apart && same:
			return nil, fault.New(customer.SameCustomer, "other")
		}
		d.also(kind.Customer, in.Other)
		return customer.MergedFacts{Apart: in.Apart}, nil
	})
}

// PeopleAsked asks for who is meant by words.
type PeopleAsked struct {
	Words string `json:"words" doc:"of a name, a number or an address"`
}

// Sharing is the people who have one number, with their open files.
type Sharing struct {
	Customer views.Customer    `json:"customer"`
	Open     []views.RepairRow `json:"open"`
}

// Sharing answers who has a telephone number, or an e-mail address, and which
// files of theirs are open. Nobody is taken for somebody else by it.
func (a *App) Sharing(ctx context.Context, in *ByPhone) ([]Sharing, error) {
	key := customer.NormalisePhone(in.Phone)
	if key == "" && customer.Check(customer.ContactBox{Email: in.Phone}, customer.SavedFacts{}) == nil {
		key = in.Phone
	}
	if key == "" {
		return nil, fault.New(fault.Malformed, "phone", "expected", "+33 6 12 34 56 78")
	}
	return read(ctx, a, func(r storage.Reader) ([]Sharing, error) {
		people, err := a.views.CustomersByPhone(r, key)
		if err != nil {
			return nil, err
		}
		out := make([]Sharing, 0, len(people))
		for _, c := range people {
			open, err := a.openOf(r, c)
			if err != nil {
				return nil, err
			}
			out = append(out, Sharing{c, open})
		}
		return out, nil
	})
}

// SecondAsked is what an intake knows of a customer and their device.
type SecondAsked struct {
	Phone    string `json:"phone,omitempty"`
	Email    string `json:"email,omitempty"`
	Category string `json:"category,omitempty" doc:"kind of device, such as smartphone"`
	Serial   string `json:"serial,omitempty" doc:"an IMEI is a telephone's"`
}

// SecondContact is what an intake asks, and how the customer can be told.
type SecondContact struct {
	Ask   bool           `json:"ask"`
	Reach customer.Reach `json:"reach"` // with nothing on our shelf
}

// SecondContact tells whether an intake asks for another way to reach somebody.
func (a *App) SecondContact(_ context.Context, in *SecondAsked) (SecondContact, error) {
	box := customer.ContactBox{Phone: customer.NormalisePhone(in.Phone), PhoneRaw: in.Phone, Email: in.Email}
	kindOf := product.Classify(in.Serial).Kind
	isPhone := quote.CategoryOf(in.Category, "") == "smartphone" || kindOf == product.IMEI || kindOf == product.IMEISV
	return SecondContact{Ask: customer.AsksSecond(box, isPhone), Reach: customer.ReachOf(box, "", "")}, nil
}

// HistoryOf is a customer's files, newest first, those of everybody who turned
// out to be them too.
func (a *App) HistoryOf(ctx context.Context, id journal.EntityID) ([]views.RepairRow, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.RepairRow, error) {
		c, err := a.views.Customer(r, id)
		if err != nil {
			return nil, err
		}
		return a.filesOf(r, c)
	})
}
