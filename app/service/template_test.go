package service_test

import (
	"strings"
	"testing"

	"etabli/app/service"
)

// What a shop does not have is not mentioned: no sentence ends in nothing.
func TestATemplateLeavesOutWhatTheShopDoesNotHave(t *testing.T) {
	app := shop(t)
	file, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Four")
	says := func(code string) string {
		t.Helper()
		thread := do(t, app, "message.send", `{"repair":"`+file+`","channel":"sms","template":"`+code+`"}`)["data"].(map[string]any)["id"].(string)
		lines := ask[service.Timed](t, app, "message.get", `{"id":"`+thread+`"}`).Lines
		return lines[len(lines)-1].Text
	}
	do(t, app, "site.save", `{"code":"LIL","name":"Atelier Lille"}`)
	if text := says("quote"); !strings.Contains(text, "vous attend.") || strings.Contains(text, "répondez au") || !strings.HasSuffix(text, "Atelier Lille") {
		t.Errorf("without a telephone: %q", text)
	}
	do(t, app, "site.save", `{"code":"LIL","name":"Atelier Lille","phone":"03 20 00 00 00"}`)
	if text := says("quote"); !strings.Contains(text, "Ou répondez au 03 20 00 00 00.") {
		t.Errorf("with one: %q", text)
	}
	if text := says("solved"); !strings.Contains(text, "appelez le 03 20") {
		t.Errorf("%q", text)
	}
}
