package fold

import (
	"strconv"

	"etabli/app/domain/customer"
	"etabli/app/domain/kind"
	"etabli/storage/journal"
)

// The fields of customers, and of files about people. Records have a path:
// "person/<key>", "consent/<to>", "party/<role>/<who>".
const (
	GroupPerson      = "person/"  // private: who it is
	GroupPersonRoles = "persons/" // what they may do, one a line
	GroupConsent     = "consent/" // yes or no, when, by which proof
	FieldSame        = "same_as"  // of a customer who turned out to be another
	GroupSame        = "same/"    // and of that other one
	GroupParty       = "party/"
	GroupPartyWho    = "parties/" // private: who it is, when they are no customer
	FieldNeedBy      = "need_by"
	FieldNeedWhy     = "need_why" // private
	FieldTold        = "told"     // when a person last told the customer, Unix milliseconds
	FieldShelved     = "shelved"  // the customer's own telephone is on our shelf
	FieldStopped     = "stopped"  // no more messages: when they said so, and how
)

// yes is the value of a field that is on.
const yes = "1"

var customerKinds = kinds{
	kind.PersonSaved:      {personSaved},
	kind.Consented:        {consented},
	kind.CustomersMerged:  {merged},
	kind.PartyNamed:       {partyNamed},
	kind.NeedSet:          {needSet},
	kind.CallerRecognised: {nothing},
	kind.CollectorSeen:    {nothing},
	kind.CustomerReached:  {reached},
	kind.NumberShelved:    {shelved},
	kind.MessagesStopped:  {messagesStopped},
}

func personSaved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[customer.PersonFacts](a)
	if err != nil || !is(e, kind.Customer) {
		return err
	}
	if f.Gone {
		x.set(GroupPersonRoles+f.Key, none)
		return nil
	}
	x.set(GroupPersonRoles+f.Key, joined(f.Roles))
	x.setPrivate(GroupPerson+f.Key, a, e, journal.Contact)
	return nil
}

// messagesStopped has the customer told by no way, or by one again.
func messagesStopped(a *act, e journal.Entity, x *effects) error {
	f, err := facts[customer.StoppedFacts](a)
	if err != nil || !is(e, kind.Customer) {
		return err
	}
	if f.Again {
		x.set(FieldTellBy, f.TellBy)
		x.set(FieldStopped, none)
		return nil
	}
	x.set(FieldTellBy, customer.ByNone)
	x.set(FieldStopped, strconv.FormatInt(f.AtMS, 10)+"\n"+f.By)
	return nil
}

func consented(a *act, e journal.Entity, x *effects) error {
	f, err := facts[customer.ConsentFacts](a)
	if err != nil || !is(e, kind.Customer) {
		return err
	}
	given := ""
	if f.Given {
		given = yes
	}
	x.set(GroupConsent+string(f.To), given+"\n"+strconv.FormatInt(f.AtMS, 10)+"\n"+f.Proof)
	return nil
}

// merged links two customers, or parts them; both keep everything of theirs.
func merged(a *act, e journal.Entity, x *effects) error {
	f, err := facts[customer.MergedFacts](a)
	both := a.entry.Header.Entities
	if err != nil || len(both) < 2 || !is(e, kind.Customer) {
		return err
	}
	kept, other := both[0], both[1]
	switch {
	case e == other && f.Apart:
		x.set(FieldSame, "")
	case e == other:
		x.set(FieldSame, kept.ID.String())
	case f.Apart:
		x.set(GroupSame+other.ID.String(), none)
	default:
		x.set(GroupSame+other.ID.String(), yes)
	}
	return nil
}

func partyNamed(a *act, e journal.Entity, x *effects) error {
	f, err := facts[customer.PartyFacts](a)
	if err != nil || !is(e, kind.Repair) {
		return err
	}
	name := string(f.Role) + "/" + f.Key
	if f.Gone {
		x.set(GroupParty+name, none)
		return nil
	}
	x.set(GroupParty+name, yes)
	x.setPrivate(GroupPartyWho+name, a, e, journal.File)
	return nil
}

func needSet(a *act, e journal.Entity, x *effects) error {
	f, err := facts[customer.NeedFacts](a)
	if err == nil && is(e, kind.Repair) {
		x.set(FieldNeedBy, f.By)
		x.setPrivate(FieldNeedWhy, a, e, journal.File)
	}
	return err
}

// reached counts a letter as soon as it went, a call only when somebody answered.
func reached(a *act, e journal.Entity, x *effects) error {
	f, err := facts[customer.ReachedFacts](a)
	if err == nil && is(e, kind.Repair) && (f.Reached || f.By == "letter") {
		x.set(FieldTold, strconv.FormatInt(f.AtMS, 10))
	}
	return err
}

func shelved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[customer.ShelvedFacts](a)
	if err != nil || !is(e, kind.Repair) {
		return err
	}
	on := ""
	if f.Shelved {
		on = yes
	}
	x.set(FieldShelved, on)
	return nil
}
