package fold

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/storage/journal"
)

// quotedLines takes a quote in lines: the second version of RepairQuoted.
func quotedLines(a *act, e journal.Entity, x *effects) error {
	f, err := facts[quote.Facts](a)
	if err != nil || !is(e, kind.Repair) {
		return err
	}
	x.set(FieldQuote, string(a.entry.Facts))
	x.quoteVersion = f.Version
	x.become(string(repair.QuoteSent))
	return nil
}

// answeredLines takes the answer to one: the second version of QuoteAnswered.
func answeredLines(a *act, e journal.Entity, x *effects) error {
	f, err := facts[quote.AnswerFacts](a)
	if err != nil || !is(e, kind.Repair) {
		return err
	}
	x.answer = &Answer{Version: f.Version, Accepted: f.Accepted, Channel: f.Channel, Facts: a.entry.Facts}
	x.become(string(repair.QuoteKO))
	if f.Accepted {
		x.become(string(repair.QuoteOK))
	}
	return nil
}
