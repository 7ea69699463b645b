package fold

import (
	"bytes"
	"maps"
	"slices"
	"strings"
)

// write is one write of a field with its author.
type write struct {
	act   *act
	value []byte
	box   *BoxRef
}

// fields holds every write of every field, so that late ones find their place.
type fields map[string][]write

func (f fields) add(name string, w write) { f[name] = append(f[name], w) }

// frontier returns those of the writes that no other of them has seen, the
// shown one first.
func frontier(all []write) []write {
	h := horizon{}
	for i := range all {
		h.add(all[i].act)
	}
	var out []write
	for _, w := range all {
		if !h.covers(w.act.ref) {
			out = append(out, w)
		}
	}
	slices.SortFunc(out, func(a, b write) int { return later(b.act, a.act) })
	return out
}

// known returns the writes that the author of a had seen.
func known(all []write, a *act) []write {
	var out []write
	for _, w := range all {
		if a.saw(w.act.ref) {
			out = append(out, w)
		}
	}
	return out
}

// differ tells whether writes that did not see each other need a decision.
// Private ones always do: their values are not compared.
func differ(alive []write) bool {
	for _, w := range alive[min(1, len(alive)):] {
		if w.box != nil || alive[0].box != nil || !bytes.Equal(w.value, alive[0].value) {
			return true
		}
	}
	return false
}

func (w write) side() Write {
	return Write{Ref: w.act.ref, AtMS: w.act.atMS(), Value: w.value, Box: w.box}
}

// list is the fields of the state, by name.
func (f fields) list() []Field {
	var out []Field
	for _, name := range slices.Sorted(maps.Keys(f)) {
		field := Field{Name: name}
		for _, w := range frontier(f[name]) {
			field.Writes = append(field.Writes, w.side())
		}
		out = append(out, field)
	}
	return out
}

// factFields are the fields whose value is facts of a kind, which nobody types:
// a side of an item about one is named by its entry.
var factFields = map[string]bool{
	FieldQuote: true, FieldReport: true, FieldAgreement: true, FieldIssue: true, FieldReturn: true, FieldLoss: true,
	FieldSale: true, FieldPartFacts: true, FieldReorder: true, FieldSeller: true, FieldBack: true, FieldCredit: true,
	FieldPromise: true, FieldExchange: true,
	FieldJudged: true, FieldRemedy: true, FieldClaim: true, FieldAuthority: true, FieldVoucher: true,
	FieldContract: true, FieldEnd: true, FieldBusiness: true, FieldOrderRef: true, FieldInvoice: true, FieldOnItsWay: true,
	FieldBatch: true, FieldRefusal: true, FieldListIn: true, FieldListWork: true, FieldListOut: true, FieldRead: true, FieldIncident: true, FieldCounted: true,
	FieldGuarantor: true, FieldRecourse: true, FieldAuthorised: true, FieldIrreparable: true, FieldSubcontractor: true, FieldGoneOut: true,
	FieldSendout: true, FieldBonus: true, FieldWhole: true, FieldHanded: true, FieldTheySaid: true, FieldWaste: true, FieldReview: true, FieldReplied: true, FieldAsking: true, FieldListed: true, FieldLetterhead: true,
	FieldReported: true, FieldReportAt: true, FieldRegime: true, FieldPreorder: true, FieldThere: true, FieldFetched: true, FieldLetGo: true,
}

// factGroups are the beginnings of names of such fields.
var factGroups = []string{GroupHeard, GroupAnswered, GroupOffer, GroupConfirmed, GroupReply, GroupRefund, GroupMediated, GroupGranted,
	GroupUse, GroupRenewal, GroupTermPaid,
	GroupSubmitted, GroupTaken, GroupGot, GroupWanted, GroupDecided, GroupCame, GroupCharged,
	GroupAmount, GroupLabel,
	GroupPlan, GroupDunned, GroupGivenUp, GroupPriced, GroupAhead, GroupWish,
}

// HoldsFacts tells whether the value of a field is facts of a kind.
func HoldsFacts(name string) bool {
	return factFields[name] || slices.ContainsFunc(factGroups, func(begin string) bool { return strings.HasPrefix(name, begin) })
}
