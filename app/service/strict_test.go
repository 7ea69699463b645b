package service_test

import (
	"strings"
	"testing"

	"etabli/app/domain/fault"
)

// What a lenient reader would repair or pass over in silence is refused here.
func TestInputIsReadToTheLetter(t *testing.T) {
	app := shop(t)
	id, _ := received(t, app)
	for _, c := range []struct {
		command, input string
		code           fault.Code
		field          string
	}{
		{"repair.receive", `null`, fault.Malformed, ""},
		{"repair.receive", `{"product":{"label":"x"}}{}`, fault.Malformed, ""},
		{"repair.receive", `{"PRODUCT":{"label":"x"}}`, fault.UnknownField, "PRODUCT"},
		{"repair.receive", `{"product":{"label":"\ud800"}}`, fault.BadText, "product.label"},
		{"repair.receive", `{"product":{"label":"a\udc00\ud800"}}`, fault.BadText, "product.label"},
		{"repair.receive", `{"product":{"label":"a\u0000"}}`, fault.BadText, "product.label"},
		{"repair.receive", `{"product":{"label":"x"},"accessories":["Coque","\udfff"]}`, fault.BadText, "accessories.1"},
		{"repair.receive", `{"product":{"label":"x"},"fault":"` + strings.Repeat("a", 70_000) + `"}`, fault.TooLong, "fault"},
		{"repair.receive", `{"product":{"label":"x"},"fault":"` + strings.Repeat("a\u0301", 10_000) + `"}`, fault.TooLong, "fault"},
		{"repair.receive", `{"product":{"label":"x"},"fault":"` + strings.Repeat("a", 2<<20) + `"}`, fault.TooLong, ""},
		{"repair.receive", strings.Repeat(`[`, 20_000), fault.Malformed, ""},
		{"repair.receive", `{"command_id":"00000000000000000000000000","product":{"label":"x"}}`, fault.Malformed, "command_id"},
		{"repair.receive", `{"command_id":"0123456789abcdefghjkmnpqrs","product":{"label":"x"}}`, fault.Malformed, "command_id"},
		{"repair.receive", `{"customer":{"email":"nobody"},"product":{"label":"x"}}`, fault.Malformed, "customer.email"},
		{"customer.save", `{"email":"nobody"}`, fault.Malformed, "email"},
		{"repair.receive", `{"staff":7,"product":{"label":"x"}}`, fault.Malformed, "staff"},
		{"repair.receive", `{"staff":null,"staff":null,"product":{"label":"x"}}`, fault.Malformed, "staff"},
		{"repair.receive", `{"product":{"label":"x"},"attachments":[{"role":"photo","hash":"` + strings.Repeat("ab", 32) + `","size":1,"type":"image/jpeg"}]}`, fault.NotFound, "attachments.0.hash"},
		{"repair.photograph", `{"id":"` + id + `","attachments":[{"role":"photo","hash":"zz","size":1,"type":"image/jpeg"}]}`, fault.Malformed, "attachments.0.hash"},
		{"repair.hand_back", `{"id":"` + id + `","accessories":{"Coque":"missing","Coque":"returned"}}`, fault.Malformed, "accessories.Coque"},
		{"repair.hand_back", `{"id":"` + id + `","accessories":[]}`, fault.Malformed, "accessories"},
	} {
		refuse(t, app, c.command, c.input, c.code, c.field)
	}
	if counts, err := app.Counts(t.Context()); err != nil || counts.All != 1 {
		t.Errorf("something was half-done: %+v, %v", counts, err)
	}
}

func TestWholeCharactersBeyondTheBasicPlaneAreText(t *testing.T) {
	app := shop(t)
	for _, label := range []string{`\ud83d\udee0`, `\\ud800`, `🛠️`, `مرحبا`} {
		if _, err := app.Do(t.Context(), "repair.receive", []byte(`{"product":{"label":"`+label+`"}}`)); err != nil {
			t.Errorf("%s: %v", label, err)
		}
	}
}
