package fold

import (
	"strconv"

	"etabli/app/domain/figure"
	"etabli/app/domain/kind"
	"etabli/app/domain/opinion"
	"etabli/app/domain/waste"
	"etabli/storage/journal"
)

// The fields of waste, and of what customers think.
const (
	FieldWaste    = "waste" // facts: kept, or collected
	FieldHauled   = "taken" // of waste: it is a collection
	FieldReview   = "review"
	FieldWritten  = "written" // private: who published what
	FieldReplied  = "replied"
	FieldReplyIn  = "reply" // private
	FieldAsking   = "asking"
	FieldByPerson = "figures_by_person"
	GroupOpinion  = "opinion/" // facts, by file; of a customer: when they were asked
	FieldWell     = "well"     // of a file: yes, no
	FieldAskedOn  = "asked_on" // of a file
)

var wasteKinds = kinds{
	kind.WasteKept:      {wasteKept},
	kind.WasteCollected: {wasteCollected},
}

func wasteKept(a *act, e journal.Entity, x *effects) error {
	f, err := facts[waste.KeptFacts](a)
	if err != nil || !is(e, kind.Waste) {
		return err
	}
	x.set(FieldSite, f.Site)
	links(a, x)
	return x.setFacts(FieldWaste, f)
}

func wasteCollected(a *act, e journal.Entity, x *effects) error {
	f, err := facts[waste.CollectedFacts](a)
	if err != nil || !is(e, kind.Waste) {
		return err
	}
	x.set(FieldSite, f.Site)
	x.set(FieldHauled, strconv.Itoa(f.Grams))
	return x.setFacts(FieldWaste, f)
}

var opinionKinds = kinds{
	kind.OpinionAsked:   {opinionAsked},
	kind.OpinionGiven:   {opinionGiven},
	kind.ReviewLogged:   {reviewLogged},
	kind.ReviewAnswered: {reviewAnswered},
	kind.AskingSaid:     {askingSaid},

	kind.PeopleFiguresSaid: {peopleFiguresSaid},
}

// opinionAsked notes an invitation: on its file, and with its customer, who is not
// asked again for a while whatever they bring.
func opinionAsked(a *act, e journal.Entity, x *effects) error {
	f, err := facts[opinion.AskedFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Repair):
		x.set(FieldAskedOn, f.On)
	case is(e, kind.Customer):
		for _, other := range a.entry.Header.Entities {
			if is(other, kind.Repair) {
				x.set(GroupOpinion+other.ID.String(), f.On)
			}
		}
	}
	return nil
}

// opinionGiven notes an answer; a "no" begins a claim about its file.
func opinionGiven(a *act, e journal.Entity, x *effects) error {
	f, err := facts[opinion.GivenFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Repair):
		well := "no"
		if f.Well {
			well = "yes"
		}
		x.set(FieldWell, well)
	case is(e, kind.Claim) && f.Claim != nil:
		return x.beginsClaim(a, e, *f.Claim)
	}
	return nil
}

func reviewLogged(a *act, e journal.Entity, x *effects) error {
	f, err := facts[opinion.LoggedFacts](a)
	if err != nil || !is(e, kind.Review) {
		return err
	}
	x.set(FieldSite, f.Site)
	links(a, x)
	x.setPrivate(FieldWritten, a, e, journal.File)
	return x.setFacts(FieldReview, f)
}

func reviewAnswered(a *act, e journal.Entity, x *effects) error {
	f, err := facts[opinion.RepliedFacts](a)
	if err != nil || !is(e, kind.Review) {
		return err
	}
	x.setPrivate(FieldReplyIn, a, e, journal.File)
	return x.setFacts(FieldReplied, f)
}

func askingSaid(a *act, e journal.Entity, x *effects) error {
	f, err := facts[opinion.AskingFacts](a)
	if err != nil || !is(e, kind.Site) {
		return err
	}
	return x.setFacts(FieldAsking, f)
}

func peopleFiguresSaid(a *act, e journal.Entity, x *effects) error {
	f, err := facts[figure.PeopleFacts](a)
	if err == nil && is(e, kind.Site) {
		x.set(FieldByPerson, strconv.FormatBool(f.On))
	}
	return err
}
