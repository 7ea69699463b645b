package fold

import (
	"etabli/app/domain/customer"
	"etabli/app/domain/kind"
	"etabli/app/domain/site"
	"etabli/app/domain/staff"
	"etabli/storage/journal"
)

// The fields of shops, staff and customers.
const (
	FieldCode     = "code"
	FieldName     = "name"
	FieldAddress  = "address"
	FieldPhone    = "phone"
	FieldHours    = "hours"
	FieldZone     = "zone"
	FieldSIRET    = "siret"
	FieldMediator = "mediator"
	FieldInitials = "initials"
	FieldDisplay  = "display"
	FieldRole     = "role"
	FieldGone     = "gone"
	FieldLanguage = "language"
	FieldTellBy   = "tell_by"
)

var peopleKinds = together(kinds{
	kind.SiteSaved:     {siteSaved},
	kind.StaffSaved:    {staffSaved},
	kind.CustomerSaved: {customerSaved},
}, staffKinds, customerKinds, worthKinds, erasureKinds, messageKinds, taskKinds, visitKinds, siteKinds)

// gone is the value of FieldGone for somebody who left.
const gone = "1"

// siteSaved writes every field: a shop is saved as a whole.
func siteSaved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[site.SavedFacts](a)
	if err != nil || !is(e, kind.Site) {
		return err
	}
	x.set(FieldCode, f.Code)
	x.set(FieldName, f.Name)
	x.set(FieldAddress, f.Address)
	x.set(FieldPhone, f.Phone)
	x.set(FieldHours, f.Hours)
	x.set(FieldZone, f.Zone)
	x.set(FieldSIRET, f.SIRET)
	x.set(FieldMediator, f.Mediator)
	return nil
}

func staffSaved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[staff.SavedFacts](a)
	if err != nil || !is(e, kind.Staff) {
		return err
	}
	x.set(FieldInitials, f.Initials)
	x.set(FieldDisplay, f.Display)
	x.set(FieldRole, f.Role)
	x.set(FieldSite, f.Site)
	left := ""
	if f.Gone {
		left = gone
	}
	x.set(FieldGone, left)
	return nil
}

// customerSaved leaves alone what was not said.
func customerSaved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[customer.SavedFacts](a)
	if err != nil || !is(e, kind.Customer) {
		return err
	}
	x.setKnown(FieldLanguage, f.Language)
	x.setKnown(FieldTellBy, f.TellBy)
	x.setPrivate(FieldContact, a, e, journal.Contact)
	return nil
}
