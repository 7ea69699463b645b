package recall_test

import (
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/recall"
)

func TestADeviceIsFoundBySerialRangeOrModel(t *testing.T) {
	serials := recall.ListedFacts{Serials: []string{"SN-0001", "490154203237518"}}
	between := recall.ListedFacts{Brand: "Brandt", From: "AB1000", To: "AB1999"}
	model := recall.ListedFacts{Brand: "Seb", Model: "Cookeo"}
	over := model
	over.Over = true
	for name, c := range map[string]struct {
		list                  recall.ListedFacts
		serial, brand, device string
		want                  bool
	}{
		"one of them":           {serials, "sn-0001", "", "Perceuse", true},
		"with other spaces":     {serials, "49 015420 323751 8", "", "iPhone", true},
		"none of them":          {serials, "SN-0002", "", "Perceuse", false},
		"no serial":             {serials, "", "", "Perceuse", false},
		"the first of a range":  {between, "ab1000", "BRANDT", "Lave-linge", true},
		"the last of a range":   {between, "AB1999", "", "Lave-linge Brandt", true},
		"behind the range":      {between, "AB2000", "Brandt", "Lave-linge", false},
		"longer than the range": {between, "AB10000", "Brandt", "Lave-linge", false},
		"another brand":         {between, "AB1500", "Bosch", "Lave-linge", false},
		"every one of a model":  {model, "", "SEB", "cookeo touch", true},
		"another model":         {model, "", "SEB", "Actifry", false},
		"a list that is over":   {over, "", "SEB", "Cookeo", false},
	} {
		if got := c.list.Matches(c.serial, c.brand, c.device); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestARecallForSafetyOffersTwoRemedies(t *testing.T) {
	list := recall.ListedFacts{Code: "r1", Sort: recall.Safety, Title: "Batterie", Model: "X", Source: "RappelConso", On: "2026-11-01", Remedies: []string{"refund"}}
	if err := recall.Check(list); fault.Of(err).Field != "remedies" {
		t.Errorf("one remedy: %v", err)
	}
	list.Remedies = []string{"repair", "refund"}
	if err := recall.Check(list); err != nil {
		t.Error(err)
	}
	if err := recall.CheckAnswered(recall.AnsweredFacts{Answer: "replace", On: "2026-11-02"}, list); fault.Of(err).Code != recall.NoRemedy {
		t.Errorf("a remedy nobody offers: %v", err)
	}
	if err := recall.CheckAnswered(recall.AnsweredFacts{Answer: "refund", On: "2026-11-02"}, list); err != nil {
		t.Error(err)
	}
}
