package portal_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"etabli/app/domain/repair"
	"etabli/app/portal"
	"etabli/app/portal/portaltest"
)

var (
	stepLine = regexp.MustCompile(`(?s)<li class="(\w+)".*?<b>([^<]+)</b>.*?</li>`)
	stepDay  = regexp.MustCompile(`<small>([^<]+)</small>`)
)

// way reads the steps that the page shows.
func way(t *testing.T, r portal.Repair) []string {
	t.Helper()
	book := &portaltest.Book{}
	book.Set(token, r)
	body := visit{path: "/r/" + token + "?lang=en"}.ask(newPortal(book)).Body.String()
	var lines []string
	for _, hit := range stepLine.FindAllStringSubmatch(body, -1) {
		line := hit[1] + " " + hit[2]
		if day := stepDay.FindStringSubmatch(hit[0]); day != nil {
			line += ", " + strings.ReplaceAll(day[1], "\u00a0", " ")
		}
		lines = append(lines, line)
	}
	return lines
}

// history makes a move a day from the 10th of November.
func history(to ...repair.Status) portal.Repair {
	r := laptop()
	r.Moves, r.Status = nil, to[len(to)-1]
	for i, s := range to {
		r.Moves = append(r.Moves, portal.Move{To: s, AtMS: time.Date(2026, 11, 10+i, 9, 0, 0, 0, time.UTC).UnixMilli()})
	}
	return r
}

func TestTheWayShowsWhatWasAndWhatMayCome(t *testing.T) {
	for name, c := range map[string]struct {
		repair portal.Repair
		want   []string
	}{
		"just handed in": {history(repair.Received), []string{
			"done Handed in, 10 Nov", "next Diagnosis", "next Your approval, if a quote is needed", "next Repair, then tests", "next Ready to collect"}},
		"without a quote": {history(repair.Received, repair.Diag, repair.Repairing), []string{
			"done Handed in, 10 Nov", "done Diagnosis done, 12 Nov", "now Repair, since 12 Nov", "next Ready to collect"}},
		"a quote that was refused": {history(repair.Received, repair.Diag, repair.QuoteSent, repair.QuoteKO), []string{
			"done Handed in, 10 Nov", "done Diagnosis done, 12 Nov", "done Quote refused, 13 Nov", "now Preparing the return, since 13 Nov"}},
		"tests that failed": {history(repair.Received, repair.Diag, repair.Repairing, repair.Test, repair.Diag), []string{
			"done Handed in, 10 Nov", "now Diagnosis, since 14 Nov", "next Your approval, if a quote is needed", "next Repair, then tests", "next Ready to collect"}},
		"a part in the middle": {history(repair.Received, repair.Diag, repair.QuoteSent, repair.QuoteOK, repair.Repairing, repair.PartWait), []string{
			"done Handed in, 10 Nov", "done Diagnosis done, 12 Nov", "done Quote accepted, 13 Nov", "now Repair, waiting for a part, since 15 Nov", "next Ready to collect"}},
		"handed back at once": {history(repair.Received, repair.Returned), []string{
			"done Handed in, 10 Nov", "done Handed back, 11 Nov"}},
		"closed after hand-back": {history(repair.Received, repair.Diag, repair.Ready, repair.Returned, repair.Closed), []string{
			"done Handed in, 10 Nov", "done Diagnosis done, 12 Nov", "done Ready, 13 Nov", "done Handed back, 13 Nov"}},
		"a status nobody knows yet": {history(repair.Received, repair.Diag, "levitating"), []string{
			"done Handed in, 10 Nov", "now Diagnosis, since 12 Nov", "next Your approval, if a quote is needed", "next Repair, then tests", "next Ready to collect"}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, way(t, c.repair)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
