package year_test

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"io"
	"testing"
	"time"

	"etabli/app/domain/domaintest"
	"etabli/app/lang"
	"etabli/app/service"
	"etabli/app/service/ords"
	"etabli/app/service/year"
	"etabli/app/views"
	"etabli/assets"
	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
	"etabli/sync/hlc"
)

var end = time.Date(2026, 11, 21, 18, 0, 0, 0, time.UTC)

type memory struct{ state hlc.State }

func (m *memory) Load() (hlc.State, error)   { return m.state, nil }
func (m *memory) Save(state hlc.State) error { m.state = state; return nil }

// made makes a year in memory, and answers what it left in the first shop.
func made(t *testing.T, seed uint64) (year.Made, views.Counts, *service.App) {
	t.Helper()
	return sized(t, seed, 60, func(storage.Store) {})
}

// sized is made for a number of repairs; look sees the store.
func sized(t *testing.T, seed uint64, repairs int, look func(storage.Store)) (year.Made, views.Counts, *service.App) {
	t.Helper()
	clock := year.NewClock(end)
	stamps, err := hlc.New(clock.Now, &memory{})
	if err != nil {
		t.Fatal(err)
	}
	store, read := memstore.New(), views.New()
	log, err := journal.OpenLog(t.Context(), journal.Options{
		Store: store, OutboxDir: t.TempDir(), OutboxKey: journal.Key{1}, Folder: read, Clock: stamps, Rand: rand.Reader,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = log.Close(); _ = store.Close() })
	table := domaintest.Rules(t)
	var shops []year.Shop
	for _, code := range year.Codes() {
		shops = append(shops, year.Shop{Code: code, App: service.New(service.Options{
			Journal: log, Views: read, Place: service.Place{Site: code, Device: "1"}, Rules: table, Words: func(language string) service.Words { return lang.For(language) },
			Now: clock.Now, Random: rand.Reader, Till: &service.Register{
				Series:   func() []byte { sum := sha256.Sum256([]byte(code)); return sum[:8] },
				Key:      func(series []byte) []byte { return append([]byte("key of "), series...) },
				Software: "test",
			},
		})})
	}
	m, err := year.Fill(t.Context(), clock, shops, rows(t), year.Options{Repairs: repairs, Seed: seed, End: end})
	if err != nil {
		t.Fatal(err)
	}
	counts, err := shops[0].App.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	look(store)
	return m, counts, shops[0].App
}

func rows(t *testing.T) (out []ords.Columns) {
	t.Helper()
	reader, err := ords.NewReader(bytes.NewReader(assets.Demo))
	if err != nil {
		t.Fatal(err)
	}
	for {
		row, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, row.Columns)
	}
}

func TestTheSameSeedMakesTheSameYear(t *testing.T) {
	one, counts, _ := made(t, 7)
	two, again, _ := made(t, 7)
	if one != two || counts != again {
		t.Errorf("%+v, %+v\n%+v, %+v", one, counts, two, again)
	}
	if other, _, _ := made(t, 8); other == one {
		t.Error("another seed makes the same year")
	}
}

func TestAYearLeavesNothingToVerifyAndTillsThatAddUp(t *testing.T) {
	m, counts, app := made(t, 9)
	if m.Repairs < 40 || m.Receipts == 0 || m.Loaners == 0 || counts.Closed == 0 || counts.Review != 0 {
		t.Errorf("%+v, %+v", m, counts)
	}
	proofs, err := app.TillVerify(t.Context(), &service.Anything{})
	if err != nil || len(proofs) == 0 {
		t.Fatalf("%d tills, %v", len(proofs), err)
	}
	for _, p := range proofs {
		if len(p.Problems) != 0 {
			t.Errorf("%s: %v", p.Site, p.Problems)
		}
	}
}

func TestTheClaimsOfAYearEndAndItsSumsAddUp(t *testing.T) {
	var report journal.Report
	m, counts, app := sized(t, 11, 240, func(store storage.Store) {
		if err := views.ProveAll(t.Context(), store, &report); err != nil {
			t.Fatal(err)
		}
	})
	if m.Claims < 2 || m.Vouchers == 0 || counts.Review != 0 || len(report.Faults)+len(report.Notes) != 0 {
		t.Errorf("%+v, %+v, %+v", m, counts, report)
	}
	f, err := app.ClaimFigures(t.Context(), &service.ClaimFiguresAsked{})
	if err != nil || f.Claims == 0 || f.Accepted == 0 {
		t.Errorf("%+v %v", f, err)
	}
	thirdParties(t, m, app)
	owed(t, m, app)
	if m.Orders == 0 || m.Parcels == 0 || m.Preorders == 0 || m.Bounced == 0 || m.Refused == 0 {
		t.Errorf("beside repairs: %+v", m)
	}
	kept, err := app.KeptPromises(t.Context(), &service.ReportAsked{From: "2025-12-01", To: "2026-11-20"})
	if err != nil || len(kept.Suppliers) == 0 || len(kept.Carriers) == 0 {
		t.Errorf("nobody promised anything: %+v, %v", kept, err)
	}
}

// owed holds that accounts, debts and contracts of a year are there and add up.
func owed(t *testing.T, m year.Made, app *service.App) {
	t.Helper()
	if m.Accounts == 0 || m.Invoices == 0 || m.Debts == 0 || m.Contracts == 0 || m.Reports == 0 {
		t.Errorf("%+v", m)
	}
	list, err := app.Receivables(t.Context(), &service.ReceivablesAsked{})
	if err != nil {
		t.Fatal(err)
	}
	sum := int64(0)
	for _, cents := range list.Ages {
		sum += cents
	}
	if sum != list.OwedCents || list.OverCents > list.OwedCents {
		t.Errorf("%+v", list)
	}
	due, err := app.SalesReportsDue(t.Context(), &service.SiteAsked{})
	if err != nil || len(due) > 1 {
		t.Errorf("%d periods were never reported: %+v, %v", len(due), due, err)
	}
}

// thirdParties holds that what others owe adds up, and that a year has figures.
func thirdParties(t *testing.T, m year.Made, app *service.App) {
	t.Helper()
	if m.Recourses == 0 || m.Batches == 0 || m.Asked == 0 {
		t.Errorf("%+v", m)
	}
	ageing, err := app.RecourseAgeing(t.Context(), &service.SiteAsked{})
	if err != nil || len(ageing) == 0 {
		t.Errorf("%+v %v", ageing, err)
	}
	for _, a := range ageing {
		if a.AcceptedCents > a.ClaimedCents || a.PaidCents > a.AcceptedCents {
			t.Errorf("%+v", a)
		}
	}
	figures, err := app.Report(t.Context(), &service.ReportAsked{From: "2026-01-01", To: "2026-10-31"})
	if err != nil || figures.Lines[0].Cases == 0 {
		t.Errorf("%+v %v", figures, err)
	}
}
