package views_test

import (
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"slices"
	"strings"
	"testing"

	"etabli/app/domain/customer"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/site"
	"etabli/app/domain/staff"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

var (
	numberA = repair.FormatNumber("LIL", "1", 431, [2]byte{1, 2})
	numberB = repair.FormatNumber("LIL", "2", 12, [2]byte{3, 4})
)

func staffOf(name string) journal.Entity {
	return journal.Entity{Type: journal.EntityType(kind.Staff), ID: id(name)}
}

func saveStaff(name, display string) entry {
	return entry{kind: kind.StaffSaved, entities: []journal.Entity{staffOf(name)},
		facts: staff.SavedFacts{Initials: "NB", Display: display, Role: "counter", Site: "LIL"}}
}

func saveSite(code, zone string) entry {
	return entry{kind: kind.SiteSaved, entities: []journal.Entity{{Type: journal.EntityType(kind.Site), ID: id(code)}},
		facts: site.SavedFacts{Code: code, Name: "Établi " + code, Zone: zone}}
}

func (r *replica) file(t testing.TB, name string) (file views.Repair) {
	t.Helper()
	r.view(t, func(rd storage.Reader) (err error) {
		file, err = r.views.Repair(rd, id(name))
		return err
	})
	return file
}

func (r *replica) found(t testing.TB, query string) (numbers []string, exact int) {
	t.Helper()
	r.view(t, func(rd storage.Reader) error {
		hits, err := r.views.Search(rd, query, 20)
		for _, h := range hits {
			numbers = append(numbers, h.Number)
			if h.Exact {
				exact++
			}
		}
		return err
	})
	return numbers, exact
}

// A file from intake to hand-back, as people see it.
func TestATimelineSaysWhoseClockWasWrong(t *testing.T) {
	w := newWorld(1)
	d := w.devices[0]
	d.write(entry{kind: kind.RepairNoted, entities: []journal.Entity{{Type: journal.EntityType(kind.Repair), ID: id("a")}}, facts: repair.NotedFacts{}})
	for off, want := range map[int64]int64{0: 0, 119_000: 0, 300_000: 300, -3_600_000: -3600} {
		w.entries[0].Header.Clock.OffsetMS = off
		r := newReplica(t)
		r.all(t, w)
		if got := r.file(t, "a").Timeline[0].ClockOffS; got != want {
			t.Errorf("off by %d ms: %d", off, got)
		}
	}
}

func TestAFileTellsItsStory(t *testing.T) {
	w := newWorld(1)
	d := w.devices[0]
	d.write(saveStaff("nadia", "Nadia B."))
	d.write(saveSite("LIL", "Europe/Paris"))
	in := intake(numberA, "a")
	in.author = id("nadia")
	d.write(in)
	d.write(move("a", repair.Diag))
	about := []journal.Entity{repairOf("a")}
	d.write(entry{kind: kind.RepairDiagnosed, entities: about, facts: repair.DiagnosedFacts{Finding: "écran HS", Verdict: "accident"}})
	d.write(entry{kind: kind.RepairQuoted, entities: about, facts: repair.QuotedFacts{Version: 1, TotalCents: 12900, Currency: "EUR", Work: "Écran"}})
	d.write(entry{kind: kind.QuoteAnswered, entities: about, facts: repair.AnsweredFacts{Version: 1, Accepted: true, Channel: "phone"}})
	d.write(move("a", repair.Repairing))
	d.write(entry{kind: kind.RepairNoted, entities: about, facts: repair.NotedFacts{ForCustomer: true},
		boxes: []box{{id("a"), journal.File, repair.FileBox{Note: "Pièce reçue"}}}})
	d.write(entry{kind: kind.RepairMoved, entities: about, facts: repair.MovedFacts{To: repair.Ready, Outcome: repair.Repaired}})
	d.write(entry{kind: kind.RepairHandedBack, entities: about, facts: repair.HandedBackFacts{
		Accessories: []repair.AccessoryCheck{{Name: "chargeur", State: "returned"}},
		Attachments: []repair.Attachment{{Role: "signature", Hash: make([]byte, 32), Size: 1, Type: "image/png"}},
	}})
	r := newReplica(t)
	r.all(t, w)

	f := r.file(t, "a")
	if f.Status != repair.Returned || f.Outcome != repair.Repaired || f.Customer != "Hélène Cœur" || f.Number != numberA {
		t.Errorf("the row reads %+v", f.RepairRow)
	}
	if f.Fault != "Écran fêlé, l'œil ne voit rien" || f.Finding != "écran HS" || f.Quote == nil || f.Quote.Answer != "accepted" || f.Quote.AnsweredBy != "phone" {
		t.Errorf("the file reads %+v, quote %+v", f, f.Quote)
	}
	if len(f.Attachments) != 1 || len(f.Returned) != 1 || f.ReadyMS == 0 || f.ReturnedMS <= f.ReadyMS {
		t.Errorf("attachments %v, returned %v, ready %d, returned %d", f.Attachments, f.Returned, f.ReadyMS, f.ReturnedMS)
	}
	if f.Clocks.LegalOn != "" || f.Clocks.LegalRuns || f.LegalOn != "" || !f.Tentative || !slices.Equal(f.Next, repair.Next(repair.Returned)) {
		t.Errorf("clocks %+v, legal on %q, next %v", f.Clocks, f.LegalOn, f.Next)
	}
	if f.Timeline[0].AuthorName != "Nadia B." || f.Timeline[6].Text != "Pièce reçue" || !f.Timeline[6].Public || f.Timeline[2].Public {
		t.Errorf("the timeline reads %+v", f.Timeline)
	}
	var what []string
	for _, item := range f.Timeline {
		what = append(what, strings.TrimPrefix(item.What, "timeline."))
	}
	if got := strings.Join(what, " "); got != "repair_received repair_moved repair_diagnosed repair_quoted quote_accepted repair_moved repair_noted repair_moved repair_handed_back" {
		t.Errorf("the timeline tells %s", got)
	}
}

func TestTheLastLegalDayIsThatOfTheSitesZone(t *testing.T) {
	w := newWorld(1)
	e := intake(numberA, "a")
	f := e.facts.(repair.ReceivedFacts)
	f.RequestedMS = 1_794_870_000_000 // 2026-11-16 23:00 UTC: the 17th in Réunion and in Paris
	e.facts = f
	w.devices[0].write(e)
	w.devices[0].write(saveSite("LIL", "America/Martinique")) // 19:00 on the 16th
	r := newReplica(t)
	r.all(t, w)
	if got := r.file(t, "a").LegalOn; got != "2026-12-16" {
		t.Errorf("the last day is %s", got)
	}
}

func TestTwoEditsThatDidNotKnowEachOtherAreAskedAboutAndSettled(t *testing.T) {
	w := newWorld(2)
	one, two := w.devices[0], w.devices[1]
	one.write(saveStaff("nadia", "Nadia B."))
	one.write(intake(numberA, "a"))
	two.hear(one)
	first := edit("a", "promised_on", "2026-12-10")
	first.author = id("nadia")
	one.write(first)
	two.write(edit("a", "promised_on", "2026-12-20"))
	r := newReplica(t)
	r.all(t, w)
	var items []views.ReviewItem
	r.view(t, func(rd storage.Reader) (err error) {
		items, err = r.views.Review(rd)
		return err
	})
	if len(items) != 1 || items[0].Rule != "field_conflict" || items[0].Field != "promised_on" || items[0].Number != numberA || len(items[0].Sides) != 2 {
		t.Fatalf("items %+v", items)
	}
	values := []string{items[0].Sides[0].Value, items[0].Sides[1].Value}
	if slices.Sort(values); !slices.Equal(values, []string{"2026-12-10", "2026-12-20"}) || !items[0].Sides[0].Shown || items[0].Sides[1].Shown {
		t.Fatalf("sides %+v", items[0].Sides)
	}
	for _, s := range items[0].Sides {
		if s.Value == "2026-12-10" && (s.AuthorName != "Nadia B." || s.Device != "1") {
			t.Errorf("the side does not say who and where: %+v", s)
		}
	}
	if f := r.file(t, "a"); f.Review != 1 || len(f.Items) != 1 || f.PromisedOn != items[0].Sides[0].Value {
		t.Errorf("the file shows %q and %d items", f.PromisedOn, len(f.Items))
	}

	one.hear(two)
	settled := one.write(entry{kind: kind.ReviewSettled, entities: []journal.Entity{repairOf("a")},
		facts: repair.SettledFacts{Item: itemID(t, items[0].ID), Choice: items[0].ChoiceFor("2026-12-10")}})
	r.take(t, w, news{entry: settled, whole: true})
	if f := r.file(t, "a"); f.Review != 0 || len(f.Items) != 0 || f.PromisedOn != "2026-12-10" {
		t.Errorf("after the decision the file shows %q and %d items", f.PromisedOn, len(f.Items))
	}
	r.view(t, func(rd storage.Reader) error {
		counts, err := r.views.Counts(rd)
		if counts.Review != 0 || counts.Open != 1 {
			t.Errorf("counts %+v", counts)
		}
		return err
	})
}

// The bench gave a device up while the counter went on in two steps. Whoever decides where
// it stands has decided about both.
func TestOneDecisionSettlesAllThatItsAuthorKnewOfTheStatus(t *testing.T) {
	w := newWorld(2)
	bench, counter := w.devices[0], w.devices[1]
	bench.write(intake(numberA, "a"))
	counter.hear(bench)
	bench.write(move("a", repair.Diag))
	bench.write(entry{kind: kind.RepairMoved, entities: []journal.Entity{repairOf("a")}, facts: repair.MovedFacts{To: repair.Ready, Outcome: repair.BeyondRepair}})
	counter.write(move("a", repair.QuoteSent))
	counter.write(move("a", repair.QuoteOK))
	r := newReplica(t)
	r.all(t, w)
	items := r.file(t, "a").Items
	if len(items) < 2 || !slices.ContainsFunc(items[0].Sides, func(s views.ReviewSide) bool { return s.Outcome == string(repair.BeyondRepair) }) {
		t.Fatalf("items %+v", items)
	}
	counter.hear(bench)
	settled := counter.write(entry{kind: kind.ReviewSettled, entities: []journal.Entity{repairOf("a")},
		facts: repair.SettledFacts{Item: itemID(t, items[0].ID), Choice: "ready"}})
	r.take(t, w, news{entry: settled, whole: true})
	if f := r.file(t, "a"); f.Status != repair.Ready || len(f.Items) != 0 {
		t.Errorf("it is %s with %+v", f.Status, f.Items)
	}
}

func itemID(t testing.TB, text string) []byte {
	t.Helper()
	var out []byte
	for i := 0; i < len(text); i += 2 {
		out = append(out, byte(strings.IndexByte("0123456789abcdef", text[i])<<4|strings.IndexByte("0123456789abcdef", text[i+1])))
	}
	return out
}

// A settlement of a private question names an entry, never the private value.
func TestAPrivateConflictIsSettledWithoutTellingTheValue(t *testing.T) {
	w := newWorld(2)
	one, two := w.devices[0], w.devices[1]
	one.write(intake(numberA, "a"))
	two.hear(one)
	save := func(d *device, name string) {
		d.write(entry{kind: kind.CustomerSaved, entities: []journal.Entity{customerOf("customer of a")}, facts: customer.SavedFacts{},
			boxes: []box{{id("customer of a"), journal.Contact, customer.ContactBox{Name: name}}}})
	}
	save(one, "Hélène Acier")
	save(two, "Hélène Épée")
	r := newReplica(t)
	r.all(t, w)
	var item views.ReviewItem
	r.view(t, func(rd storage.Reader) error {
		items, err := r.views.Review(rd)
		if len(items) != 1 || items[0].Field != "contact" {
			t.Fatalf("items %+v", items)
		}
		item = items[0]
		return err
	})
	choice := item.ChoiceFor("Hélène Acier")
	if strings.Contains(choice, "Acier") || choice == "" {
		t.Fatalf("the choice %q tells the name", choice)
	}
	one.hear(two)
	settled := one.write(entry{kind: kind.ReviewSettled, entities: []journal.Entity{customerOf("customer of a")},
		facts: repair.SettledFacts{Item: itemID(t, item.ID), Choice: choice}})
	r.take(t, w, news{entry: settled, whole: true})
	if got := r.file(t, "a").Customer; got != "Hélène Acier" {
		t.Errorf("the customer is %q", got)
	}
}

func TestAMoveThatCameTooLateIsKeptAndAskedAbout(t *testing.T) {
	w := newWorld(2)
	one, two := w.devices[0], w.devices[1]
	one.write(intake(numberA, "a"))
	one.write(move("a", repair.Ready))
	two.hear(one)
	one.write(move("a", repair.Returned))
	one.write(move("a", repair.Closed))
	two.write(move("a", repair.Repairing))
	w.order(5, func(int) int { return 0 })
	r := newReplica(t)
	r.all(t, w)
	f := r.file(t, "a")
	if f.Status != repair.Closed || len(f.Items) != 1 || f.Items[0].Rule != "not_applied" || len(f.Items[0].Sides) != 2 {
		t.Fatalf("status %s, items %+v", f.Status, f.Items)
	}
	if last := f.Timeline[len(f.Timeline)-1]; last.Applied || last.Args["to"] != "repair" || f.Tentative {
		t.Errorf("the late move reads %+v", last)
	}
}

// HQ's order replaces the order that a device guessed.
func TestALateArrivalReordersTheFile(t *testing.T) {
	w := newWorld(2)
	one, two := w.devices[0], w.devices[1]
	one.write(intake(numberA, "a"))
	one.write(move("a", repair.QuoteSent))
	two.hear(one)
	late := move("a", repair.QuoteOK)
	late.skewMS = 60_000
	one.write(late)
	two.write(move("a", repair.QuoteKO))
	r := newReplica(t)
	r.all(t, w) // by clock the refusal was first, and accepting is then not legal
	if f := r.file(t, "a"); f.Status != repair.QuoteKO || !f.Tentative {
		t.Fatalf("the tail shows %s", f.Status)
	}
	w.order(4, func(int) int { return 0 }) // HQ took the acceptance first
	for _, p := range w.entries {
		r.take(t, w, news{entry: p})
	}
	if f := r.file(t, "a"); f.Status != repair.QuoteOK || f.Tentative || len(f.Items) != 1 {
		t.Fatalf("HQ's order shows %s with items %+v", f.Status, f.Items)
	}
}

func TestANumberGivenTwiceIsAskedAboutUntilOneIsRenumbered(t *testing.T) {
	w := newWorld(2)
	w.devices[0].write(intake(numberA, "a"))
	later := intake(numberA, "b")
	f := later.facts.(repair.ReceivedFacts)
	f.ReceivedMS++
	later.facts = f
	w.devices[1].write(later)
	r := newReplica(t)
	r.all(t, w)
	for _, name := range []string{"a", "b"} {
		if f := r.file(t, name); len(f.Items) != 1 || f.Items[0].Rule != views.NumberClash || f.Items[0].Entity.ID != id("b") {
			t.Errorf("%s has the items %+v", name, f.Items)
		}
	}
	if numbers, exact := r.found(t, numberA); len(numbers) != 2 || exact != 2 {
		t.Errorf("the number finds %v, %d exactly", numbers, exact)
	}
	renumber := w.devices[1].write(entry{kind: kind.RepairRenumbered, entities: []journal.Entity{repairOf("b")}, facts: repair.RenumberedFacts{Number: numberB}})
	r.take(t, w, news{entry: renumber, whole: true})
	if f := r.file(t, "b"); len(f.Items) != 0 || f.Number != numberB || !slices.Equal(f.OtherNumbers, []string{numberA}) {
		t.Errorf("after renumbering: %s, others %v, items %+v", f.Number, f.OtherNumbers, f.Items)
	}
	if numbers, _ := r.found(t, numberA); len(numbers) != 2 {
		t.Errorf("the old number finds %v", numbers)
	}
	r.view(t, func(rd storage.Reader) error {
		counts, err := r.views.Counts(rd)
		one, _ := r.views.LastCounter(rd, "LIL", "1")
		two, _ := r.views.LastCounter(rd, "LIL", "2")
		if counts.Review != 0 || one != 431 || two != 12 {
			t.Errorf("counts %+v, last counters %d and %d", counts, one, two)
		}
		return err
	})
}

func TestSearchFindsWhatPeopleType(t *testing.T) {
	w := newWorld(1)
	d := w.devices[0]
	token := make([]byte, 16)
	token[3] = 7
	hash := sha256.Sum256(token)
	e := intake(numberA, "a")
	f := e.facts.(repair.ReceivedFacts)
	f.TokenHash = hash[:]
	e.facts = f
	d.write(e)
	other := intake(numberB, "b")
	g := other.facts.(repair.ReceivedFacts)
	g.Product = repair.ProductFacts{Label: "Bosch MUM5 Straße", Serial: "490154203237518"}
	other.facts = g
	other.boxes[1].value = customer.ContactBox{Name: "Ana Núñez", PhoneRaw: "poste 12"}
	other.boxes[0].value = repair.FileBox{Fault: "ne chauffe plus"}
	d.write(other)
	r := newReplica(t)
	r.all(t, w)
	text := base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding).EncodeToString(token)
	for _, c := range []struct {
		query string
		want  []string
		exact int
	}{
		{numberA, []string{numberA}, 1},
		{strings.ToLower(strings.ReplaceAll(numberA, "-", " ")), []string{numberA}, 1},
		{"lil1-004", []string{numberA}, 0},
		{"431", []string{numberA}, 0}, {"00431", []string{numberA}, 0}, {"12", []string{numberB}, 0},
		{"R5CR10ABCDE", []string{numberA}, 1}, {"r5cr10", []string{numberA}, 0},
		{"49-015420-323751-8", []string{numberB}, 1},
		{text, []string{numberA}, 1}, {"https://sav.example.org/r/" + strings.ToLower(text), []string{numberA}, 1},
		{"HELENE", []string{numberA}, 0}, {"coeur samsung", []string{numberA}, 0}, {"cœu", []string{numberA}, 0},
		{"06 12 34", []string{numberA}, 0}, {"+33 6 12 34 56 78", []string{numberA}, 0}, {"0612345678", []string{numberA}, 0},
		{"l'ecran", []string{numberA}, 0}, {"galaxy oe", []string{numberA}, 0}, {"nunez", []string{numberB}, 0},
		{"strasse", []string{numberB}, 0}, {"chauff", []string{numberB}, 0}, {"samsung chauffe", nil, 0},
		{"zzz", nil, 0}, {"", nil, 0}, {" \x00\xff", nil, 0}, {strings.Repeat("x ", 1000), nil, 0}, {"-", nil, 0}, {"/", nil, 0},
	} {
		got, exact := r.found(t, c.query)
		if slices.Sort(got); !slices.Equal(got, c.want) || exact != c.exact {
			t.Errorf("%q finds %v, %d exactly; want %v, %d", c.query, got, exact, c.want, c.exact)
		}
	}
}

func TestSearchForgetsWhatChanged(t *testing.T) {
	w := newWorld(1)
	d := w.devices[0]
	d.write(intake(numberA, "a"))
	r := newReplica(t)
	r.all(t, w)
	r.take(t, w, news{entry: d.write(edit("a", "product", "Fairphone 4")), whole: true},
		news{entry: d.write(edit("a", "brand", "")), whole: true})
	r.take(t, w, news{whole: true, entry: d.write(entry{kind: kind.CustomerSaved, entities: []journal.Entity{customerOf("customer of a")}, facts: customer.SavedFacts{},
		boxes: []box{{id("customer of a"), journal.Contact, customer.ContactBox{Name: "Zoé Martin", Phone: "+33700000000"}}}})})
	for query, want := range map[string]int{"samsung": 0, "fairphone": 1, "helene": 0, "zoe": 1, "zoe fairphone": 1, "0612345678": 0, "0700000000": 1, "ecran": 1} {
		if got, _ := r.found(t, query); len(got) != want {
			t.Errorf("%q finds %v, want %d", query, got, want)
		}
	}
	r.view(t, func(rd storage.Reader) error {
		old, err := r.views.CustomersByPhone(rd, "+33612345678")
		now, _ := r.views.CustomersByPhone(rd, "+33700000000")
		if len(old) != 0 || len(now) != 1 || now[0].Name != "Zoé Martin" || len(now[0].Repairs) != 1 {
			t.Errorf("by telephone: %v, %v", old, now)
		}
		return err
	})
}

func TestListsArePagedInTheirOrder(t *testing.T) {
	w := newWorld(1)
	var names []string
	for i := range 25 {
		name := string(rune('a' + i))
		names = append(names, name)
		e := intake(repair.FormatNumber("LIL", "1", i+1, [2]byte{0, 0}), name)
		f := e.facts.(repair.ReceivedFacts)
		f.ReceivedMS = startMS + int64(i)*1000
		f.PromisedOn = []string{"2026-12-24", "2026-12-01", ""}[i%3]
		if i%5 == 0 {
			f.Site = "ROU"
		}
		e.facts = f
		w.devices[0].write(e)
	}
	for _, name := range names[:4] {
		w.devices[0].write(move(name, repair.Ready))
	}
	w.devices[0].write(move(names[4], repair.Returned))
	r := newReplica(t)
	r.all(t, w)
	r.view(t, func(rd storage.Reader) error {
		for _, c := range []struct {
			filter views.Filter
			want   int
		}{
			{views.Filter{Scope: views.All}, 25}, {views.Filter{Scope: views.Open}, 20}, {views.Filter{Scope: views.Ready}, 4},
			{views.Filter{Scope: views.Closed}, 1}, {views.Filter{Scope: views.All, Site: "ROU"}, 5}, {views.Filter{Scope: views.Open, ByDue: true}, 20},
			{views.Filter{Scope: views.InReview}, 0},
		} {
			rows := pages(t, r, rd, c.filter, 3)
			ids, err := r.views.ListIDs(rd, c.filter)
			if err != nil || len(rows) != c.want || len(ids) != c.want {
				t.Fatalf("%+v: %d rows, %d ids, %v; want %d", c.filter, len(rows), len(ids), err, c.want)
			}
			for i, row := range rows {
				if row.ID != ids[i] {
					t.Fatalf("%+v: pages and ids differ at %d", c.filter, i)
				}
				if i > 0 && !c.filter.ByDue && rows[i-1].ReceivedMS < row.ReceivedMS {
					t.Fatalf("%+v: not the newest first", c.filter)
				}
				if i > 0 && c.filter.ByDue && due(rows[i-1]) > due(row) {
					t.Fatalf("%+v: %s before %s", c.filter, due(rows[i-1]), due(row))
				}
			}
		}
		_, err := r.views.List(rd, views.Filter{Scope: "late"}, "", 10)
		wantFault(t, err, fault.Malformed)
		_, err = r.views.List(rd, views.Filter{}, "not a cursor", 10)
		wantFault(t, err, fault.Malformed)
		_, err = r.views.List(rd, views.Filter{}, "", 0)
		wantFault(t, err, fault.OutOfRange)
		_, err = r.views.Row(rd, id("nobody"))
		if !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("a missing row is %v", err)
		}
		return nil
	})
}

func due(r views.RepairRow) string {
	if r.PromisedOn != "" {
		return r.PromisedOn
	}
	return r.LegalOn
}

func pages(t testing.TB, r *replica, rd storage.Reader, f views.Filter, size int) (rows []views.RepairRow) {
	t.Helper()
	var after views.Cursor
	for {
		page, err := r.views.List(rd, f, after, size)
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, page.Rows...)
		if page.Next == "" {
			return rows
		}
		after = page.Next
	}
}

func wantFault(t testing.TB, err error, code fault.Code) {
	t.Helper()
	if !errors.Is(err, fault.New(code, "")) {
		t.Errorf("got %v, want %s", err, code)
	}
}

func TestWithoutKeysNothingPrivateIsShown(t *testing.T) {
	w := newWorld(1)
	w.devices[0].write(intake(numberA, "a"))
	w.keys = nil
	r := newReplica(t)
	r.all(t, w)
	f := r.file(t, "a")
	if f.Customer != "" || f.Fault != "" || f.Number != numberA || f.Product != "Samsung Galaxy S21" {
		t.Errorf("the file reads %+v", f)
	}
	if got, _ := r.found(t, "helene"); len(got) != 0 {
		t.Errorf("a withheld name finds %v", got)
	}
}

func TestPeopleAndPlacesAreListed(t *testing.T) {
	w := newWorld(1)
	d := w.devices[0]
	d.write(saveStaff("nadia", "Nadia B."))
	d.write(saveStaff("ali", "Ali C."))
	d.write(entry{kind: kind.StaffSaved, entities: []journal.Entity{staffOf("gone")}, facts: staff.SavedFacts{Display: "Zed", Role: "counter", Site: "LIL", Gone: true}})
	d.write(saveSite("ROU", ""))
	d.write(saveSite("LIL", ""))
	d.write(intake(numberA, "a"))
	r := newReplica(t)
	r.all(t, w)
	r.view(t, func(rd storage.Reader) error {
		people, err := r.views.Staff(rd)
		if err != nil || len(people) != 2 || people[0].Display != "Ali C." {
			t.Errorf("staff %+v, %v", people, err)
		}
		shops, err := r.views.Sites(rd)
		if err != nil || len(shops) != 2 || shops[0].Code != "LIL" || shops[0].Name != "Établi LIL" {
			t.Errorf("sites %+v, %v", shops, err)
		}
		rows, err := r.views.SerialHistory(rd, "R5CR10ABCDE")
		if err != nil || len(rows) != 1 || rows[0].Number != numberA {
			t.Errorf("history %+v, %v", rows, err)
		}
		hash := sha256.Sum256([]byte("a"))
		found, err := r.views.RepairByTokenHash(rd, hash[:])
		if err != nil || found != id("a") {
			t.Errorf("by token %v, %v", found, err)
		}
		if _, err := r.views.RepairByTokenHash(rd, make([]byte, 32)); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("an unknown token is %v", err)
		}
		return nil
	})
}

// Goal: of a file that left the site before its history was ever here, or of which HQ says
// that it never was of the site, a line remains and no question.
func TestAFileThatLeftBeforeItWasWholeAsksNothing(t *testing.T) {
	w := newWorld(2)
	one, two := w.devices[0], w.devices[1]
	one.write(intake(numberA, "a"))
	two.hear(one)
	one.write(edit("a", "promised_on", "2026-12-10"))
	two.write(edit("a", "promised_on", "2026-12-20"))
	for name, stub := range map[string]*journal.Stub{
		"it left":              {Entity: repairOf("a"), Left: true, Position: 9},
		"it never was of ours": {Entity: repairOf("a"), Foreign: true},
	} {
		t.Run(name, func(t *testing.T) {
			r := newReplica(t)
			r.all(t, w) // as a neighbour brings it
			err := r.store.Update(t.Context(), func(tx storage.Tx) error {
				if err := journal.PutStub(tx, stub); err != nil {
					return err
				}
				return r.views.Fold(tx, []journal.Touched{{Entity: stub.Entity, Stub: stub}})
			})
			if err != nil {
				t.Fatal(err)
			}
			if f := r.file(t, "a"); f.Number != numberA || f.Stub != views.StubLeft || len(f.Items) > 0 {
				t.Errorf("the file shows %+v", f)
			}
			r.view(t, func(rd storage.Reader) error {
				items, err := r.views.Review(rd)
				if len(items) > 0 {
					t.Errorf("items %+v", items)
				}
				return err
			})
		})
	}
}
