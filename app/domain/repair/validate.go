package repair

import (
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// The limits of a file's facts, in characters unless the name says otherwise.
const (
	MaxLabel       = 120
	MaxBrand       = 60
	MaxSerial      = 64
	MaxItem        = 80   // one accessory, one remark about the condition
	MaxItems       = 40   // accessories or remarks
	MaxWords       = 4000 // a fault in the customer's words, a note, a finding
	MaxReason      = 40
	MaxAttachments = 20
	MaxFileBytes   = 20 << 20
	MaxCents       = 100_000_000 // one million of the currency
	MaxVersion     = 1000        // versions of a quote
)

const (
	hashBytes  = 32
	currencies = 3
)

// CheckText checks free text that must not be empty.
func CheckText(field, s string) error { return text.NeededBlock(field, s, MaxWords) }

// CheckReceived checks an intake before it has its number.
func CheckReceived(f ReceivedFacts, box FileBox) error {
	return fault.First(
		siteCode("site", f.Site),
		CheckProduct("product.", f.Product),
		text.Line("product.category", f.Category, MaxLabel),
		list("accessories", f.Accessories),
		list("condition", f.Condition),
		text.Date("promised_on", f.PromisedOn),
		text.Date("bought_on", f.BoughtOn),
		text.Moment("requested_ms", f.RequestedMS),
		text.Moment("received_ms", f.ReceivedMS),
		tokenHash(f.TokenHash),
		CheckAttachments("attachments", f.Attachments),
		money("ceiling_cents", f.CeilingCents, "currency", f.Currency),
		text.Block("fault", box.Fault, MaxWords),
	)
}

// CheckProduct checks the device; prefix goes before the names of its fields.
func CheckProduct(prefix string, p ProductFacts) error {
	return fault.First(
		text.Needed(prefix+"label", p.Label, MaxLabel),
		text.Line(prefix+"brand", p.Brand, MaxBrand),
		text.Line(prefix+"model", p.Model, MaxBrand),
		text.Line(prefix+"serial", p.Serial, MaxSerial),
	)
}

// Barriers lists why a repair can be given up.
func Barriers() []string {
	return []string{"parts_unavailable", "parts_too_dear", "cannot_open", "no_information", "no_equipment", "worn_out", "unclaimed", "other"}
}

// CheckMoved checks a transition, but not whether the repair may make it. What
// is given up says why.
func CheckMoved(f MovedFacts) error {
	if f.Barrier == "" && f.Outcome == Abandoned {
		return fault.New(fault.Missing, "barrier")
	}
	if f.Barrier != "" {
		if err := text.OneOf("barrier", f.Barrier, Barriers()...); err != nil {
			return err
		}
	}
	if !f.To.Known() {
		return fault.New(fault.Malformed, "to", "expected", "status")
	}
	return fault.First(
		outcome(f.Outcome),
		text.Code("reason", f.Reason, MaxReason),
		text.Date("until_on", f.UntilOn),
	)
}

// CheckDiagnosed checks a diagnosis.
func CheckDiagnosed(f DiagnosedFacts) error {
	return fault.First(
		text.NeededBlock("finding", f.Finding, MaxWords),
		text.Line("section", f.Section, MaxLabel),
		text.OneOf("verdict", f.Verdict, "", "user", "wear", "manufacture", "software", "accident", "liquid", "nff"),
	)
}

// CheckQuoted checks a version of the quote.
func CheckQuoted(f QuotedFacts) error {
	if f.Version < 1 || f.Version > MaxVersion {
		return outOfRange("version", 1, MaxVersion)
	}
	return fault.First(
		money("total_cents", f.TotalCents, "currency", f.Currency),
		currency("currency", f.Currency),
		text.NeededBlock("work", f.Work, MaxWords),
		text.Date("valid_until", f.ValidUntil),
		text.Date("ready_on", f.ReadyOn),
	)
}

// CheckAnswered checks the customer's answer to a quote.
func CheckAnswered(f AnsweredFacts) error {
	if f.Version < 1 || f.Version > MaxVersion {
		return outOfRange("version", 1, MaxVersion)
	}
	return text.OneOf("channel", f.Channel, "counter", "phone", "page", "home")
}

// CheckAccessoryState checks what became of an accessory.
func CheckAccessoryState(state string) error {
	return text.OneOf("accessories", state, "returned", "left", "missing")
}

// CheckAttachments checks pointers to photos and signatures.
func CheckAttachments(field string, list []Attachment) error {
	if len(list) > MaxAttachments {
		return fault.New(fault.TooLong, field, "limit", strconv.Itoa(MaxAttachments))
	}
	for i, a := range list {
		at := field + "." + strconv.Itoa(i) + "."
		if err := fault.First(
			text.OneOf(at+"role", a.Role, "photo", "signature"),
			text.OneOf(at+"type", a.Type, "image/jpeg", "image/png", "image/webp"),
		); err != nil {
			return err
		}
		if len(a.Hash) != hashBytes {
			return fault.New(fault.Malformed, at+"hash", "expected", "SHA-256")
		}
		if len(a.Thumb) != 0 && len(a.Thumb) != hashBytes {
			return fault.New(fault.Malformed, at+"thumb", "expected", "SHA-256")
		}
		if a.Size < 1 || a.Size > MaxFileBytes {
			return outOfRange(at+"size", 1, MaxFileBytes)
		}
	}
	return nil
}

func siteCode(field, s string) error {
	if !SiteCode(s) {
		return fault.New(fault.Malformed, field, "expected", "LIL")
	}
	return nil
}

func tokenHash(hash []byte) error {
	if len(hash) != hashBytes {
		return fault.New(fault.Malformed, "token_hash", "expected", "SHA-256")
	}
	return nil
}

func outcome(o Outcome) error {
	if o != NoOutcome && !o.Known() {
		return fault.New(fault.Malformed, "outcome", "expected", "outcome")
	}
	return nil
}

// money checks an amount and, when there is one, its currency.
func money(field string, cents int64, currencyField, code string) error {
	if cents < 0 || cents > MaxCents {
		return outOfRange(field, 0, MaxCents)
	}
	if cents == 0 && code == "" {
		return nil
	}
	return currency(currencyField, code)
}

func currency(field, code string) error {
	if len(code) != currencies || !within(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
		return fault.New(fault.Malformed, field, "expected", "EUR")
	}
	return nil
}

func list(field string, items []string) error {
	if len(items) > MaxItems {
		return fault.New(fault.TooLong, field, "limit", strconv.Itoa(MaxItems))
	}
	for i, item := range items {
		at := field + "." + strconv.Itoa(i)
		if err := text.Needed(at, item, MaxItem); err != nil {
			return err
		}
		if slices.Contains(items[:i], item) {
			return fault.New(fault.Malformed, at, "expected", "once")
		}
	}
	return nil
}

func outOfRange(field string, least, most int64) error {
	return fault.New(fault.OutOfRange, field, "min", strconv.FormatInt(least, 10), "max", strconv.FormatInt(most, 10))
}

// JoinList writes a list as the value of an edited field, one item a line.
func JoinList(items []string) string { return strings.Join(items, "\n") }

// SplitList reads what JoinList wrote.
func SplitList(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}
