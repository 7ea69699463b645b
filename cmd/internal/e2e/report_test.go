package e2e_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"etabli/storage/pgstore/pgtest"
)

// TestReportsSayWhatTheScreensSay asks the tables of a real server what a shop did,
// after HQ was killed in the middle of it, and that nobody's name stands in them.
func TestReportsSayWhatTheScreensSay(t *testing.T) {
	pg := pgtest.Start(t)
	c := &cluster{pg: pg, url: pg.Empty(t)}
	address, err := freeAddress()
	if err != nil {
		t.Fatal(err)
	}
	c.addresses = []string{address}
	c.fleet = &fleet{t: t, dir: t.TempDir(), sync: address}
	c.servers = []*process{nil}
	c.start(0)
	t.Cleanup(func() { _ = c.servers[0].cmd.Process.Kill() })
	var code struct{ Code string }
	c.hq(&code, "enrol", "--site", "LIL")
	d := counter{t, c.dir, "one"}
	d.must(nil, "", "enrol", code.Code)

	var file, unit, lent struct{ Data struct{ ID string } }
	d.must(&file, `{"customer":{"name":"Hélène Cœur","phone":"06 39 98 00 47"},"product":{"label":"Galaxy S24","brand":"Samsung"}}`, "do", "repair.receive")
	d.must(&unit, `{"label":"Galaxy A15","serial":"P1","category":"phone"}`, "do", "loaner.save")
	d.must(&lent, fmt.Sprintf(`{"unit":%q,"file":%q}`, unit.Data.ID, file.Data.ID), "do", "loan.reserve")
	d.must(nil, fmt.Sprintf(`{"id":%q,"paper":true}`, lent.Data.ID), "do", "loan.issue")
	d.must(nil, `{"ref":"BAT1","label":"Batterie"}`, "do", "part.save")
	d.must(nil, `{"part":"BAT1","n":3,"reason":"found"}`, "do", "stock.adjust")
	d.must(nil, "", "sync")
	c.kill(0)
	d.must(nil, fmt.Sprintf(`{"id":%q,"to":"diag"}`, file.Data.ID), "do", "repair.move")
	d.must(nil, fmt.Sprintf(`{"repair":%q,"channel":"phone","about":"delay","words":"Une honte"}`, file.Data.ID), "do", "claim.open")
	d.must(nil, `{"lines":[{"label":"Câble","unit_cents":1300,"rate_permille":200}],"payments":[{"tender":"card","cents":1300}]}`, "do", "till.sell")
	d.must(nil, "", "sync")

	conn, err := pgx.Connect(t.Context(), c.url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	asked := map[string]string{
		`select status || ' ' || brand || ' ' || (received_at is not null) from report.repairs`:   "diag Samsung true",
		`select status || ' ' || (issued_at is not null) from report.loans`:                       "out true",
		`select ref || ' ' || place || ' ' || on_hand from report.stock`:                          "BAT1 LIL.shop 3",
		`select about || ' ' || channel || ' ' || status from report.claims`:                      "delay phone open",
		`select kind || ' ' || tender || ' ' || cents || ' ' || site from report.payments`:        "sale card 1300 LIL",
		`select count(*)::text from report.loans join report.repairs r on r.id = loans.repair_id`: "1",
	}
	late := time.Now().Add(time.Minute)
	for sql, want := range asked {
		got, err := one(t.Context(), conn, sql)
		for ; got != want && time.Now().Before(late); got, err = one(t.Context(), conn, sql) {
			time.Sleep(100 * time.Millisecond)
		}
		if got != want {
			t.Errorf("%s: %q, %v, want %q", sql, got, err, want)
		}
	}
	for _, table := range []string{"repairs", "loans", "stock", "claims", "payments"} {
		all, err := one(t.Context(), conn, `select coalesce(json_agg(x)::text, '') from report.`+table+` x`)
		if err != nil || strings.Contains(all, "Cœur") || strings.Contains(all, "0047") || strings.Contains(all, "honte") {
			t.Errorf("%s tells who somebody is: %s %v", table, all, err)
		}
	}
	documented(t, conn)
}

func one(ctx context.Context, conn *pgx.Conn, sql string) (out string, err error) {
	err = conn.QueryRow(ctx, sql).Scan(&out)
	return out, err
}

// documented finds every column of the tables in the document about them.
func documented(t *testing.T, conn *pgx.Conn) {
	t.Helper()
	text, err := os.ReadFile("../../../docs/reporting.md")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := one(t.Context(), conn, `select json_agg(table_name || '.' || column_name)::text from information_schema.columns where table_schema = 'report'`)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	if err := json.Unmarshal([]byte(raw), &names); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		table, column, _ := strings.Cut(name, ".")
		_, part, _ := strings.Cut(string(text), "## report."+table)
		part, _, _ = strings.Cut(part, "\n## ")
		if !strings.Contains(part, "| `"+column+"` |") {
			t.Errorf("docs/reporting.md does not say what %s is", name)
		}
	}
}
