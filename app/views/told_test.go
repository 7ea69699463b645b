package views_test

import (
	"encoding/json"
	"strings"
	"testing"

	"etabli/app/domain/kind"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// told is everything the views say about a world, as text.
func told(t testing.TB, r *replica, w *world) string {
	t.Helper()
	var out strings.Builder
	enc := json.NewEncoder(&out)
	enc.SetIndent("", " ")
	r.view(t, func(rd storage.Reader) error {
		say := func(v any, err error) {
			if err != nil {
				t.Fatal(err)
			}
			if err := enc.Encode(v); err != nil {
				t.Fatal(err)
			}
		}
		for _, e := range w.entities() {
			switch e.Type {
			case journal.EntityType(kind.Repair):
				v, err := r.views.Repair(rd, e.ID)
				say(v, err)
			case journal.EntityType(kind.Customer):
				v, err := r.views.Customer(rd, e.ID)
				say(v, err)
			}
		}
		for _, scope := range []views.Scope{views.Open, views.Ready, views.Closed, views.All, views.InReview} {
			for _, due := range []bool{false, true} {
				v, err := r.views.List(rd, views.Filter{Scope: scope, ByDue: due}, "", 100)
				say(v, err)
			}
		}
		for _, query := range []string{"LIL1-00001", "samsung", "galaxy ecr", "oeil", "ana", "helene", "0612", "+33 6 12 34 56 78", "R5CR10ABCDE", "1", "zzz"} {
			v, err := r.views.Search(rd, query, 10)
			say(sorted(v), err)
		}
		counts, err := r.views.Counts(rd)
		say(counts, err)
		review, err := r.views.Review(rd)
		say(review, err)
		serial, err := r.views.SerialHistory(rd, "R5CR10ABCDE")
		say(serial, err)
		phone, err := r.views.CustomersByPhone(rd, "+33612345678")
		say(phone, err)
		last, err := r.views.LastCounter(rd, "LIL", "1")
		say(last, err)
		return nil
	})
	return out.String()
}

// sorted orders hits by number: documents of another generation have another
// order.
func sorted(hits []views.Hit) []views.Hit {
	for i := range hits {
		for k := i; k > 0 && hits[k].Number < hits[k-1].Number; k-- {
			hits[k], hits[k-1] = hits[k-1], hits[k]
		}
	}
	return hits
}
