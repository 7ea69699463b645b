package portal_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"etabli/app/portal"
	"etabli/app/portal/portaltest"
)

func TestAPaperProvesItsDepositWhereTheRepairIsNotKnown(t *testing.T) {
	book := &portaltest.Book{}
	book.Set(token, laptop())
	p := portal.New(portal.Options{Repairs: book, Deposits: book, Now: func() time.Time { return portaltest.Now }})
	paper := "/R/" + portaltest.ProofOfBook + "/"
	for _, v := range []visit{
		{name: "not arrived yet", path: paper + strings.ToUpper(unknown), code: 200, want: []string{"Votre dépôt est prouvé", "LIL2-00431-X7K", "21\u00a0nov.\u00a02026", "hors connexion", `content="noindex`}},
		{name: "in English", path: paper + unknown + "?lang=en", code: 200, want: []string{"Your deposit is proven", `href="/R/` + portaltest.ProofOfBook + "/" + unknown + `?lang=en"`}},
		{name: "a proof made up", path: "/R/LIL2-00431-X7K.2HF.0000000000000/" + unknown, code: 404, want: []string{"Aucune réparation"}, never: []string{"LIL2"}},
		{name: "no token", path: paper + "x", code: 404, want: []string{"Aucune réparation"}},
		{name: "a path in it", path: "/r/..%2f..%2fetc/" + unknown, code: 404, want: []string{"Aucune réparation"}},
	} {
		w := v.ask(p)
		if w.Code != v.code {
			t.Errorf("%s: %d", v.name, w.Code)
		}
		for _, want := range v.want {
			if !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s lacks %q:\n%s", v.name, want, w.Body)
			}
		}
		for _, never := range v.never {
			if strings.Contains(w.Body.String(), never) {
				t.Errorf("%s has %q", v.name, never)
			}
		}
	}
	if w := (visit{path: paper + token + "?lang=en"}).ask(p); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/r/"+token+"?lang=en" {
		t.Errorf("once it is known the proof stays in the address: %d %q", w.Code, w.Header().Get("Location"))
	}
	book.Fail(errors.New("no store"))
	if w := (visit{path: paper + token}).ask(p); w.Code != http.StatusServiceUnavailable {
		t.Errorf("without a store: %d", w.Code)
	}
}
