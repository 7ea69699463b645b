package claim

import "etabli/app/domain/message"

// Sample is one claim as figures are made of it.
type Sample struct {
	About    string
	Clock    message.Clock // of its first answer
	Ended    bool
	Replies  []Answer // to its offers, in their order
	Cost     int64    // of what was accepted or paid
	Refunded int64    // money that has left us
	RefundMS int64    // from the decision to the money's leaving; 0 while it is here
	Customer string   // id; empty when nobody knows
	// Back tells whether the customer brought something again in the months that
	// are looked at; Over that these months have passed.
	Back, Over bool
}

// Figures are what a manager asks of claims.
type Figures struct {
	Claims       int            `json:"claims"`
	Open         int            `json:"open"`
	About        map[string]int `json:"about"`
	FirstAnswers message.Waits  `json:"first_answers"`
	// ByChannel are the first answers by the channel that the claim came by.
	ByChannel     map[message.Channel]message.Waits `json:"first_answers_by_channel,omitempty"`
	Accepted      int                               `json:"accepted"` // offers, by what was answered
	Refused       int                               `json:"refused"`
	Unanswered    int                               `json:"unanswered"`
	CostCents     int64                             `json:"cost_cents"`
	RefundedCents int64                             `json:"refunded_cents"`
	RefundMS      int64                             `json:"refund_ms"` // mean time from the decision to the money's leaving
	// Customers are those with a claim whose months are over, each counted once;
	// CameBack those of them who brought something again in these months. Of the
	// others, Waiting, nobody can tell yet.
	Customers int `json:"customers"`
	CameBack  int `json:"came_back"`
	Waiting   int `json:"waiting"`
}

// FiguresOf sums samples up.
func FiguresOf(samples []Sample) Figures {
	f := Figures{About: map[string]int{}}
	var paid, paidMS int64
	for _, s := range samples {
		f.add(s)
		if s.RefundMS > 0 {
			paid, paidMS = paid+1, paidMS+s.RefundMS
		}
	}
	if paid > 0 {
		f.RefundMS = paidMS / paid
	}
	f.timeAnswers(samples)
	f.countCustomers(samples)
	return f
}

// add adds what is summed claim by claim.
func (f *Figures) add(s Sample) {
	f.Claims++
	f.About[s.About]++
	if !s.Ended {
		f.Open++
	}
	for _, a := range s.Replies {
		switch a {
		case Yes:
			f.Accepted++
		case No:
			f.Refused++
		case None:
			f.Unanswered++
		}
	}
	f.CostCents += s.Cost
	f.RefundedCents += s.Refunded
}

// timeAnswers says how long first answers took, of all claims and by their channel.
func (f *Figures) timeAnswers(samples []Sample) {
	clocks := make([]message.Clock, 0, len(samples))
	by := map[message.Channel][]message.Clock{}
	for _, s := range samples {
		clocks = append(clocks, s.Clock)
		by[s.Clock.Channel] = append(by[s.Clock.Channel], s.Clock)
	}
	f.FirstAnswers, f.ByChannel = message.Figures(clocks), make(map[message.Channel]message.Waits, len(by))
	for channel, some := range by {
		f.ByChannel[channel] = message.Figures(some)
	}
}

// countCustomers counts each customer once, by whether they came back.
func (f *Figures) countCustomers(samples []Sample) {
	type person struct{ back, over bool }
	people := map[string]person{}
	for _, s := range samples {
		if s.Customer != "" {
			p := people[s.Customer]
			people[s.Customer] = person{p.back || s.Back, p.over || s.Over}
		}
	}
	for _, p := range people {
		switch {
		case !p.over:
			f.Waiting++
		case p.back:
			f.Customers, f.CameBack = f.Customers+1, f.CameBack+1
		default:
			f.Customers++
		}
	}
}

// Pleases tells whether money goes back by other means than it came by: for what
// law owes only when the customer agreed to that.
func (m Measure) Pleases(came []Means) bool {
	if m.Do != Refund || !m.Legal || m.Agreed || m.Means == "" || len(came) == 0 {
		return true
	}
	for _, by := range came {
		if by == m.Means {
			return true
		}
	}
	return false
}
