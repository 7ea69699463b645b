package repair_test

import (
	"slices"
	"testing"

	"etabli/app/domain/repair"
)

func TestUsualWayOfAFileIsLegal(t *testing.T) {
	ways := map[string][]repair.Status{
		"with a quote":       {repair.Received, repair.DiagWait, repair.Diag, repair.QuoteSent, repair.QuoteOK, repair.PartWait, repair.Repairing, repair.Test, repair.Ready, repair.Returned, repair.Closed},
		"nothing to pay":     {repair.Received, repair.Diag, repair.Repairing, repair.Ready, repair.Returned},
		"while one waits":    {repair.Received, repair.Repairing, repair.Ready, repair.Returned},
		"quote refused":      {repair.Received, repair.Diag, repair.QuoteSent, repair.QuoteKO, repair.Ready, repair.Returned},
		"second quote":       {repair.Received, repair.Diag, repair.QuoteSent, repair.QuoteSent, repair.QuoteOK, repair.QuoteSent, repair.QuoteKO, repair.QuoteSent},
		"sent away and back": {repair.Announced, repair.Received, repair.Subcontract, repair.Test, repair.Ready, repair.InTransit, repair.Ready, repair.Returned},
		"cancelled early":    {repair.Announced, repair.Closed},
		"never fetched":      {repair.Received, repair.Ready, repair.Closed},
		"noted by mistake":   {repair.Received, repair.Ready, repair.Returned, repair.Ready},
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			var from repair.Status
			for _, to := range way {
				if !repair.CanMove(from, to) {
					t.Fatalf("%q to %q is refused", from, to)
				}
				from = to
			}
		})
	}
}

func TestShortCutsThatHideSomethingAreRefused(t *testing.T) {
	for _, c := range [][2]repair.Status{
		{"", repair.Repairing}, {repair.Announced, repair.Ready}, {repair.Draft, repair.Returned},
		{repair.Repairing, repair.Closed}, {repair.Returned, repair.Repairing}, {repair.Closed, repair.Ready},
		{repair.QuoteSent, repair.Repairing}, {repair.Diag, repair.QuoteOK}, {repair.Ready, repair.Ready},
		{repair.Received, "shipped"}, {"shipped", repair.Ready},
	} {
		if repair.CanMove(c[0], c[1]) {
			t.Errorf("%q to %q is allowed", c[0], c[1])
		}
	}
}

func TestEveryFileCanReachItsEndAndItsCustomer(t *testing.T) {
	for _, from := range repair.Statuses() {
		seen := []repair.Status{from}
		for i := 0; i < len(seen); i++ {
			for _, to := range repair.Next(seen[i]) {
				if !to.Known() {
					t.Errorf("%q leads to the unknown %q", seen[i], to)
				}
				if !slices.Contains(seen, to) {
					seen = append(seen, to)
				}
			}
		}
		if !slices.Contains(seen, repair.Closed) || !slices.Contains(seen, repair.Returned) {
			t.Errorf("from %q only %v can be reached", from, seen)
		}
	}
}

func TestNextIsACopy(t *testing.T) {
	repair.Next(repair.Ready)[0] = repair.Draft
	if !repair.CanMove(repair.Ready, repair.Returned) {
		t.Fatal("a caller changed the rules")
	}
}

func TestScopesShareOutAllStatuses(t *testing.T) {
	for _, s := range repair.Statuses() {
		want := repair.Open
		switch s {
		case repair.Ready, repair.InTransit:
			want = repair.Done
		case repair.Returned, repair.Closed:
			want = repair.Ended
		}
		if s.Scope() != want {
			t.Errorf("%s is in %s", s, s.Scope())
		}
	}
}
