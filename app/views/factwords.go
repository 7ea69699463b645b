package views

import (
	"fmt"
	"strings"

	"etabli/app/domain/claim"
	"etabli/app/domain/loan"
	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/app/views/fold"
	"etabli/storage/journal"
)

// factWords says in a few words what facts hold, or which entry they are of.
func factWords(field string, raw []byte) string {
	switch field {
	case fold.FieldIssue:
		return strings.Join(parsed[loan.IssuedFacts](raw).Condition, ", ")
	case fold.FieldReturn:
		return strings.Join(parsed[loan.ReturnedFacts](raw).Condition, ", ")
	case fold.FieldPartFacts:
		part := parsed[stock.PartFacts](raw)
		return part.Ref + " · " + part.Label
	case fold.FieldReorder:
		point := parsed[stock.ReorderFacts](raw)
		return fmt.Sprintf("%d – %d", point.Least, point.Full)
	case fold.FieldExchange:
		swap := parsed[stock.ExchangedFacts](raw)
		return swap.OldSerial + " → " + swap.NewSerial
	}
	return claimWords(field, raw)
}

// claimWords says what an offer, its answer or a refund holds.
func claimWords(field string, raw []byte) string {
	group, _, _ := strings.Cut(field, "/")
	switch group + "/" {
	case fold.GroupOffer:
		f := parsed[claim.DecidedFacts](raw)
		out := []string{}
		for _, m := range f.Measures {
			out = append(out, strings.TrimSpace(string(m.Do)+" "+repair.FormatAmount(m.Cents, "EUR")))
		}
		return strings.Join(out, ", ")
	case fold.GroupReply:
		f := parsed[claim.RepliedFacts](raw)
		return strings.TrimSpace(string(f.Answer) + " " + f.Channel)
	case fold.GroupRefund:
		f := parsed[claim.RefundFacts](raw)
		return strings.TrimSpace(string(f.State) + " " + repair.FormatAmount(f.Cents, "EUR") + " " + f.Ref)
	}
	return ""
}

func parsed[T any](raw []byte) (facts T) {
	_ = journal.UnmarshalFacts(raw, &facts) // what is not readable has no words
	return facts
}
