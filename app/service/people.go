package service

import (
	"context"
	"strings"

	"etabli/app/domain/customer"
	"etabli/app/domain/erasure"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/site"
	"etabli/app/domain/staff"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// SiteInput is a shop as customers see it.
type SiteInput struct {
	Code     string `json:"code" doc:"three letters"`
	Name     string `json:"name"`
	Address  string `json:"address,omitempty"`
	Phone    string `json:"phone,omitempty"`
	Hours    string `json:"hours,omitempty"`
	Zone     string `json:"zone,omitempty" doc:"IANA time zone, Europe/Paris when empty"`
	SIRET    string `json:"siret,omitempty"`
	Mediator string `json:"mediator,omitempty" doc:"consumer mediator's name and address"`
}

// SiteID names a shop by its code.
func SiteID(code string) journal.EntityID { return views.SiteID(code) }

// SaveSite names a shop.
func (a *App) SaveSite(ctx context.Context, call Call, in *SiteInput) (Result, error) {
	facts := site.SavedFacts(*in)
	facts.SIRET = strings.Join(strings.Fields(in.SIRET), "")
	if a.place.Training && !strings.HasPrefix(facts.Name, site.TrainingMark) {
		facts.Name = site.TrainingMark + facts.Name
	}
	if err := site.Check(facts); err != nil {
		return Result{}, err
	}
	id := SiteID(in.Code)
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.SiteSaved, entity(kind.Site, id)).with(facts)
	}, func(storage.Reader) (any, error) { return in, nil })
}

// StaffInput is a member of staff.
type StaffInput struct {
	ID       *journal.EntityID `json:"id,omitempty" doc:"of a known member; empty for a new one"`
	Display  string            `json:"display" doc:"as colleagues and customers see it: Nadia B."`
	Initials string            `json:"initials,omitempty"`
	Role     string            `json:"role" doc:"counter, technician, manager, hotline, workshop, storekeeper or accountant"`
	Site     string            `json:"site,omitempty" doc:"this shop when empty"`
	Gone     bool              `json:"gone,omitempty"`
}

// SaveStaff adds or changes a member of staff.
func (a *App) SaveStaff(ctx context.Context, call Call, in *StaffInput) (Result, error) {
	id := journal.NewEntityID(call.ID, 0)
	if in.ID != nil {
		id = *in.ID
	}
	facts := staff.SavedFacts{Initials: in.Initials, Display: in.Display, Role: in.Role, Site: in.Site, Gone: in.Gone}
	if facts.Site == "" {
		facts.Site = a.place.Site
	}
	if facts.Initials == "" {
		facts.Initials = staff.Initials(facts.Display)
	}
	if err := staff.Check(facts); err != nil {
		return Result{}, err
	}
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.StaffSaved, entity(kind.Staff, id)).with(facts)
	}, func(r storage.Reader) (any, error) { return a.views.Member(r, id) })
}

func customerCommands() []Command {
	return []Command{
		command("customer.save", "Add or change a customer.", (*App).SaveCustomer),
		command("customer.save_person", "Add one more person of a customer, such as who calls or collects.", (*App).SavePerson),
		command("customer.consent", "Record a yes or a no, with its proof.", (*App).Consent),
		command("person.answer", "Record how a request of a person about their data was answered.", (*App).AnswerPerson),
		command("person.ask", "Record that a person asks for something about their data, and how they were known.", (*App).AskPerson),
		command("person.erase", "Erase a person, as far as nothing must stay; a device asks HQ for it.", (*App).ErasePerson),
		command("customer.merge", "Join two customers who are one, or part them again; nothing is lost.", (*App).MergeCustomers),
		command("repair.name_party", "Give somebody a role on a file: owner, payer, contact, recipient, collector, representative.", (*App).NameParty),
		command("repair.need_by", "Note the day by which a file must be done, and why.", (*App).NeedBy),
		command("repair.recognise", "Log the two questions a caller was asked before anything was told.", (*App).RecogniseCaller),
		command("repair.collector", "Log by which way somebody was allowed to collect.", (*App).CheckCollector),
		command("repair.told", "Log that the customer was told by a person, or that a letter went.", (*App).ToldCustomer),
		command("repair.shelve_number", "Note that the telephone that was left is the number we would call.", (*App).ShelveNumber),
	}
}

// SaveCustomer adds or changes a customer.
func (a *App) SaveCustomer(ctx context.Context, call Call, in *CustomerInput) (Result, error) {
	box, err := in.contact()
	if err != nil {
		return Result{}, err
	}
	if in.ID == nil && box == (customer.ContactBox{}) {
		return Result{}, fault.New(fault.Missing, "name")
	}
	id := journal.NewEntityID(call.ID, 0)
	if in.ID != nil {
		id = *in.ID
	}
	plan := func(r storage.Reader) (*journal.Draft, error) {
		if in.ID != nil {
			c, err := a.views.Customer(r, id)
			if err != nil {
				return nil, fault.New(fault.NotFound, "id", "what", "customer").Because(err)
			}
			if c.Erased {
				return nil, fault.New(erasure.PersonGone, "id")
			}
		}
		d := newDraft(call, kind.CustomerSaved, entity(kind.Customer, id))
		if box != (customer.ContactBox{}) {
			d.box(id, journal.Contact, box)
		}
		return d.with(customer.SavedFacts{Language: in.Language, TellBy: in.TellBy})
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) {
		return a.views.Customer(r, id)
	})
}
