package shell

import (
	"context"

	"etabli/app/present"
	"etabli/app/ui/counter"
)

// quoteRoom is the quote of one file, while it is made.
func (s *Shell) quoteRoom(b Backend) *room {
	var page *counter.Quote
	p := present.NewQuote(s.env, present.QuotePorts{Bases: b, Quotes: b, Papers: b, Drafts: b}, func(state present.QuoteState) {
		page.Show(state)
		s.bindParts(len(state.Parts) > 0, func(by int) { s.events.Quote.PartMoved(by) })
	})
	s.events.Quote = p
	page = counter.NewQuote(s.host, p)
	return &room{
		view:  page.Content,
		enter: func(ctx context.Context, _ present.Route) { p.Enter(ctx) },
		leave: func() {
			s.bindParts(false, nil)
			p.Leave()
		},
		show: p.Show, focus: page.Focus, reveal: page.Reveal, primary: p.PrimaryPressed, save: p.SavePressed, scanned: p.Scanned,
	}
}
