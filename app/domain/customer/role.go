package customer

import (
	"slices"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// Role is what somebody is to a file.
type Role string

// The roles.
const (
	Owner          Role = "owner"
	Payer          Role = "payer"
	Caller         Role = "contact"   // is told and asked
	Beneficiary    Role = "recipient" // gets it as a gift: is told nothing unless asked
	Collector      Role = "collector"
	Representative Role = "representative" // acts for a minor or a protected adult
	Orderer        Role = "orderer"        // of a business: may order in its name
)

// Roles lists the roles.
func Roles() []Role {
	return []Role{Owner, Payer, Caller, Beneficiary, Collector, Representative, Orderer}
}

// Told tells whether somebody with these roles gets messages about a file.
func Told(roles []Role) bool {
	return slices.Contains(roles, Owner) && !slices.Contains(roles, Beneficiary) ||
		slices.Contains(roles, Caller) || slices.Contains(roles, Representative)
}

// MayCollect tells whether somebody with these roles may take the device away.
func MayCollect(roles []Role) bool {
	return slices.ContainsFunc(roles, func(r Role) bool { return r == Owner || r == Collector || r == Representative })
}

// Consent is what a customer can agree to.
type Consent string

// The consents. Telephone marketing is apart from everything else, because a
// call about a repair needs none.
const (
	Marketing      Consent = "marketing"
	PhoneMarketing Consent = "phone_marketing"
	Invitations    Consent = "surveys" // asked for afterwards how it went
	RemoteHelp     Consent = "remote"
	DataLoss       Consent = "data_loss"
)

// Consents lists the consents.
func Consents() []Consent {
	return []Consent{Marketing, PhoneMarketing, Invitations, RemoteHelp, DataLoss}
}

// MaxRoles bounds the roles of one person, MaxKey the name of a record.
const (
	MaxRoles = 6
	MaxKey   = 26
	MaxWhy   = 600
)

// CheckPerson checks one more person of a customer.
func CheckPerson(f PersonFacts, box ContactBox) error {
	if f.Gone {
		return nil
	}
	if box.Name == "" && box.PhoneRaw == "" && box.Email == "" {
		return fault.New(fault.Missing, "name")
	}
	if len(f.Roles) > MaxRoles {
		return fault.New(fault.TooLong, "roles", "limit", strconv.Itoa(MaxRoles))
	}
	for i, r := range f.Roles {
		if err := text.OneOf("roles."+strconv.Itoa(i), r, Roles()...); err != nil {
			return err
		}
	}
	return Check(box, SavedFacts{})
}

// CheckConsent checks a yes or a no.
func CheckConsent(f ConsentFacts) error {
	if err := text.OneOf("to", f.To, Consents()...); err != nil {
		return err
	}
	if f.Given && f.Proof == "" {
		return fault.New(fault.Missing, "proof")
	}
	if err := text.OneOf("proof", f.Proof, "", "counter", "paper", "page", "phone", "sms", "email"); err != nil {
		return err
	}
	return text.Moment("at_ms", f.AtMS)
}

// CheckNeed checks a day by which a file must be done.
func CheckNeed(f NeedFacts, box WhyBox) error {
	if err := text.Date("by", f.By); err != nil {
		return err
	}
	if f.By != "" {
		return text.NeededBlock("because", box.Why, MaxWhy)
	}
	return nil
}
