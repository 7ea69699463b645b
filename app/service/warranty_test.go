package service_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/jpeg"
	"testing"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/warranty"
	"etabli/app/service"
	"etabli/storage/journal"
)

// life is a shop with one device and a clock that is set from day to day.
type life struct {
	t     *testing.T
	now   time.Time
	app   *service.App
	staff string
}

func newLife(t *testing.T) *life {
	l := &life{t: t, now: time.Date(2020, 1, 1, 11, 0, 0, 0, time.UTC)}
	l.app = shopAt(t, &l.now)
	l.staff = do(t, l.app, "staff.save", `{"display":"Nadia B.","role":"manager"}`)["data"].(map[string]any)["id"].(string)
	return l
}

// on sets the clock to noon of a day in Lille.
func (l *life) on(day string) *life {
	l.t.Helper()
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		l.t.Fatal(err)
	}
	l.now = at.Add(11 * time.Hour)
	return l
}

func ms(t testing.TB, day string) int64 {
	t.Helper()
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	return at.Add(10 * time.Hour).UnixMilli()
}

// receive takes the device in, asked for on a day.
func (l *life) receive(requested string) string {
	l.t.Helper()
	data := do(l.t, l.app, "repair.receive", fmt.Sprintf(`{"product":{"label":"Lave-linge","serial":"WM-1"},"fault":"Ne démarre plus","requested_ms":%d}`, ms(l.t, requested)))
	return data["data"].(map[string]any)["id"].(string)
}

func (l *life) do(name, id, more string) {
	l.t.Helper()
	if more != "" {
		more = "," + more
	}
	do(l.t, l.app, name, `{"id":"`+id+`","staff":"`+l.staff+`"`+more+`}`)
}

func (l *life) verdict(id string) service.Verdict {
	l.t.Helper()
	v, err := l.app.Verdict(l.t.Context(), entityID(l.t, id))
	if err != nil {
		l.t.Fatal(err)
	}
	return v
}

func entityID(t testing.TB, s string) (id journal.EntityID) {
	t.Helper()
	if err := id.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return id
}

// mended repairs the device under the legal guarantee and hands it back.
func (l *life) mended(id, back string) {
	l.t.Helper()
	l.do("repair.diagnose", id, `"finding":"Pompe","verdict":"manufacture"`)
	l.do("warranty.judge", id, "")
	l.do("repair.move", id, `"to":"repair"`)
	l.do("repair.move", id, `"to":"ready"`)
	l.on(back)
	l.do("repair.hand_back", id, `"outcome":"repaired"`)
}

const boughtNew = `"condition":"new","buyer":"consumer","by":"us","evidence":[{"kind":"our_sale"}]`

func wantEnd(t *testing.T, v service.Verdict, end string) {
	t.Helper()
	if v.Legal == nil || v.Legal.End.String() != end {
		t.Errorf("the legal guarantee ends on %+v, want %s", v.Legal, end)
	}
}

// Example A: a repair suspends from the better of request and handing over, and
// adds six months.
func TestARepairUnderTheLegalGuaranteeProlongsIt(t *testing.T) {
	l := newLife(t).on("2026-09-03")
	id := l.receive("2026-09-01")
	l.do("warranty.evidence", id, `"delivered_on":"2025-03-10",`+boughtNew)
	v := l.verdict(id)
	if v.Age != warranty.Provisional || v.Answer != warranty.Possible || v.Layer != warranty.LGC || v.Pays != warranty.Nobody ||
		v.Limit.LastOn.String() != "2026-10-01" || v.Limit.DaysLeft != 28 || v.Proof != warranty.Presumed || v.Strength != "strong" {
		t.Fatalf("at intake: %+v, limit %+v", v, v.Limit)
	}
	l.mended(id, "2026-09-24")
	v = l.verdict(id)
	wantEnd(t, v, "2027-10-02")
	if v.Limit.Clock != warranty.Met || v.Answer != warranty.Covered || v.Pays != warranty.Us || v.Age != warranty.Final {
		t.Errorf("after: %+v, %+v", v, v.Limit)
	}
	l.on("2027-09-30")
	next := l.receive("2027-09-30")
	if v = l.verdict(next); v.Answer != warranty.Possible || v.Layer != warranty.LGC {
		t.Errorf("the same device comes back within the longer guarantee: %+v", v)
	}
}

// Example K: two repairs, six months each.
func TestEachRepairAddsItsMonths(t *testing.T) {
	l := newLife(t).on("2025-07-01")
	first := l.receive("2025-07-01")
	l.do("warranty.evidence", first, `"delivered_on":"2025-01-20",`+boughtNew)
	l.mended(first, "2025-07-18")
	l.on("2026-02-02")
	second := l.receive("2026-02-02")
	l.mended(second, "2026-02-20")
	wantEnd(t, l.verdict(second), "2028-02-24")
}

// Example C: a replacement instead of the repair that was chosen begins anew.
func TestAnExchangeInsteadOfARepairBeginsAnew(t *testing.T) {
	l := newLife(t).on("2026-10-01")
	id := l.receive("2026-10-01")
	l.do("warranty.evidence", id, `"delivered_on":"2025-05-02",`+boughtNew)
	l.do("warranty.remedy", id, `"chose":"repair"`)
	l.do("repair.diagnose", id, `"finding":"Carte","verdict":"manufacture"`)
	l.do("warranty.judge", id, "")
	l.on("2026-10-28")
	l.do("product.reserial", id, `"why":"exchange","product":{"label":"Lave-linge","serial":"WM-2"}`)
	l.do("repair.hand_back", id, `"outcome":"exchanged"`)
	wantEnd(t, l.verdict(id), "2028-10-28")
	l.on("2028-10-20")
	data := do(t, l.app, "repair.receive", `{"product":{"label":"Lave-linge","serial":"WM-2"}}`)["data"].(map[string]any)
	v := l.verdict(data["id"].(string))
	wantEnd(t, v, "2028-10-28")
	if v.Layer != warranty.LGC || v.Answer != warranty.Possible {
		t.Errorf("the new serial number does not know of the old one: %+v", v)
	}
}

// Example D: after the thirtieth day money may be wanted; the clock never
// pauses for a part.
func TestAfterThirtyDaysMoneyMayBeWanted(t *testing.T) {
	l := newLife(t).on("2026-10-01")
	id := l.receive("2026-10-01")
	l.do("warranty.evidence", id, `"delivered_on":"2026-01-10",`+boughtNew)
	l.do("repair.diagnose", id, `"finding":"Carte","verdict":"manufacture"`)
	l.do("warranty.judge", id, "")
	l.do("repair.move", id, `"to":"part_wait"`)
	for day, alert := range map[string]int{"2026-10-20": 0, "2026-10-21": 1, "2026-10-26": 2, "2026-10-29": 3, "2026-10-31": 3} {
		l.on(day)
		if v := l.verdict(id); v.Limit.Alert != alert || v.Limit.Clock != warranty.Running {
			t.Errorf("%s: %+v, want alert %d", day, v.Limit, alert)
		}
	}
	l.on("2026-10-29")
	if list, err := l.app.LegalAlerts(t.Context()); err != nil || len(list) != 1 || list[0].Limit.DaysLeft != 2 {
		t.Errorf("alerts %+v, %v", list, err)
	}
	l.on("2026-11-01")
	v := l.verdict(id)
	if v.Limit.Clock != warranty.Passed || !has(v.Choices, warranty.ChooseReduction) || !has(v.Choices, warranty.ChooseRescission) {
		t.Errorf("on day 31: %+v, %v", v.Limit, v.Choices)
	}
	l.do("warranty.remedy", id, `"chose":"rescission","returned_on":"2026-11-10"`)
	if v = l.verdict(id); v.Limit.RefundBy.String() != "2026-11-24" {
		t.Errorf("refund by %s", v.Limit.RefundBy)
	}
}

// Example B: used, presumption over: the customer must prove, and nobody says
// so to them before a person decided.
func TestAUsedDeviceAfterAYearIsForAPersonToDecide(t *testing.T) {
	l := newLife(t).on("2026-11-21")
	id := l.receive("2026-11-21")
	l.do("warranty.evidence", id, `"delivered_on":"2025-11-15","condition":"used","buyer":"consumer","by":"us","evidence":[{"kind":"invoice","ref":"F-1"}]`)
	v := l.verdict(id)
	if v.Proof != warranty.ByBuyer || v.Legal.End.String() != "2027-11-15" || v.Legal.PresumptionEnd.String() != "2026-11-15" || !has(v.Choices, warranty.PaidDiagnosis) {
		t.Errorf("got %+v", v)
	}
}

func TestWhatWasBoughtElsewhereIsOwedBySellerAndRunsNoClockOnUs(t *testing.T) {
	l := newLife(t).on("2026-11-21")
	id := l.receive("2026-11-21")
	l.do("warranty.evidence", id, `"delivered_on":"2026-01-15","condition":"new","buyer":"consumer","by":"trader","seller":"Autre SA","evidence":[{"kind":"card_slip","on":"2026-01-15"}]`)
	v := l.verdict(id)
	if v.Answer != warranty.Elsewhere || v.Owes != warranty.Seller || v.OwedBy != "Autre SA" || v.Limit != nil {
		t.Errorf("got %+v", v)
	}
	refuse(t, l.app, "warranty.evidence", `{"id":"`+id+`","by":"private","seller":"Jean Petit"}`, fault.Malformed, "seller")
}

func TestAVerdictKeepsItsRulesAndADecisionStandsAboveTheAdvice(t *testing.T) {
	l := newLife(t).on("2026-11-21")
	id := l.receive("2026-11-21")
	l.do("warranty.evidence", id, `"delivered_on":"2025-11-15",`+boughtNew)
	l.do("repair.diagnose", id, `"finding":"Oxydation","verdict":"liquid"`)
	refuse(t, l.app, "warranty.decide", `{"id":"`+id+`","answer":"covered","layer":"good","why":"x"}`, service.StaffNeeded, "staff")
	refuse(t, l.app, "warranty.decide", `{"id":"`+id+`","staff":"`+l.staff+`","answer":"maybe","why":"x"}`, fault.Malformed, "answer")
	l.do("warranty.decide", id, `"answer":"covered","layer":"good","why":"Cliente fidèle"`)
	v := l.verdict(id)
	if v.Layer != warranty.GOOD || v.Answer != warranty.Covered || !v.Decision.Overridden || v.Decision.By != "Nadia B." || v.Decision.Why != "Cliente fidèle" ||
		v.Advice.Answer != warranty.ToDecide || v.Pays != warranty.Us {
		t.Fatalf("got %+v, %+v", v, v.Decision)
	}
	if v.Frozen == nil || v.Frozen.Rules != v.Rules || v.Frozen.Changed || v.Frozen.On != "2026-11-21" {
		t.Errorf("frozen: %+v", v.Frozen)
	}
	raw, err := json.Marshal(file(t, l.app, id).Warranty.Judged)
	if err != nil || len(raw) == 0 || string(raw) == "null" {
		t.Errorf("nothing was kept: %s, %v", raw, err)
	}
}

// Liquid is found under the legal guarantee: one act, and no paid work before
// the customer agrees.
func TestAChangeOfLayerIsOneActAndWaitsForTheCustomer(t *testing.T) {
	l := newLife(t).on("2026-11-21")
	id := l.receive("2026-11-21")
	l.do("warranty.evidence", id, `"delivered_on":"2025-11-15",`+boughtNew)
	l.do("warranty.judge", id, "")
	const bill = `"quote":{"work":"Nettoyage","lines":[{"kind":"labour","label":"Nettoyage","unit_cents":9000}]}`
	refuse(t, l.app, "warranty.change", `{"id":"`+id+`","staff":"`+l.staff+`","why":"Oxydation",`+bill+`}`, fault.Missing, "photos")
	photo := attach(t, l.app)
	refuse(t, l.app, "warranty.change", `{"id":"`+id+`","staff":"`+l.staff+`","why":"Oxydation","attachments":[`+photo+`]}`, fault.Missing, "quote")
	l.do("warranty.change", id, `"cause":"liquid","why":"Oxydation de la carte","attachments":[`+photo+`],`+bill)
	f := file(t, l.app, id)
	if f.Status != repair.QuoteSent || f.Quote.TotalCents != 9000 || f.Warranty.Change.From != warranty.LGC || f.Warranty.Change.Why != "Oxydation de la carte" || f.Warranty.Layer != warranty.NoLayer {
		t.Fatalf("%s %+v %+v", f.Status, f.Quote, f.Warranty.Change)
	}
	l.do("warranty.contest", id, `"why":"Jamais mouillé"`)
	v := l.verdict(id)
	if v.Views == nil || v.Views.Before.Pays != warranty.Us || v.Views.Before.Limit == nil || v.Views.After.Pays != warranty.Customer || v.Views.After.Limit != nil {
		t.Fatalf("both views: %+v", v.Views)
	}
	l.do("repair.move", id, `"to":"diag"`)
	refuse(t, l.app, "repair.move", `{"id":"`+id+`","to":"repair"}`, service.ChangeNotAgreed, "to")
	l.do("repair.quote", id, `"work":"Nettoyage","lines":[{"kind":"labour","label":"Nettoyage","unit_cents":9000}]`)
	l.do("quote.answer", id, `"version":2,"accepted":true`)
	l.do("repair.move", id, `"to":"repair"`)
	if f = file(t, l.app, id); f.Warranty.Change.Answer != warranty.Agreed {
		t.Errorf("got %+v", f.Warranty.Change)
	}
}

func TestAGestureStopsTheLegalClockOnlyWhereLawGivesNothing(t *testing.T) {
	for cause, runs := range map[string]bool{"": true, "manufacture": true, "liquid": false} {
		l := newLife(t).on("2026-11-21")
		id := l.receive("2026-11-21")
		l.do("warranty.evidence", id, `"delivered_on":"2025-11-15",`+boughtNew)
		l.do("warranty.judge", id, "")
		l.do("warranty.change", id, `"to":"good","cause":"`+cause+`","why":"Geste commercial","answer":"agreed"`)
		f, v := file(t, l.app, id), l.verdict(id)
		if v.Layer != warranty.GOOD || v.Decision == nil || v.Decision.By != "Nadia B." || v.Pays != warranty.Us {
			t.Errorf("%q: the verdict is %q, decided by %+v", cause, v.Layer, v.Decision)
		}
		if f.Warranty.Layer != warranty.GOOD || (f.Clocks.LegalOn == "2026-12-21") != runs || (v.Limit != nil) != runs {
			t.Errorf("%q, under %q: the legal day is %q, the verdict has %+v", cause, f.Warranty.Layer, f.Clocks.LegalOn, v.Limit)
		}
	}
}

func TestAChangeThatIsAgreedAtOnceIsAContract(t *testing.T) {
	l := newLife(t).on("2026-11-21")
	id := l.receive("2026-11-21")
	l.do("warranty.evidence", id, `"delivered_on":"2025-11-15",`+boughtNew)
	l.do("warranty.judge", id, "")
	l.do("warranty.change", id, `"why":"Casse","attachments":[`+attach(t, l.app)+`],"answer":"agreed","channel":"phone",
		"quote":{"work":"Vitre","lines":[{"kind":"labour","label":"Pose","unit_cents":9000}]}`)
	f := file(t, l.app, id)
	if f.Status != repair.QuoteOK || f.Quote.Contract == nil || f.Quote.Contract.WithdrawUntil != "2026-12-07" || f.Warranty.Change.Answer != warranty.Agreed {
		t.Fatalf("%s %+v", f.Status, f.Quote)
	}
}

func TestACommercialGuaranteeIsSuspendedAndGetsNoMonths(t *testing.T) {
	l := newLife(t).on("2026-10-30")
	id := l.receive("2026-10-30")
	l.do("warranty.evidence", id, `"delivered_on":"2024-06-15",`+boughtNew)
	l.do("guarantee.add", id, `"layer":"com","by":"us","name":"Cinq ans","starts_on":"2024-06-15","months":60`)
	l.do("repair.diagnose", id, `"finding":"Pompe","verdict":"manufacture"`)
	l.do("warranty.judge", id, "")
	l.do("repair.move", id, `"to":"ready"`)
	l.on("2026-11-20")
	l.do("repair.hand_back", id, `"outcome":"repaired"`)
	for _, s := range l.verdict(id).Standings {
		if s.Layer == warranty.COM && s.End.String() != "2029-07-06" {
			t.Errorf("got %+v", s)
		}
	}
	l.do("warranty.negotiate", id, `"opened_on":"2026-11-21"`)
	refuse(t, l.app, "warranty.negotiate", `{"id":"`+id+`","negotiation":"none","closed_on":"2026-11-30"}`, fault.NotFound, "negotiation")
}

func has[T comparable](list []T, x T) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

// attach stores a picture and answers how a command names it.
func attach(t testing.TB, app *service.App) string {
	t.Helper()
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	at, err := app.Attach(t.Context(), "photo", &picture)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(at)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// A device that comes again is judged by what its earlier file told, before it is
// taken in; one that nobody knows by what the customer says.
func TestTheVerdictIsForeseenBeforeADeviceIsTakenIn(t *testing.T) {
	l := newLife(t).on("2026-09-03")
	first := l.receive("2026-09-01")
	l.do("warranty.evidence", first, `"delivered_on":"2025-03-10",`+boughtNew)
	l.do("repair.move", first, `"to":"diag"`)
	l.mended(first, "2026-09-12")
	l.on("2027-04-01")
	v, err := l.app.Foresee(t.Context(), &service.ForeseeInput{Serial: "wm-1"})
	if err != nil {
		t.Fatal(err)
	}
	wantEnd(t, v, "2027-09-21")
	if v.Answer != warranty.Possible || v.Owes != warranty.Us || v.Limit == nil || v.Limit.RequestedOn.String() != "2027-04-01" {
		t.Errorf("it foresees %+v", v)
	}
	v, err = l.app.Foresee(t.Context(), &service.ForeseeInput{BoughtOn: "2026-10-01"})
	if err != nil {
		t.Fatal(err)
	}
	wantEnd(t, v, "2028-10-01")
	if v.Strength != "weak" || v.Owes != warranty.Nobody {
		t.Errorf("what a customer says is taken for more: %+v", v)
	}
	if v, err = l.app.Foresee(t.Context(), &service.ForeseeInput{}); err != nil || v.Answer != warranty.CannotSay {
		t.Errorf("of nothing follows %+v, %v", v, err)
	}
	if _, err = l.app.Foresee(t.Context(), &service.ForeseeInput{BoughtOn: "soon"}); fault.Of(err).Field != "bought_on" {
		t.Errorf("a day that is none answers %v", err)
	}
}
