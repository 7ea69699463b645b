package bonus_test

import (
	"slices"
	"testing"

	"etabli/app/domain/bonus"
	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
)

func day(t *testing.T, text string) civil.Date {
	t.Helper()
	d, err := civil.Parse("on", text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var amounts = []bonus.AmountFacts{
	{Body: "eco", Category: "smartphone", FromOn: "2024-01-01", Cents: 2500},
	{Body: "eco", Category: "laptop", FromOn: "2024-01-01", Cents: 5000, Threshold: 15000},
	{Body: "eco", Category: "washing_machine", FromOn: "2024-01-01", Cents: 5000, Circular: 200},
	{Body: "eco", Category: "kettle", FromOn: "2024-01-01", Cents: 1500},
	{Body: "eco", Category: "vacuum", FromOn: "2024-01-01", ToOn: "2025-12-31", Cents: 4000},
	{Body: "eco", Category: "television", FromOn: "2024-01-01", Cents: 6000},
	{Body: "eco", Category: "television", FromOn: "2026-07-01", Cents: 4500},
	{Body: "logic", Category: "smartphone", FromOn: "2024-01-01", Cents: 2000},
}

var labels = []bonus.LabelFacts{
	{Body: "eco", Number: "Q-1", FromOn: "2025-01-01", ToOn: "2027-12-31", Categories: []string{"smartphone", "laptop", "washing_machine", "kettle", "vacuum", "television"}},
	{Body: "logic", Number: "L-1", FromOn: "2025-01-01", ToOn: "2026-06-30", Categories: []string{"smartphone"}, Brands: []string{"Fairphone"}},
}

func TestRepairsThatHaveTheBonus(t *testing.T) {
	at := func(category string, cents int64) bonus.Case {
		return bonus.Case{Category: category, On: day(t, "2026-11-21"), Cents: cents, Labels: labels, Amounts: amounts}
	}
	with := func(c bonus.Case, change func(*bonus.Case)) bonus.Case { change(&c); return c }
	for name, c := range map[string]struct {
		is    bonus.Case
		cents int64
		why   []bonus.Reason
	}{
		"a telephone's screen":           {at("smartphone", 11000), 2500, nil},
		"a laptop below its threshold":   {at("laptop", 14000), 0, []bonus.Reason{bonus.Below}},
		"a laptop at its threshold":      {at("laptop", 15000), 0, []bonus.Reason{bonus.Below}},
		"a laptop above it":              {at("laptop", 15001), 5000, nil},
		"a used part in a machine":       {with(at("washing_machine", 23000), func(c *bonus.Case) { c.Circular = true }), 6000, nil},
		"a new part in a machine":        {at("washing_machine", 23000), 5000, nil},
		"a kettle that costs less":       {at("kettle", 1200), 0, []bonus.Reason{bonus.AboveBill}},
		"a kettle that costs as much":    {at("kettle", 1500), 1500, nil},
		"a row that is over":             {at("vacuum", 9000), 0, []bonus.Reason{bonus.NoAmount}},
		"the row of the invoice's day":   {at("television", 20000), 4500, nil},
		"the row before":                 {with(at("television", 20000), func(c *bonus.Case) { c.On = day(t, "2026-06-30") }), 6000, nil},
		"no label yet":                   {with(at("smartphone", 11000), func(c *bonus.Case) { c.On = day(t, "2024-12-31") }), 0, []bonus.Reason{bonus.NoLabel}},
		"a kind the label does not name": {at("camera", 11000), 0, []bonus.Reason{bonus.NoLabel}},
		"a trade":                        {with(at("smartphone", 11000), func(c *bonus.Case) { c.Trade = true }), 0, []bonus.Reason{bonus.NotHousehold}},
		"under guarantee, and misused":   {with(at("smartphone", 11000), func(c *bonus.Case) { c.Guaranteed, c.Misused = true, true }), 0, []bonus.Reason{bonus.Guaranteed, bonus.Misuse}},
		"a screen that broke":            {with(at("smartphone", 11000), func(c *bonus.Case) { c.Misused, c.Screen = true, true }), 2500, nil},
		"nobody said what it is":         {at("", 11000), 0, []bonus.Reason{bonus.NoCategory}},
	} {
		v := bonus.Judge(c.is)
		if v.Cents != c.cents || v.Eligible != (c.cents > 0) || !slices.Equal(v.Why, c.why) {
			t.Errorf("%s: %+v, want %d %v", name, v, c.cents, c.why)
		}
	}
}

func TestABrandGoesToItsBody(t *testing.T) {
	is := bonus.Case{Category: "smartphone", Brand: "FAIRPHONE", On: day(t, "2026-03-01"), Cents: 9000, Labels: labels, Amounts: amounts}
	if v := bonus.Judge(is); v.Body != "logic" || v.Cents != 2000 {
		t.Errorf("the brand's body: %+v", v)
	}
	is.On = day(t, "2026-11-21") // the label with that body is over
	if v := bonus.Judge(is); v.Body != "eco" || v.Cents != 2500 {
		t.Errorf("after its label: %+v", v)
	}
}

func TestAFileSaysWhatItLacks(t *testing.T) {
	whole := bonus.File{
		Name: "Amélie Durand", Email: "a@example.org", Phone: "+33612345678", Address: "12 rue de l’Épée, 59000 Lille", Serial: "490154203237518",
		Fault: "manufacture", Signed: true, Plate: true, Receipt: "LIL1-2026-000001", RepairedOn: "2026-11-20",
	}
	if lacks := whole.Missing(); len(lacks) != 0 {
		t.Errorf("a whole file lacks %v", lacks)
	}
	whole.Address, whole.Plate = "12 rue de l’Épée, Lille 590001", false
	if lacks := whole.Missing(); !slices.Equal(lacks, []string{"postcode", "plate"}) {
		t.Errorf("it lacks %v", lacks)
	}
	if lacks := (bonus.File{}).Missing(); len(lacks) != 10 {
		t.Errorf("an empty file lacks %v", lacks)
	}
}

func TestWhoTakesLessSaysWhy(t *testing.T) {
	for name, c := range map[string]struct {
		f    bonus.AnsweredFacts
		code fault.Code
	}{
		"all":      {bonus.AnsweredFacts{On: "2026-11-28", Cents: 2500}, ""},
		"rejected": {bonus.AnsweredFacts{On: "2026-11-28"}, fault.Missing},
		"why":      {bonus.AnsweredFacts{On: "2026-11-28", Reason: "incomplete"}, ""},
		"more":     {bonus.AnsweredFacts{On: "2026-11-28", Cents: 2501}, bonus.AboveClaim},
	} {
		if err := bonus.CheckAnswered(c.f, 2500); (err == nil) != (c.code == "") || err != nil && fault.Of(err).Code != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheTownOfAnAddressFollowsItsPostcode(t *testing.T) {
	for address, want := range map[string][2]string{
		"12 rue de l’Épée, 59000 Lille":            {"59000", "Lille"},
		"12345 route du Lac\n74000 Annecy\nFrance": {"74000", "Annecy"},
		"59000, Lille":            {"59000", "Lille"},
		"Lille 59000":             {"59000", ""},
		"12 rue de l’Épée, Lille": {"", ""},
	} {
		if code, town := bonus.Town(address); code != want[0] || town != want[1] {
			t.Errorf("%q: %q %q", address, code, town)
		}
	}
}
