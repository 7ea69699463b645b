package portal

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"etabli/app/follow"
	"etabli/app/lang"
)

// frame is what every page has around it.
type frame struct {
	Words   *lang.Catalogue
	Paths   map[string]string // where the style, the script and the icon are served
	Title   string
	Choices []choice
}

// choice is a language to read the page in.
type choice struct {
	Tag, Label, Name string
	Current          bool
}

func newFrame(c *lang.Catalogue, paths map[string]string, title string) frame {
	f := frame{Words: c, Paths: paths, Title: title}
	for _, tag := range lang.Tags() {
		f.Choices = append(f.Choices, choice{
			Tag: tag, Label: strings.ToUpper(tag),
			Name: lang.For(tag).T("language." + tag), Current: tag == c.Tag(),
		})
	}
	return f
}

// messagePage is a page that says one thing and what to do about it.
type messagePage struct {
	frame
	Text, Advice string
	Back         string // where the page is that it came from; may be empty
	Send         string // where its one button sends; may be empty
}

// The texts of message pages: title, text and advice.
var messageKeys = map[string][3]string{
	"unknown":  {"portal.unknown.title", "portal.unknown.text", "portal.unknown.advice"},
	"busy":     {"portal.busy.title", "portal.busy.text", "portal.busy.advice"},
	"failed":   {"portal.failed.title", "portal.failed.text", "portal.failed.advice"},
	"stale":    {"portal.stale.title", "portal.stale.text", "portal.stale.advice"},
	"guessed":  {"portal.guessed.title", "portal.guessed.text", "portal.guessed.advice"},
	"erased":   {"portal.erased.title", "portal.erased.text", "portal.erased.advice"},
	"large":    {"portal.large.title", "portal.large.text", "portal.large.advice"},
	"crowded":  {"portal.busy.title", "portal.busy.text", "portal.busy.advice"},
	"stop":     {"portal.stop.title", "portal.stop.text", "portal.stop.advice"},
	"stopped":  {"portal.stopped.title", "portal.stopped.text", "portal.stopped.advice"},
	"pictured": {"portal.pictured.title", "portal.pictured.text", "portal.pictured.advice"},
}

func newMessage(c *lang.Catalogue, paths map[string]string, what string) messagePage {
	keys := messageKeys[what]
	return messagePage{frame: newFrame(c, paths, c.T(keys[0])), Text: c.T(keys[1]), Advice: c.T(keys[2])}
}

// repairPage is the page of one repair, in words.
type repairPage struct {
	frame
	Number, Product, SerialEnd string
	Headline, Next, News       string
	Away                       string // set while the shop cannot be reached
	Promise                    follow.Promise
	Part                       string // what of a supplier is waited for
	Quote                      *quoteCard
	Steps                      []follow.Step
	Claims                     []follow.ClaimNews
	Parcels                    []follow.ParcelNews
	Visits                     []follow.VisitNews
	Bonus                      string // what a repair bonus changes for the customer
	Loans                      []follow.LoanNews
	Shop                       Shop
	Call                       string // the telephone number as a link dials it
	CallFirst                  bool   // calling is the next thing to do
	Answer                     string // where the quote can be answered on this page; empty when it cannot
	Live                       string // where the script listens
	Main                       template.HTML
	Said                       *notice
	Own                        *ownPart // nil: the page can only be read
}

type quoteCard struct {
	Title, Valid string
}

func newQuote(c *lang.Catalogue, q follow.Quote) *quoteCard {
	card := &quoteCard{Title: c.T("portal.quote.title")}
	if q.Version > 0 {
		card.Title = c.T("portal.quote.numbered", "number", strconv.Itoa(q.Version))
	}
	if q.ValidUntil != "" {
		card.Valid = c.T("portal.quote.valid", "day", follow.Solid(c.Date(q.ValidUntil)))
	}
	return card
}

// longestLabel bounds what is shown of a product: a name, not a story.
const longestLabel = 80

func newPage(c *lang.Catalogue, paths map[string]string, r Repair, at time.Time, acting bool) repairPage {
	zone := r.Shop.At()
	p := repairPage{
		frame:     newFrame(c, paths, c.T("portal.title", "number", r.Number)),
		Number:    r.Number,
		Product:   shortened(product(r), longestLabel),
		SerialEnd: lastFour(r.SerialEnd),
		Headline:  follow.Headline(c, r),
		Next:      follow.NextStep(c, r),
		News:      c.T("portal.news", "at", follow.Solid(c.DayTime(r.NewsMS, zone))),
		Promise:   follow.PromiseOf(c, r, at.In(zone)),
		Part:      follow.PartNews(c, r, at.In(zone)),
		Shop:      r.Shop,
		Call:      dialled(r.Shop.Phone),
	}
	if r.Shop.Online {
		p.News = c.T("portal.news.live", "at", follow.Solid(c.DayTime(r.NewsMS, zone)))
	} else if r.Shop.SeenMS > 0 && follow.StillMoves(r.Status) {
		p.Away = c.T("portal.away", "at", follow.Solid(c.DayTime(r.Shop.SeenMS, zone)))
	}
	if r.Quote.Waiting {
		p.Quote = newQuote(c, r.Quote)
	}
	if r.Quote.Waiting && acting && !r.Erased {
		p.Answer = "#mine"
	}
	for _, k := range r.Claims {
		p.Claims = append(p.Claims, follow.NewsOf(c, k, zone, at.In(zone)))
	}
	for _, sent := range r.Parcels {
		p.Parcels = append(p.Parcels, follow.SentOf(c, sent, zone))
	}
	for _, v := range r.Visits {
		p.Visits = append(p.Visits, follow.ComingOf(c, v, zone))
	}
	for _, lent := range r.Loans {
		p.Loans = append(p.Loans, follow.LentOf(c, lent, at.In(zone)))
	}
	p.CallFirst = p.Call != "" && (r.Quote.Waiting || p.Promise.Late || follow.AsksToCall(r) || slices.ContainsFunc(p.Claims, func(k follow.ClaimNews) bool { return k.Late }))
	p.Steps, p.Bonus = follow.Way(c, r, zone), follow.BonusNews(c, r)
	return p
}

// product is what was brought, by kind and name.
func product(r Repair) string {
	switch {
	case r.Kind == "" || strings.Contains(strings.ToLower(r.Product), strings.ToLower(r.Kind)):
		return r.Product
	case r.Product == "":
		return r.Kind
	}
	return r.Kind + " " + r.Product
}

func shortened(text string, runes int) string {
	if utf8.RuneCountInString(text) <= runes {
		return text
	}
	return strings.TrimSpace(string([]rune(text)[:runes-1])) + "…"
}

// lastFour keeps no more than four characters of a serial number, whatever the
// port gave.
func lastFour(serial string) string {
	runes := []rune(serial)
	return string(runes[max(0, len(runes)-4):])
}

// dialled is a telephone number as a link dials it: digits, a plus in front.
func dialled(phone string) string {
	var b strings.Builder
	for i, c := range strings.TrimSpace(phone) {
		if c >= '0' && c <= '9' || c == '+' && i == 0 {
			b.WriteRune(c)
		}
	}
	return b.String()
}
