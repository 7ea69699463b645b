package portal

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/lang"
)

// What the customer may write.
const (
	maxNameRunes = 120
	maxTextRunes = 2000
	factorDigits = 4
	maxScore     = 5
)

// act wraps what changes something: it needs a token that is known, and a form
// that this page has shown.
func (p *Portal) act(do func(http.ResponseWriter, *http.Request, *sent)) func(http.ResponseWriter, *http.Request, string) {
	return p.actBy(p.formSent, do)
}

// actBy is act for forms that are read in their own way. How they are read says
// why one is not taken.
func (p *Portal) actBy(read func(http.ResponseWriter, *http.Request, string) (*sent, string), do func(http.ResponseWriter, *http.Request, *sent)) func(http.ResponseWriter, *http.Request, string) {
	return func(w http.ResponseWriter, r *http.Request, token string) {
		found, err := p.find(r, token)
		switch {
		case errors.Is(err, ErrUnknown):
			p.unknown(w, r)
			return
		case err != nil:
			p.options.Log.Error("the page could not read a repair", "err", err)
			p.failed(w, r)
			return
		case found.Erased:
			p.stopped(w, r, token, http.StatusForbidden, "erased")
			return
		}
		form, why := read(w, r, token)
		if why != "" {
			p.stopped(w, r, token, refusals[why], why)
			return
		}
		if form.done != nil {
			defer form.done()
		}
		do(w, r, form)
	}
}

// refusals are the statuses of forms that are not taken, by why.
var refusals = map[string]int{
	"stale": http.StatusForbidden, "large": http.StatusRequestEntityTooLarge, "crowded": http.StatusServiceUnavailable, "pictured": http.StatusTooManyRequests,
}

// sent is a form that was sent.
type sent struct {
	token    string
	id       [16]byte
	values   func(name string) string
	pictures [][]byte
	done     func() // when it has been dealt with; may be nil
}

// formSent reads a form without pictures.
func (p *Portal) formSent(w http.ResponseWriter, r *http.Request, token string) (*sent, string) {
	form, id, ok := p.readForm(w, r, token)
	if !ok {
		return nil, "stale"
	}
	return &sent{token: token, id: id, values: form.Get}, ""
}

// serveOpen takes the second factor.
func (p *Portal) serveOpen(w http.ResponseWriter, r *http.Request, s *sent) {
	if !p.guesses.allow(s.token, p.options.Now(), 1) {
		p.stopped(w, r, s.token, http.StatusTooManyRequests, "guessed")
		return
	}
	digits := dialled(s.values("digits"))
	known, err := p.options.Acts.Knows(r.Context(), s.token, digits)
	switch {
	case err != nil:
		p.options.Log.Error("the second factor could not be checked", "err", err)
		p.failed(w, r)
	case len(digits) != factorDigits || !known:
		p.back(w, r, s.token, "wrong")
	default:
		p.guesses.forget(s.token)
		p.openFor(w, r, s.token)
		p.back(w, r, s.token, "open")
	}
}

func (p *Portal) serveShut(w http.ResponseWriter, r *http.Request, s *sent) {
	p.shut(w, r, s.token)
	p.back(w, r, s.token, "shut")
}

// acceptUsed accepts the quote with the used or reconditioned part.
const acceptUsed = "accept_used"

// serveAnswer takes the answer to the quote that was shown.
func (p *Portal) serveAnswer(w http.ResponseWriter, r *http.Request, s *sent) {
	if !p.opened(r, s.token) {
		p.back(w, r, s.token, "ended")
		return
	}
	answer := s.values("answer")
	if !slices.Contains([]string{"accept", acceptUsed, "refuse"}, answer) {
		p.stopped(w, r, s.token, http.StatusForbidden, "stale")
		return
	}
	version, err := strconv.Atoi(s.values("version"))
	in := Answer{
		ID: s.id, Version: version, Accepted: answer != "refuse",
		Used: answer == acceptUsed, StartNow: s.values("start") != "",
	}
	var named bool
	if in.Name, named = written(s.values("name"), maxNameRunes); err != nil || in.Accepted && !named {
		p.back(w, r, s.token, "unsigned")
		return
	}
	p.done(w, r, s.token, p.options.Acts.Answer(r.Context(), s.token, in), "answered")
}

// serveReply takes the answer to the offer that was shown for a claim. A voucher
// in the place of money that law owes is taken by its own yes and by no other.
func (p *Portal) serveReply(w http.ResponseWriter, r *http.Request, s *sent) {
	if !p.opened(r, s.token) {
		p.back(w, r, s.token, "ended")
		return
	}
	answer := s.values("answer")
	n, err := strconv.Atoi(s.values("offer"))
	if err != nil || answer != "accept" && answer != "refuse" {
		p.stopped(w, r, s.token, http.StatusForbidden, "stale")
		return
	}
	in := Reply{ID: s.id, Claim: s.values("claim"), N: n, Accepted: answer == "accept", Yes: s.values("yes") != ""}
	p.done(w, r, s.token, p.options.Acts.Reply(r.Context(), s.token, in), "replied")
}

// serveWrite takes words for the shop.
func (p *Portal) serveWrite(w http.ResponseWriter, r *http.Request, s *sent) {
	text, ok := written(s.values("text"), maxTextRunes)
	wish, known := p.wished(r, s)
	if !known || !ok && (text != "" || wish.Ask == "" && len(s.pictures) == 0) {
		p.back(w, r, s.token, "unwritten")
		return
	}
	in := Words{ID: s.id, Text: text, Pictures: s.pictures, Wish: wish}
	p.done(w, r, s.token, p.options.Letters.Write(r.Context(), s.token, in), "written")
}

// wished is what a form asks for, among what can be asked for now.
func (p *Portal) wished(r *http.Request, s *sent) (Wish, bool) {
	asked := s.values("wish")
	if asked == "" {
		return Wish{}, true
	}
	can, err := p.options.Letters.Wishes(r.Context(), s.token)
	if err != nil {
		p.options.Log.Error("the wishes of a page could not be read", "err", err)
	}
	for _, wish := range can {
		if wish.code() == asked {
			return wish, true
		}
	}
	return Wish{}, false
}

// code is a wish as forms carry it.
func (w Wish) code() string { return w.Ask + ":" + w.For }

// serveRate takes how satisfied the customer is.
func (p *Portal) serveRate(w http.ResponseWriter, r *http.Request, s *sent) {
	score, err := strconv.Atoi(s.values("score"))
	text, ok := written(s.values("text"), maxTextRunes)
	if err != nil || score < 1 || score > maxScore || !ok && text != "" {
		p.back(w, r, s.token, "unrated")
		return
	}
	p.done(w, r, s.token, p.options.Acts.Rate(r.Context(), s.token, Rating{ID: s.id, Score: score, Text: text}), "rated")
}

// serveWell takes whether all is well. Who says no says what is wrong.
func (p *Portal) serveWell(w http.ResponseWriter, r *http.Request, s *sent) {
	answer := s.values("well")
	text, ok := written(s.values("text"), maxTextRunes)
	if answer != "yes" && answer != "no" || answer == "no" && !ok || text != "" && !ok {
		p.back(w, r, s.token, "unwell")
		return
	}
	said := "well"
	if answer == "no" {
		said = "not_well"
	}
	p.done(w, r, s.token, p.options.Acts.Well(r.Context(), s.token, Opinion{ID: s.id, Well: answer == "yes", Text: text}), said)
}

// ways are how a customer can want to be told.
var ways = []string{"sms", "email", "phone", "none"}

// serveTellBy takes how the customer wants to be told.
func (p *Portal) serveTellBy(w http.ResponseWriter, r *http.Request, s *sent) {
	if !p.opened(r, s.token) {
		p.back(w, r, s.token, "ended")
		return
	}
	by := s.values("by")
	if !slices.Contains(ways, by) {
		p.stopped(w, r, s.token, http.StatusForbidden, "stale")
		return
	}
	said := "told_by"
	if by == "none" {
		said = "untold"
	}
	p.done(w, r, s.token, p.options.Acts.TellBy(r.Context(), s.token, Way{ID: s.id, By: by}), said)
}

// serveCollect takes who else may collect the device, or who no longer may.
func (p *Portal) serveCollect(w http.ResponseWriter, r *http.Request, s *sent) {
	if !p.opened(r, s.token) {
		p.back(w, r, s.token, "ended")
		return
	}
	in, said := Collector{ID: s.id, Key: s.values("gone")}, "uncollected"
	if in.Key == "" {
		var named bool
		if in.Name, named = written(s.values("name"), maxNameRunes); !named {
			p.back(w, r, s.token, "unnamed")
			return
		}
		said = "collected"
	}
	p.done(w, r, s.token, p.options.Acts.Collect(r.Context(), s.token, in), said)
}

// askable is what a customer can ask for about their data.
var askable = []string{"access", "correction", "erasure", "objection"}

// serveData takes what the customer asks for about their data.
func (p *Portal) serveData(w http.ResponseWriter, r *http.Request, s *sent) {
	if !p.opened(r, s.token) {
		p.back(w, r, s.token, "ended")
		return
	}
	asked := s.values("for")
	if !slices.Contains(askable, asked) {
		p.stopped(w, r, s.token, http.StatusForbidden, "stale")
		return
	}
	p.done(w, r, s.token, p.options.Acts.AskOwn(r.Context(), s.token, OwnData{ID: s.id, For: asked}), "data")
}

// serveComplain takes a claim of the customer.
func (p *Portal) serveComplain(w http.ResponseWriter, r *http.Request, s *sent) {
	text, ok := written(s.values("text"), maxTextRunes)
	about := s.values("about")
	if !ok || !slices.Contains(matters, about) {
		p.back(w, r, s.token, "uncomplained")
		return
	}
	p.done(w, r, s.token, p.options.Complaints.Complain(r.Context(), s.token, Complaint{ID: s.id, About: about, Text: text}), "complained")
}

// matters are what a customer may complain of on the page.
var matters = []string{"delay", "quality", "damage", "price", "pick_up", "delivery", "slot", "no_answer", "other"}

// stopped says why a form was not taken, and leads back to the page.
func (p *Portal) stopped(w http.ResponseWriter, r *http.Request, token string, code int, what string) {
	m := newMessage(catalogueFor(r), p.paths, what)
	m.Back = pathOf(token)
	p.send(w, r, code, "message.html", m)
}

// done goes back to the page with what came of an act. What the shop's rules
// refuse is said in their words, with the next step.
func (p *Portal) done(w http.ResponseWriter, r *http.Request, token string, err error, said string) {
	var f *fault.Error
	switch {
	case err == nil:
		p.back(w, r, token, said)
	case errors.As(err, &f) && f.Code != fault.Internal:
		c := catalogueFor(r)
		p.send(w, r, http.StatusConflict, "message.html", refusal(c, p.paths, token, f))
	default:
		p.options.Log.Error("an act of a customer failed", "err", err)
		p.failed(w, r)
	}
}

func refusal(c *lang.Catalogue, paths map[string]string, token string, f *fault.Error) messagePage {
	var args []string
	for name, value := range f.Args {
		args = append(args, name, c.Said(name, value))
	}
	m := messagePage{frame: newFrame(c, paths, c.T("portal.refused.title")), Text: c.T("fault."+string(f.Code), args...), Back: pathOf(token)}
	if next := "fault." + string(f.Code) + ".next"; c.Has(next) {
		m.Advice = c.T(next, args...)
	}
	return m
}

// back shows the page again, by a request of its own, so that reloading it
// repeats nothing. Said is what it says on top.
func (p *Portal) back(w http.ResponseWriter, r *http.Request, token, said string) {
	to := pathOf(token) + "?said=" + said
	if tag := r.URL.Query().Get("lang"); tag != "" {
		to += "&lang=" + catalogueFor(r).Tag()
	}
	http.Redirect(w, r, to+anchors[said], http.StatusSeeOther)
}

// anchors are where on the page an act leads.
var anchors = map[string]string{
	"open": "#mine", "answered": "#mine", "replied": "#claims", "unsigned": "#mine", "wrong": "#mine", "ended": "#mine", "written": "#message", "unwritten": "#message", "uncomplained": "#complaint",
	"rated": "#rate", "unrated": "#rate", "well": "#well", "not_well": "#well", "unwell": "#well", "told_by": "#tell", "untold": "#tell", "data": "#data", "collected": "#collect", "uncollected": "#collect", "unnamed": "#collect", "chosen": "#guarantee", "unchosen": "#guarantee",
}

// notices are what a page may say on top, and whether it is good news.
var notices = map[string]bool{
	"open": true, "shut": true, "answered": true, "replied": true, "written": true, "complained": true, "rated": true, "well": true, "not_well": true, "told_by": true, "untold": true, "data": true, "chosen": true, "collected": true, "uncollected": true,
	"wrong": false, "ended": false, "unsigned": false, "unwritten": false, "uncomplained": false, "unrated": false, "unwell": false, "unchosen": false, "unnamed": false,
}
