package portaltest

import (
	"context"
	"slices"
	"strconv"
	"sync"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/portal"
)

// Digits are the second factor of every repair of a Desk.
const Digits = "0047"

// Desk is a shop that takes what customers do, in memory. It is safe for
// concurrent use.
type Desk struct {
	mu      sync.Mutex
	Quote   portal.QuoteDetails
	Answers map[[16]byte]portal.Answer
	Said    map[[16]byte]portal.Words
	Claims  []portal.ClaimDetails
	Replies map[[16]byte]portal.Reply
	// Complaints are what customers complained of.
	Complaints map[[16]byte]portal.Complaint
	Ratings    map[[16]byte]portal.Rating
	Opinions   map[[16]byte]portal.Opinion
	Ways       map[[16]byte]portal.Way
	Asked      map[[16]byte]portal.OwnData
	Choices    map[[16]byte]portal.Choice
	Collectors []portal.Collector
	Guarantee  *portal.Guarantee
	// Can is what can be asked for.
	Can []portal.Wish
}

// NewDesk makes a desk with a quote that waits for its answer.
func NewDesk() *Desk {
	return &Desk{
		Quote: portal.QuoteDetails{
			Version: 2, Work: "Remplacer la pompe de vidange et son joint, essai complet.",
			Lines:      []portal.QuoteLine{{Label: "Pompe de vidange 00145787", Cents: 6490}, {Label: "Main-d’œuvre, 1 h", Cents: 6410}},
			TotalCents: 12900, Currency: "EUR", ValidUntil: "2026-12-05", ReadyOn: "2026-11-27", Waiting: true, Circular: true, UsedCents: 9900,
		},
		Answers: map[[16]byte]portal.Answer{}, Said: map[[16]byte]portal.Words{}, Replies: map[[16]byte]portal.Reply{},
		Complaints: map[[16]byte]portal.Complaint{}, Ratings: map[[16]byte]portal.Rating{}, Opinions: map[[16]byte]portal.Opinion{}, Ways: map[[16]byte]portal.Way{}, Asked: map[[16]byte]portal.OwnData{}, Choices: map[[16]byte]portal.Choice{},
		Guarantee: &portal.Guarantee{
			Layer: "lgc", Owes: "us", Answer: "covered", LastOn: "2026-12-14", Chosen: "repair",
			Choices: []string{"repair", "replacement"}, Rights: []string{"withhold_payment"},
		},
		Can: []portal.Wish{
			{Ask: "add_item"}, {Ask: "more_time", For: "2026-12-04"}, {Ask: "collect_on", For: "2026-12-01"}, {Ask: "collect_at", For: "ROU", Place: "Atelier de Roubaix"},
			{Ask: "visit_on", For: "2026-12-02"}, {Ask: "deliver_on", For: "2026-12-02"},
		},
		Claims: []portal.ClaimDetails{{
			ID: "c1", ReceivedMS: Now.UnixMilli() - 3*86_400_000, N: 1, Until: "2026-12-05", Waiting: true, AsksYes: true,
			Words:    "Nous vous remboursons la réparation moins un jour, compensé par un bon d’achat.",
			Measures: []portal.Measure{{Do: "refund", Cents: 12900, By: "2026-12-04"}, {Do: "voucher", Cents: 2000}, {Do: "apology"}},
		}},
	}
}

// Knows compares with Digits.
func (d *Desk) Knows(_ context.Context, _, digits string) (bool, error) { return digits == Digits, nil }

// Details are the quote and the claims.
func (d *Desk) Details(context.Context, string) (portal.Details, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	quote := d.Quote
	return portal.Details{Quote: &quote, Claims: slices.Clone(d.Claims), Guarantee: d.Guarantee, Papers: []string{"deposit", "quote"}, TellBy: "sms", Asked: d.asked(), Collects: true, Collect: slices.Clone(d.Collectors)}, nil
}

// Wishes are Can.
func (d *Desk) Wishes(context.Context, string) ([]portal.Wish, error) { return d.Can, nil }

// Rate takes a rating, once for each id.
func (d *Desk) Rate(_ context.Context, _ string, in portal.Rating) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Ratings[in.ID] = in
	return nil
}

// Well takes whether all is well, once for each id.
func (d *Desk) Well(_ context.Context, _ string, in portal.Opinion) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Opinions[in.ID] = in
	return nil
}

// TellBy takes how the customer wants to be told.
func (d *Desk) TellBy(_ context.Context, _ string, in portal.Way) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Ways[in.ID] = in
	return nil
}

// Choose takes what the customer chooses under the guarantee.
func (d *Desk) Choose(_ context.Context, _ string, in portal.Choice) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Choices[in.ID] = in
	return nil
}

// Collect takes who else may collect the device.
func (d *Desk) Collect(_ context.Context, _ string, in portal.Collector) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Collectors = slices.DeleteFunc(d.Collectors, func(c portal.Collector) bool { return c.Key == in.Key || c.ID == in.ID })
	if in.Key == "" {
		in.Key = "k" + strconv.Itoa(len(d.Collectors)+1)
		d.Collectors = append(d.Collectors, in)
	}
	return nil
}

// AskOwn takes what the customer asks for about their data.
func (d *Desk) AskOwn(_ context.Context, _ string, in portal.OwnData) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Asked[in.ID] = in
	return nil
}

func (d *Desk) asked() (out []portal.AskedData) {
	for _, in := range d.Asked {
		out = append(out, portal.AskedData{For: in.For, AtMS: Now.UnixMilli(), AnswerBy: "2026-12-21"})
	}
	return out
}

// Paper makes a paper that says what it is.
func (d *Desk) Paper(_ context.Context, _, name, language string) ([]byte, error) {
	return []byte("%PDF-1.3 " + name + " " + language), nil
}

// Messages are a word of the shop and what was written.
func (d *Desk) Messages(context.Context, string) ([]portal.Message, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := []portal.Message{
		{FromShop: true, AtMS: Now.UnixMilli() - 7_200_000, Text: "La pompe est disponible, nous attendons votre réponse."},
	}
	for _, w := range d.Said {
		out = append(out, portal.Message{AtMS: Now.UnixMilli(), Text: w.Text, Wish: w.Wish, Pictures: len(w.Pictures)})
	}
	return out, nil
}

// Answer takes the answer to the version that stands, once for each id.
func (d *Desk) Answer(_ context.Context, _ string, in portal.Answer) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, again := d.Answers[in.ID]; again {
		return nil
	}
	if in.Version != d.Quote.Version {
		return fault.New("stale_quote", "version", "version", "2")
	}
	d.Answers[in.ID] = in
	d.Quote.Waiting, d.Quote.Answer = false, "refused"
	if in.Accepted {
		d.Quote.Answer = "accepted"
	}
	return nil
}

// Reply takes the answer to the offer of a claim that stands, once for each id.
func (d *Desk) Reply(_ context.Context, _ string, in portal.Reply) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, again := d.Replies[in.ID]; again {
		return nil
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		switch {
		case c.ID != in.Claim:
			continue
		case in.N != c.N:
			return fault.New("claim_offer_gone", "n", "n", strconv.Itoa(in.N))
		case in.Accepted && c.AsksYes && !in.Yes:
			return fault.New("claim_voucher_unasked", "voucher_yes")
		}
		d.Replies[in.ID] = in
		c.Waiting, c.Answer = false, "refused"
		if in.Accepted {
			c.Answer = "accepted"
		}
		return nil
	}
	return fault.New(fault.NotFound, "claim", "what", "claim")
}

// Complain takes a claim, once for each id.
func (d *Desk) Complain(_ context.Context, _ string, in portal.Complaint) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Complaints[in.ID] = in
	return nil
}

// Write takes a message, once for each id.
func (d *Desk) Write(_ context.Context, _ string, in portal.Words) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Said[in.ID] = in
	return nil
}

// Waiting is a repair whose quote waits for its answer.
func Waiting() portal.Repair { return at(repair.QuoteSent) }

// Stoppable implements portal.Stops: any code was given out.
func (d *Desk) Stoppable(context.Context, string) error { return nil }

// Stop implements portal.Stops.
func (d *Desk) Stop(context.Context, string) error { return nil }
