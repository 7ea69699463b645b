package main

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"etabli/app/domain/claim"
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/follow"
	"etabli/app/portal"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// acts records what customers do on the page by the same commands as the
// counter's; see portal.Acts.
type acts struct{ *pages }

// Knows compares with the telephone number of the repair's customer.
func (a acts) Knows(ctx context.Context, token, digits string) (bool, error) {
	file, err := a.file(ctx, token)
	if err != nil || file.CustomerID.IsZero() || digits == "" {
		return false, err
	}
	who, err := a.hq.app.Customer(ctx, file.CustomerID)
	if err != nil {
		return false, err
	}
	return strings.HasSuffix(digitsOf(who.Phone), digits), nil
}

func digitsOf(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return c
		}
		return -1
	}, s)
}

// Details are the quote and the offers as they stand.
func (a acts) Details(ctx context.Context, token string) (portal.Details, error) {
	file, err := a.file(ctx, token)
	if err != nil {
		return portal.Details{}, err
	}
	claims, err := a.claims(ctx, file)
	out := portal.Details{Quote: quoteFor(file), Papers: papersOf(file)}
	if !file.CustomerID.IsZero() && err == nil {
		var who views.Customer
		who, err = a.hq.app.Customer(ctx, file.CustomerID)
		out.TellBy = who.TellBy
		for _, q := range who.Asked {
			if q.Answer == nil {
				out.Asked = append(out.Asked, portal.AskedData{For: string(q.For), AtMS: q.AtMS, AnswerBy: q.AnswerBy})
			}
		}
	}
	if err == nil && follow.StillMoves(file.Status) {
		out.Collect, err = a.collectors(ctx, file)
		out.Collects = len(out.Collect) < maxCollectors
	}
	if err == nil && !file.CustomerID.IsZero() {
		out.Guarantee, err = a.guaranteeFor(ctx, file)
	}
	for _, c := range claims {
		if o := c.Standing(); o != nil && c.Outcome != claim.Double && err == nil {
			var d portal.ClaimDetails
			d, err = a.offerFor(ctx, c, o)
			out.Claims = append(out.Claims, d)
		}
	}
	return out, err
}

func quoteFor(file views.Repair) *portal.QuoteDetails {
	q := file.Quote
	if q == nil {
		return nil
	}
	out := &portal.QuoteDetails{
		Version: q.Version, Work: q.Work, TotalCents: q.TotalCents, Currency: q.Currency,
		ValidUntil: q.ValidUntil, ReadyOn: q.ReadyOn, Answer: q.Answer,
		Waiting: q.Answer == "" && file.Status == repair.QuoteSent,
	}
	if !q.InLines() {
		return out
	}
	for _, l := range q.Lines {
		out.Lines = append(out.Lines, portal.QuoteLine{Label: l.Label, Cents: l.DueCents})
	}
	out.Circular = quote.CircularState(q.Circular) == quote.Offered
	out.UsedCents = q.CircularCents
	return out
}

// Write takes a message for the shop, about the file.
func (a acts) Write(ctx context.Context, token string, in portal.Words) error {
	file, err := a.file(ctx, token)
	if err != nil {
		return err
	}
	pictures, err := a.hq.app.AttachAll(ctx, "photo", in.Pictures)
	if err != nil {
		return err
	}
	said := &service.ReceiveMessageInput{
		Channel: message.Web, Text: in.Text, Repair: &file.ID, Pictures: pictures,
		Wish: message.Wish(in.Wish.Ask), WishFor: in.Wish.For,
	}
	if !file.CustomerID.IsZero() {
		said.Customer = &file.CustomerID
	}
	if said.Thread, err = a.conversation(ctx, file); err != nil {
		return err
	}
	_, err = a.hq.app.ReceiveMessage(ctx, service.Call{ID: journal.CommandID(in.ID)}, said)
	return err
}

// conversation is the open one about a file that its customer goes on with; nil
// begins another.
func (a acts) conversation(ctx context.Context, file views.Repair) (*journal.EntityID, error) {
	threads, err := a.hq.app.ThreadsAbout(ctx, &service.ByID{ID: file.ID})
	for _, t := range threads {
		if t.Status != message.Closed && t.Waits == message.Owned && t.Joined.IsZero() && t.Customer == file.CustomerID {
			return &t.ID, err
		}
	}
	return nil, err
}

// Messages are what was said with the customer about the file, and the notes that were
// written for them: never one for colleagues, nor a call that nobody took.
func (a acts) Messages(ctx context.Context, token string) ([]portal.Message, error) {
	file, err := a.file(ctx, token)
	if err != nil {
		return nil, err
	}
	sites, err := a.hq.app.Sites(ctx)
	if err != nil {
		return nil, err
	}
	threads, err := a.hq.app.ThreadsAbout(ctx, &service.ByID{ID: file.ID})
	var out []portal.Message
	for _, about := range threads {
		t, err := a.hq.app.Thread(ctx, about.ID)
		if err != nil {
			return nil, err
		}
		for _, l := range t.Lines {
			if (l.Text+string(l.Wish) != "" || len(l.Pictures) > 0) && !l.Missed && l.Weight != message.Spam {
				out = append(out, messageOf(l, sites))
			}
		}
	}
	for _, item := range file.Timeline {
		if item.Public && kind.Kind(item.Kind) == kind.RepairNoted && item.Text != "" {
			out = append(out, portal.Message{FromShop: true, AtMS: item.AtMS, Text: item.Text})
		}
	}
	slices.SortStableFunc(out, func(x, y portal.Message) int { return cmp.Compare(x.AtMS, y.AtMS) })
	return out, err
}

// messageOf is a line as its customer reads it.
func messageOf(l views.ThreadLine, sites []views.Site) portal.Message {
	m := portal.Message{FromShop: !l.Inbound, AtMS: l.AtMS, Text: l.Text, Pictures: len(l.Pictures), Wish: portal.Wish{Ask: string(l.Wish), For: l.WishFor}}
	for _, s := range sites {
		if l.Wish == message.CollectAt && s.Code == l.WishFor {
			m.Wish.Place = s.Name
		}
	}
	return m
}

// Answer records the answer to the version that was shown.
func (a acts) Answer(ctx context.Context, token string, in portal.Answer) error {
	file, err := a.file(ctx, token)
	if err != nil {
		return err
	}
	answer := &service.AnswerInput{
		ID: file.ID, Version: in.Version, Accepted: in.Accepted, Channel: "page",
		AnswerDetail: service.AnswerDetail{Name: in.Name, StartNow: in.StartNow, Acknowledged: in.StartNow},
	}
	if q := file.Quote; in.Accepted && q != nil && q.InLines() && quote.CircularState(q.Circular) == quote.Offered {
		answer.Circular = quote.Declined
		if in.Used {
			answer.Circular = quote.Chosen
		}
	}
	_, err = a.hq.app.AnswerQuote(ctx, service.Call{ID: journal.CommandID(in.ID)}, answer)
	return err
}
