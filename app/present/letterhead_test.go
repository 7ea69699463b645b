package present_test

import (
	"bytes"
	"context"
	"io"
	"testing"

	"etabli/app/present"
	"etabli/app/service"
)

func (l *ledger) SaveLetterhead(_ context.Context, _ service.Call, in *service.Letterhead) (service.Result, error) {
	return l.note(in)
}

func TestTheLetterheadIsSavedFromTheScreenWithItsLogo(t *testing.T) {
	n, l, d := normsOf(t)
	n.ScopeChosen(present.HeadScope)
	n.RowChosen(0)
	n.Show(d.went[0])
	if says := d.card("Ce que portent les papiers"); len(says) != 7 || says[2] != "E-mail: atelier@exemple.fr" {
		t.Fatalf("%q", says)
	}
	if page := d.one.Cards[2].Page; !bytes.HasPrefix(page, []byte("\x89PNG")) {
		t.Error("no paper is shown")
	}
	n.PrimaryPressed()
	n.SheetTyped("email", "bonjour@exemple.fr")
	n.SheetTyped("diagnosis.cents", "beaucoup")
	n.SheetSubmitted()
	if len(l.did) != 0 || d.one.Sheet.Fields[7].Error == "" {
		t.Fatalf("a price in words is saved: %+v", d.one.Sheet.Fields)
	}
	n.SheetTyped("diagnosis.cents", "45")
	n.SheetTyped("iban", "FR76 3000 6000 0112 3456 7890 189")
	n.SheetPhoto("logo", "logo.png", io.NopCloser(bytes.NewReader([]byte("picture"))))
	n.SheetSubmitted()
	in, ok := l.did[0].(*service.Letterhead)
	if !ok || in.Email != "bonjour@exemple.fr" || in.Colour != "#1f6f8b" || in.IBAN != "FR76 3000 6000 0112 3456 7890 189" || string(in.Logo) != "picture" {
		t.Fatalf("%+v", l.did)
	}
	if in.Diagnosis == nil || in.Diagnosis.Cents != 4_500 || !in.Diagnosis.Deducted {
		t.Errorf("%+v", in.Diagnosis)
	}
}
