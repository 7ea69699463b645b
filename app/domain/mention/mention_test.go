package mention_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"etabli/app/domain/domaintest"
	"etabli/app/domain/fault"
	"etabli/app/domain/mention"
	"etabli/app/domain/rules"
	"etabli/assets"
)

// shipped reads the table that goes with the program.
func shipped(t testing.TB) mention.Table {
	t.Helper()
	var files []rules.File
	err := assets.Each(assets.Texts, "texts/*.json", func(name string, data []byte) {
		files = append(files, rules.File{Name: name, Data: data})
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts are shipped: %v", err)
	}
	table, err := mention.Parse(files...)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

var day = domaintest.Day

func TestAPaperCarriesTheWordingOfItsOwnDay(t *testing.T) {
	table := shipped(t)
	for _, c := range []struct {
		id, on, want string
	}{
		{"lgc_receipt", "2021-06-30", ""},
		{"lgc_receipt", "2021-07-01", "durée minimale de deux ans"},
		{"customer_rights", "2021-12-31", "garanties légales s'appliquent"},
		{"customer_rights", "2022-01-01", "garantie légale de conformité"},
		{"customer_rights", "", "garantie légale de conformité"},
		{"vat_exempt", "2026-11-21", "293 B"},
	} {
		row, found := table.Find(c.id, "FR", day(t, c.on))
		if found != (c.want != "") || !strings.Contains(row.Text["fr"], c.want) {
			t.Errorf("%s on %q reads %q", c.id, c.on, row.Text["fr"])
		}
	}
	if _, found := table.Find("lgc_receipt", "XX", day(t, "2026-11-21")); found {
		t.Error("a country without rows has a wording")
	}
}

var place = regexp.MustCompile(`\{[a-z]+\}`)

func TestEveryWordingHasTheSamePlacesInBothLanguages(t *testing.T) {
	for _, r := range shipped(t).Rows() {
		fr, en := place.FindAllString(r.Text["fr"], -1), place.FindAllString(r.Text["en"], -1)
		slices.Sort(fr)
		slices.Sort(en)
		if !slices.Equal(fr, en) {
			t.Errorf("%s: %v and %v", r.ID, fr, en)
		}
	}
}

const good = `{"form":1,"rows":[{"mention_id":"a","country":"FR","valid_from":"2020-01-01","source":"s","verified_on":"2026-01-01","status":"in_force","certainty":"text","text":{"fr":"un","en":"one"}}]}`

func TestATableThatCannotBeRightIsRefusedByField(t *testing.T) {
	if _, err := mention.Parse(rules.File{Name: "x.json", Data: []byte(good)}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, new, field string }{
		{`"form":1`, `"form":2`, "x.json:form"},
		{`"en":"one"`, `"en":""`, "x.json:rows.0.text.en"},
		{`2020-01-01`, `2020-13-01`, "x.json:rows.0.valid_from"},
		{`"source":"s"`, `"source":""`, "x.json:rows.0.source"},
		{`in_force`, `known`, "x.json:rows.0.status"},
		{`"verified_on":"2026-01-01",`, ``, "x.json:rows.0.verified_on"},
		{`in_force`, `repealed`, "x.json:rows.0.valid_to"},
		{`"FR"`, `"FRA"`, "x.json:rows.0.country"},
		{`"mention_id":"a"`, `"mention_id":"A b"`, "x.json:rows.0.mention_id"},
		{`"country"`, `"land"`, "x.json"},
	} {
		_, err := mention.Parse(rules.File{Name: "x.json", Data: []byte(strings.Replace(good, c.old, c.new, 1))})
		if err == nil || !strings.Contains(err.Error(), c.field) {
			t.Errorf("%s → %s: %v", c.old, c.new, err)
		}
	}
	_, err := mention.Parse(rules.File{Name: "x.json", Data: []byte(good)}, rules.File{Name: "y.json", Data: []byte(good)})
	if fault.Of(err).Code != rules.Overlap {
		t.Errorf("two wordings for one day: %v", err)
	}
	announced := strings.NewReplacer("in_force", "announced", "2020-01-01", "2021-01-01").Replace(good)
	later := strings.Replace(good, "2020-01-01", "2022-01-01", 1)
	_, err = mention.Parse(rules.File{Name: "x.json", Data: []byte(good)}, rules.File{Name: "y.json", Data: []byte(announced)}, rules.File{Name: "z.json", Data: []byte(later)})
	if fault.Of(err).Code != rules.Overlap {
		t.Errorf("two wordings for one day, with an announced one between them: %v", err)
	}
}

func TestTheVersionNamesTheWordings(t *testing.T) {
	a, _ := mention.Parse(rules.File{Name: "x", Data: []byte(good)})
	b, _ := mention.Parse(rules.File{Name: "x", Data: []byte(strings.Replace(good, `"s"`, `"other"`, 1))})
	c, _ := mention.Parse(rules.File{Name: "x", Data: []byte(strings.Replace(good, `"un"`, `"une"`, 1))})
	if a.Version() != b.Version() || a.Version() == c.Version() || a.Version() == "" {
		t.Errorf("versions %q, %q, %q", a.Version(), b.Version(), c.Version())
	}
}
