package portal

import (
	"cmp"
	"net/http"
	"strconv"

	"etabli/app/follow"
	"etabli/app/lang"
)

// notice is what the page says on top after an act.
type notice struct {
	Text string
	Good bool
}

func noticeOf(c *lang.Catalogue, said string) *notice {
	good, known := notices[said]
	if !known {
		return nil
	}
	return &notice{Text: c.T("portal.said." + said), Good: good}
}

// ownPart is the part of the page where the customer acts. Shut, it asks for the
// second factor; open, it shows what only the customer may read.
type ownPart struct {
	Words   *lang.Catalogue
	Path    string
	Tag     string
	Ticket  string
	Erased  bool // their customer was erased: there is nobody to act
	Open    bool
	Waits   bool // an answer is waited for
	Quote   *quoteView
	Claims  []claimView
	Owed    *guaranteeView // under a guarantee
	Writes  bool           // words for the shop are taken
	Matters []choiceOf     // what may be complained of; none where claims are not taken
	Said    []said
	Wishes  []choiceOf  // what can be asked for beside words
	Papers  []choiceOf  // what can be had as a file
	Collect bool        // who else may collect can be said
	May     []choiceOf  // who may: key and name
	Ways    []choiceOf  // how they can be told
	Way     string      // how they want to be
	Data    []choiceOf  // what they can ask for about their data
	Asked   []string    // what they asked for, in words
	Scores  []scoreView // none while it is not asked for
	Score   string      // what they said, in words
	AsksAll bool        // whether all is well is asked, before anything else
	Well    string      // what they said of it, in words
}

// scoreView is one answer to how satisfied somebody is.
type scoreView struct {
	N     int
	Label string
}

// choiceOf is one line to choose from.
type choiceOf struct{ Code, Label string }

// quoteView is the quote in words.
type quoteView struct {
	Title, Work, Total, Valid, Ready string
	Lines                            []lineView
	Version                          int
	Waiting                          bool
	Outcome                          string
	Circular                         bool   // a used part can be chosen: the button is the choice, so that each says its own total
	Accept, AcceptUsed               string // the words of the accepting buttons: they say the duty to pay
}

type lineView struct{ Label, Sum string }

// said is one message in words.
type said struct {
	Who, When, Text string
	FromShop        bool
	Beside          []string // what came with it
}

func (p *Portal) ownPart(r *http.Request, c *lang.Catalogue, token string, found Repair) (*ownPart, error) {
	if p.options.Acts == nil {
		return nil, nil
	}
	if found.Erased {
		return &ownPart{Words: c, Erased: true}, nil
	}
	own := &ownPart{
		Words: c, Path: pathOf(token), Tag: c.Tag(), Ticket: p.ticket(token),
		Open: p.opened(r, token), Waits: found.Quote.Waiting, Writes: p.options.Letters != nil,
	}
	if p.options.Complaints != nil {
		for _, about := range matters {
			own.Matters = append(own.Matters, choiceOf{about, c.T("portal.claim.about." + about)})
		}
	}
	own.rate(c, found)
	if own.Writes {
		wishes, err := p.options.Letters.Wishes(r.Context(), token)
		if err != nil {
			return nil, err
		}
		for _, w := range wishes {
			own.Wishes = append(own.Wishes, choiceOf{w.code(), wishIn(c, w)})
		}
	}
	if !own.Open {
		return own, nil
	}
	details, err := p.options.Acts.Details(r.Context(), token)
	if err != nil {
		return nil, err
	}
	own.details(c, details, found.Shop)
	if !own.Writes {
		return own, nil
	}
	messages, err := p.options.Letters.Messages(r.Context(), token)
	for _, m := range messages {
		own.Said = append(own.Said, saidOf(c, m, found.Shop))
	}
	return own, err
}

// details are what only the customer may read.
func (own *ownPart) details(c *lang.Catalogue, d Details, shop Shop) {
	if q := d.Quote; q != nil {
		own.Quote = quoteOf(c, q)
	}
	own.Owed = guaranteeOf(c, d.Guarantee)
	for _, paper := range d.Papers {
		own.Papers = append(own.Papers, choiceOf{paper, c.T("portal.paper." + paper)})
	}
	own.Collect = d.Collects
	for _, one := range d.Collect {
		own.May = append(own.May, choiceOf{one.Key, one.Name})
	}
	own.Way = d.TellBy
	for _, way := range ways {
		own.Ways = append(own.Ways, choiceOf{way, c.T("portal.tell." + way)})
	}
	own.data(c, d.Asked, shop)
	for _, one := range d.Claims {
		own.Claims = append(own.Claims, claimOf(c, one, shop))
	}
}

// data is what can be asked for about the customer's data, and what waits.
func (own *ownPart) data(c *lang.Catalogue, asked []AskedData, shop Shop) {
	waits := map[string]bool{}
	for _, a := range asked {
		waits[a.For] = true
		own.Asked = append(own.Asked, c.T("portal.data.asked", "what", c.T("portal.data."+a.For),
			"at", follow.Solid(c.Day(a.AtMS, shop.At())), "day", follow.Solid(c.Date(a.AnswerBy))))
	}
	for _, what := range askable {
		if !waits[what] {
			own.Data = append(own.Data, choiceOf{what, c.T("portal.data." + what)})
		}
	}
}

func quoteOf(c *lang.Catalogue, q *QuoteDetails) *quoteView {
	v := &quoteView{
		Title: newQuote(c, follow.Quote{Version: q.Version}).Title, Work: q.Work, Version: q.Version,
		Total: c.Money(q.TotalCents, q.Currency), Waiting: q.Waiting, Circular: q.Circular,
	}
	v.Accept = c.T("portal.quote.accept", "total", follow.Solid(v.Total))
	if q.Circular {
		used := c.Money(cmp.Or(q.UsedCents, q.TotalCents), q.Currency)
		v.Accept = c.T("portal.part.new", "total", follow.Solid(v.Total))
		v.AcceptUsed = c.T("portal.part.used", "total", follow.Solid(used))
	}
	if q.ValidUntil != "" {
		v.Valid = c.T("portal.quote.valid", "day", follow.Solid(c.Date(q.ValidUntil)))
	}
	if q.ReadyOn != "" {
		v.Ready = c.T("portal.quote.ready", "day", follow.Solid(c.Date(q.ReadyOn)))
	}
	if q.Answer != "" {
		v.Outcome = c.T("portal.answer." + q.Answer)
	}
	for _, l := range q.Lines {
		v.Lines = append(v.Lines, lineView{Label: l.Label, Sum: c.Money(l.Cents, q.Currency)})
	}
	return v
}

// rate asks whether all is well, when the shop asked that, and else how satisfied the
// customer is once the device is back with them; or says what they answered.
func (own *ownPart) rate(c *lang.Catalogue, found Repair) {
	if found.Well != "" {
		own.Well = c.T("portal.well." + found.Well + ".said")
	} else if found.AskedWell {
		own.AsksAll = true // one question at a time
		return
	}
	if found.Score > 0 {
		own.Score = c.T("portal.rate.said", "score", c.Number(found.Score))
		return
	}
	if !follow.StillMoves(found.Status) && found.Well == "" {
		for n := maxScore; n > 0; n-- {
			own.Scores = append(own.Scores, scoreView{n, c.T("portal.rate." + strconv.Itoa(n))})
		}
	}
}

// wishIn is a wish in words.
func wishIn(c *lang.Catalogue, w Wish) string {
	of := w.Place
	if of == "" && w.For != "" {
		of = follow.Solid(c.DateShort(w.For))
	}
	return c.T("portal.wish."+w.Ask, "for", of)
}

func saidOf(c *lang.Catalogue, m Message, shop Shop) said {
	s := said{Who: c.T("portal.you"), When: c.DayTime(m.AtMS, shop.At()), Text: m.Text, FromShop: m.FromShop}
	if m.FromShop {
		s.Who = shop.Name
	}
	if m.Wish.Ask != "" {
		s.Beside = append(s.Beside, wishIn(c, m.Wish))
	}
	if m.Pictures > 0 {
		s.Beside = append(s.Beside, c.N("portal.pictures", m.Pictures))
	}
	return s
}
