package portal

import (
	"html/template"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"etabli/app/domain/repair"
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
}

// The texts of message pages: title, text and advice.
var messageKeys = map[string][3]string{
	"unknown": {"portal.unknown.title", "portal.unknown.text", "portal.unknown.advice"},
	"busy":    {"portal.busy.title", "portal.busy.text", "portal.busy.advice"},
	"failed":  {"portal.failed.title", "portal.failed.text", "portal.failed.advice"},
}

func newMessage(c *lang.Catalogue, paths map[string]string, what string) messagePage {
	keys := messageKeys[what]
	return messagePage{newFrame(c, paths, c.T(keys[0])), c.T(keys[1]), c.T(keys[2])}
}

// repairPage is the page of one repair, in words.
type repairPage struct {
	frame
	Number, Product, SerialEnd string
	Headline, Next, News       string
	Away                       string // set while the shop cannot be reached
	Promise                    promise
	Quote                      *quoteCard
	Steps                      []stepLine
	Shop                       Shop
	Call                       string // the telephone number as a link dials it
	CallFirst                  bool   // calling is the next thing to do
	Live                       string // where the script listens
	Main                       template.HTML
}

// promise says by when.
type promise struct {
	Label, Day, Note string
	Late             bool
}

type quoteCard struct {
	Title, Valid string
}

type stepLine struct {
	State, StateWord, Label, Detail string
}

// longestLabel bounds what is shown of a product: a name, not a story.
const longestLabel = 80

func newPage(c *lang.Catalogue, paths map[string]string, r Repair, at time.Time) repairPage {
	zone := r.Shop.zone()
	p := repairPage{
		frame:     newFrame(c, paths, c.T("portal.title", "number", r.Number)),
		Number:    r.Number,
		Product:   shortened(product(r), longestLabel),
		SerialEnd: lastFour(r.SerialEnd),
		Headline:  sentence(c, "portal.headline.", r),
		Next:      sentence(c, "portal.next.", r),
		News:      c.T("portal.news", "at", solid(c.DayTime(r.NewsMS, zone))),
		Promise:   newPromise(c, r, at.In(zone)),
		Shop:      r.Shop,
		Call:      dialled(r.Shop.Phone),
	}
	if r.Shop.Online {
		p.News = c.T("portal.news.live", "at", solid(c.DayTime(r.NewsMS, zone)))
	} else if r.Shop.SeenMS > 0 && stillMoves(r.Status) {
		p.Away = c.T("portal.away", "at", solid(c.DayTime(r.Shop.SeenMS, zone)))
	}
	if r.Quote.Waiting {
		p.Quote = newQuote(c, r.Quote)
	}
	p.CallFirst = p.Call != "" && (r.Quote.Waiting || p.Promise.Late || asksToCall(r))
	for _, s := range steps(r) {
		p.Steps = append(p.Steps, newStep(c, r, s, zone))
	}
	return p
}

// sentence finds what to say for the status, in its words for the outcome when
// there are some. A status that this version does not know has words too.
func sentence(c *lang.Catalogue, prefix string, r Repair) string {
	for _, code := range []string{string(r.Status) + "." + string(r.Outcome), string(r.Status)} {
		if c.Has(prefix + code) {
			return c.T(prefix + code)
		}
	}
	return c.T(prefix + "newer")
}

// newPromise words the promised day while the customer waits for it.
func newPromise(c *lang.Catalogue, r Repair, today time.Time) promise {
	if !stillMoves(r.Status) || stageOf[r.Status] >= pickup {
		return promise{}
	}
	if r.PromisedOn == "" {
		if r.Status == repair.Draft || r.Status == repair.Announced {
			return promise{}
		}
		return promise{Label: c.T("portal.promise.label"), Note: c.T("portal.promise.none")}
	}
	p := promise{Label: c.T("portal.promise.label"), Day: c.DateShort(r.PromisedOn)}
	switch {
	case r.PromisedOn < today.Format(time.DateOnly):
		p.Late, p.Note = true, c.T("portal.promise.late")
	case r.PromisedWas != "" && r.PromisedWas != r.PromisedOn:
		p.Note = c.T("portal.promise.was", "day", solid(c.DateShort(r.PromisedWas)))
	case r.ExpectedOn != "" && r.Status == repair.PartWait:
		p.Note = c.T("portal.promise.part", "day", solid(c.DateShort(r.ExpectedOn)))
	}
	return p
}

func newQuote(c *lang.Catalogue, q Quote) *quoteCard {
	card := &quoteCard{Title: c.T("portal.quote.title")}
	if q.Version > 0 {
		card.Title = c.T("portal.quote.numbered", "number", strconv.Itoa(q.Version))
	}
	if q.ValidUntil != "" {
		card.Valid = c.T("portal.quote.valid", "day", solid(c.Date(q.ValidUntil)))
	}
	return card
}

func newStep(c *lang.Catalogue, r Repair, s step, zone *time.Location) stepLine {
	line := stepLine{State: s.state, StateWord: c.T("portal.state." + s.state), Label: stepLabel(c, r, s)}
	switch {
	case s.state == done && s.atMS > 0:
		line.Detail = c.Day(s.atMS, zone)
	case s.state == now && s.atMS > 0:
		line.Detail = c.T("portal.since", "day", solid(c.Day(s.atMS, zone)))
	case s.state == now:
		line.Detail = c.T("portal.now")
	}
	return line
}

// stepLabel names a step: where it is now by the status, where it is done by
// what came out of it, when there are such words.
func stepLabel(c *lang.Catalogue, r Repair, s step) string {
	key := "portal.step." + stageNames[s.stage] + "." + s.state
	detail := ""
	switch {
	case s.state == now:
		detail = string(r.Status)
	case s.state == done && s.stage == agreement:
		detail = answer(r.Moves)
	case s.state == done && s.stage == work:
		detail = string(r.Outcome)
	}
	if detail != "" && c.Has(key+"."+detail) {
		return c.T(key + "." + detail)
	}
	return c.T(key)
}

// answer is the last answer to a quote, if there was one.
func answer(moves []Move) string {
	for i := len(moves) - 1; i >= 0; i-- {
		if to := moves[i].To; to == repair.QuoteOK || to == repair.QuoteKO {
			return string(to)
		}
	}
	return ""
}

// stillMoves tells whether there is news to wait for.
func stillMoves(s repair.Status) bool { return s != repair.Returned && s != repair.Closed }

// asksToCall tells whether the next sentence asks the customer to call.
func asksToCall(r Repair) bool {
	if _, known := stageOf[r.Status]; !known {
		return true
	}
	return r.Status == repair.Ready && (r.Outcome == repair.BeyondRepair || r.Outcome == repair.Refunded) ||
		r.Status == repair.Closed && r.Outcome == repair.Abandoned
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

// solid keeps a date on one line.
func solid(date string) string { return strings.ReplaceAll(date, " ", "\u00a0") }

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
