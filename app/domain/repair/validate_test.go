package repair_test

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
)

func goodIntake() repair.ReceivedFacts {
	return repair.ReceivedFacts{
		Site:        "LIL",
		Product:     repair.ProductFacts{Label: "Samsung Galaxy S21", Serial: "490154203237518"},
		Accessories: []string{"chargeur", "coque"},
		Condition:   []string{"vitre fêlée"},
		PromisedOn:  "2026-12-01", RequestedMS: 1_790_000_000_000, ReceivedMS: 1_790_000_000_000,
		TokenHash:   make([]byte, 32),
		Attachments: []repair.Attachment{{Role: "photo", Hash: make([]byte, 32), Size: 10, Type: "image/jpeg"}},
	}
}

func TestIntakeIsCheckedFieldByField(t *testing.T) {
	if err := repair.CheckReceived(goodIntake(), repair.FileBox{Fault: "écran noir\ndepuis hier"}); err != nil {
		t.Fatalf("a good intake is refused: %v", err)
	}
	for _, c := range []struct {
		field  string
		code   fault.Code
		change func(*repair.ReceivedFacts)
	}{
		{"site", fault.Malformed, func(f *repair.ReceivedFacts) { f.Site = "lil" }},
		{"product.label", fault.Missing, func(f *repair.ReceivedFacts) { f.Product.Label = " " }},
		{"product.label", fault.TooLong, func(f *repair.ReceivedFacts) { f.Product.Label = strings.Repeat("x", repair.MaxLabel+1) }},
		{"product.serial", fault.BadText, func(f *repair.ReceivedFacts) { f.Product.Serial = "a\x1d" }},
		{"product.category", fault.BadText, func(f *repair.ReceivedFacts) { f.Category = "\xff" }},
		{"accessories.1", fault.Malformed, func(f *repair.ReceivedFacts) { f.Accessories[1] = "chargeur" }},
		{"accessories", fault.TooLong, func(f *repair.ReceivedFacts) { f.Accessories = make([]string, repair.MaxItems+1) }},
		{"condition.0", fault.Missing, func(f *repair.ReceivedFacts) { f.Condition[0] = "" }},
		{"promised_on", fault.Malformed, func(f *repair.ReceivedFacts) { f.PromisedOn = "demain" }},
		{"bought_on", fault.Malformed, func(f *repair.ReceivedFacts) { f.BoughtOn = "2026-13-01" }},
		{"requested_ms", fault.OutOfRange, func(f *repair.ReceivedFacts) { f.RequestedMS = -5 }},
		{"token_hash", fault.Malformed, func(f *repair.ReceivedFacts) { f.TokenHash = nil }},
		{"ceiling_cents", fault.OutOfRange, func(f *repair.ReceivedFacts) { f.CeilingCents = -1 }},
		{"currency", fault.Malformed, func(f *repair.ReceivedFacts) { f.CeilingCents = 100 }},
		{"attachments.0.hash", fault.Malformed, func(f *repair.ReceivedFacts) { f.Attachments[0].Hash = nil }},
		{"attachments.0.role", fault.Malformed, func(f *repair.ReceivedFacts) { f.Attachments[0].Role = "video" }},
		{"attachments.0.size", fault.OutOfRange, func(f *repair.ReceivedFacts) { f.Attachments[0].Size = 0 }},
		{"attachments.0.type", fault.Malformed, func(f *repair.ReceivedFacts) { f.Attachments[0].Type = "text/html" }},
	} {
		facts := goodIntake()
		c.change(&facts)
		wantFault(t, repair.CheckReceived(facts, repair.FileBox{}), c.code, c.field)
	}
	wantFault(t, repair.CheckReceived(goodIntake(), repair.FileBox{Fault: "\x00"}), fault.BadText, "fault")
}

func wantFault(t *testing.T, err error, code fault.Code, field string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != code || f.Field != field {
		t.Errorf("got %v, want %s (%s)", err, code, field)
	}
}

func TestEditsAreCheckedByTheRuleOfTheirField(t *testing.T) {
	good := map[string]string{
		"promised_on": "", "product": "Bosch", "serial": "", "brand": "", "model": "X",
		"accessories": repair.JoinList([]string{"câble", "clé"}), "condition": "", "bought_on": "2024-01-01",
		"ceiling_cents": repair.FormatCents(4500),
	}
	if err := repair.CheckEdited(good); err != nil {
		t.Fatal(err)
	}
	for field, c := range map[string]struct {
		value string
		code  fault.Code
	}{
		"status":        {"ready", fault.UnknownField},
		"product":       {"", fault.Missing},
		"promised_on":   {"1/2/2026", fault.Malformed},
		"ceiling_cents": {"12,50", fault.Malformed},
	} {
		wantFault(t, repair.CheckEdited(map[string]string{field: c.value}), c.code, field)
	}
	wantFault(t, repair.CheckEdited(map[string]string{"ceiling_cents": "-1"}), fault.OutOfRange, "ceiling_cents")
	wantFault(t, repair.CheckEdited(map[string]string{"accessories": "a\n\nb"}), fault.Missing, "accessories.1")
}

func TestOtherFactsAreChecked(t *testing.T) {
	quote := repair.QuotedFacts{Version: 1, TotalCents: 12000, Currency: "EUR", Work: "Écran"}
	for _, err := range []error{
		repair.CheckQuoted(quote),
		repair.CheckMoved(repair.MovedFacts{To: repair.Ready, Outcome: repair.Repaired, Reason: "no_part"}),
		repair.CheckAnswered(repair.AnsweredFacts{Version: 1, Channel: "page"}),
		repair.CheckDiagnosed(repair.DiagnosedFacts{Finding: "condensateur C12", Verdict: "wear"}),
		repair.CheckText("text", "deux\nlignes"), repair.CheckAccessoryState("left"),
	} {
		if err != nil {
			t.Errorf("refused: %v", err)
		}
	}
	bad := quote
	bad.Version = 0
	wantFault(t, repair.CheckQuoted(bad), fault.OutOfRange, "version")
	bad = quote
	bad.Currency = "eur"
	wantFault(t, repair.CheckQuoted(bad), fault.Malformed, "currency")
	bad = quote
	bad.TotalCents = repair.MaxCents + 1
	wantFault(t, repair.CheckQuoted(bad), fault.OutOfRange, "total_cents")
	wantFault(t, repair.CheckMoved(repair.MovedFacts{To: "shipped"}), fault.Malformed, "to")
	wantFault(t, repair.CheckMoved(repair.MovedFacts{To: repair.Ready, Outcome: "fine"}), fault.Malformed, "outcome")
	wantFault(t, repair.CheckMoved(repair.MovedFacts{To: repair.Ready, Reason: "M. Dupont"}), fault.Malformed, "reason")
	wantFault(t, repair.CheckAnswered(repair.AnsweredFacts{Version: 1}), fault.Malformed, "channel")
	wantFault(t, repair.CheckDiagnosed(repair.DiagnosedFacts{Finding: "x", Verdict: "magic"}), fault.Malformed, "verdict")
	wantFault(t, repair.CheckText("text", strings.Repeat("x", repair.MaxWords+1)), fault.TooLong, "text")
	many := make([]repair.Attachment, repair.MaxAttachments+1)
	wantFault(t, repair.CheckAttachments("attachments", many), fault.TooLong, "attachments")
}

func TestListsAndAmountsReadBack(t *testing.T) {
	for n := range 4 {
		var list []string
		for i := range n {
			list = append(list, "élément "+strconv.Itoa(i))
		}
		if got := repair.SplitList(repair.JoinList(list)); strings.Join(got, "|") != strings.Join(list, "|") {
			t.Errorf("%q came back as %q", list, got)
		}
	}
	if v, ok := repair.ParseCents(repair.FormatCents(-12345)); !ok || v != -12345 {
		t.Errorf("an amount came back as %d, %v", v, ok)
	}
	if bytes.Contains([]byte(repair.JoinList([]string{"a", "b"})), []byte(",")) {
		t.Error("a comma would split names that hold one")
	}
}
