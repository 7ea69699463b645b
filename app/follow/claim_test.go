package follow_test

import (
	"strings"
	"testing"
	"time"

	"etabli/app/domain/claim"
	"etabli/app/follow"
	"etabli/app/lang"
)

func TestDecidedIsNotReceivedOnThePageEither(t *testing.T) {
	at := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	fr, today := lang.For("fr"), time.Date(2026, 12, 4, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		state claim.RefundState
		by    string
		want  string
		late  bool
	}{
		{claim.RefundDecided, "2026-12-04", "décidé\u202f: il part le", false},
		{claim.RefundOrdered, "2026-12-03", "ordonné\u202f: il part le", true},
		{claim.RefundExecuted, "2026-12-03", "envoyé le", false},
		{claim.RefundConfirmed, "2026-12-03", "arrivé", false},
	} {
		k := follow.Claim{ReceivedMS: at.UnixMilli(), Status: claim.Accepted, Refund: follow.Refund{State: c.state, By: c.by, AtMS: at.UnixMilli()}}
		news := follow.NewsOf(fr, k, time.UTC, today)
		if !strings.Contains(news.Refund, c.want) || news.Late != c.late || (news.RefundNote != "") != c.late {
			t.Errorf("%s: %+v", c.state, news)
		}
	}
}

func TestEveryEndAndStatusOfAClaimHasItsWords(t *testing.T) {
	for _, tag := range lang.Tags() {
		c := lang.For(tag)
		newer := c.T("portal.claim.state.newer")
		say := func(k follow.Claim) {
			if news := follow.NewsOf(c, k, time.UTC, time.Unix(0, 0)); news.State == newer || news.State == "" {
				t.Errorf("%s: nothing is said of %+v", tag, k)
			}
		}
		for _, s := range []claim.Status{claim.Open, claim.Offered, claim.Accepted, claim.Refused, claim.Unanswered, claim.AtMediator} {
			say(follow.Claim{Status: s})
			say(follow.Claim{Status: s, Answered: true})
		}
		for _, o := range claim.Outcomes() {
			if o != claim.Double { // its matter has another file, and it is not shown
				say(follow.Claim{Status: claim.Ended, Outcome: o})
			}
		}
		if got := follow.NewsOf(c, follow.Claim{Status: "levitating"}, time.UTC, time.Unix(0, 0)).State; got != newer {
			t.Errorf("%s: a status that nobody knows says %q", tag, got)
		}
	}
}
