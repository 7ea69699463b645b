package present

import (
	"context"
	"strings"

	"etabli/app/domain/custody"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/opinion"
	"etabli/app/domain/recall"
	"etabli/app/service"
	"etabli/app/views"
)

// The parts of what a shop takes care of beside repairs: what happened to customers'
// devices, what was found, which devices somebody looks for, who is to be asked whether
// all is well, and what is published about the shop.
const (
	IncidentsScope Scope = "incidents"
	LostScope      Scope = "found"
	RecallsScope   Scope = "recalls"
	SurveysScope   Scope = "surveys"
	ReviewsScope   Scope = "reviews"
	careVerb             = "caring"
)

// Caring is what this is read from.
type Caring interface {
	Changes
	Calls
	Incidents(ctx context.Context, in *service.SomeWords) ([]views.Incident, error)
	FoundThings(ctx context.Context, in *service.SomeWords) ([]views.Incident, error)
	IncidentByID(ctx context.Context, in *service.ByID) (views.Incident, error)
	Recalls(ctx context.Context, in *service.Anything) ([]views.Recall, error)
	RecallHolders(ctx context.Context, in *service.RecallAsked) ([]service.RecallHit, error)
	Reviews(ctx context.Context, in *service.ReviewsAsked) ([]views.Review, error)
}

// CareActs are the commands on it.
type CareActs interface {
	OpenIncident(ctx context.Context, call service.Call, in *service.IncidentInput) (service.Result, error)
	StepIncident(ctx context.Context, call service.Call, in *service.IncidentStepInput) (service.Result, error)
	ListRecall(ctx context.Context, call service.Call, in *recall.ListedFacts) (service.Result, error)
	AnswerRecall(ctx context.Context, call service.Call, in *service.RecallAnswerInput) (service.Result, error)
	LogReview(ctx context.Context, call service.Call, in *service.ReviewInput) (service.Result, error)
	AnswerReview(ctx context.Context, call service.Call, in *service.ReviewAnswerInput) (service.Result, error)
}

// CarePorts are what this works with.
type CarePorts struct {
	Care     Caring
	Acts     CareActs
	Asked    Asked
	Opinions OpinionActs
	Files    Searches
}

// concern is one reading of what is open: one of the four.
type concern struct {
	incident *views.Incident
	recall   *views.Recall
	holders  []service.RecallHit
	opinion  *service.OpinionDue
	review   *views.Review
}

// Care presents what a shop takes care of beside repairs.
type Care struct {
	roll[concern]
	ports CarePorts
	head  func(ManagerPages)

	asking opinion.AskingFacts // what the shop asks its customers
	lead   lane
}

// NewCare makes the presenter.
func NewCare(env Env, ports CarePorts, head func(ManagerPages), list func(ListState), show func(Detail)) *Care {
	c := &Care{ports: ports, head: head}
	c.begins(env, ports.Care, CareScreen, careVerb, []Scope{IncidentsScope, LostScope, RecallsScope, SurveysScope, ReviewsScope}, kind.Incident, kind.Recall, kind.Review, kind.Repair)
	c.list, c.show, c.look, c.fresh = list, show, c.showConcern, incidentNew
	c.readAll, c.readOne = c.readConcerns, c.readConcern
	return c
}

// Enter begins to show it.
func (c *Care) Enter(ctx context.Context) {
	c.head(c.ClaimPages(CareScreen))
	c.roll.Enter(ctx)
}

// PagePressed goes to the other page about what went wrong.
func (c *Care) PagePressed(id string) { c.Go(Route{Screen: Screen(id)}) }

// Show opens one of them.
func (c *Care) Show(at Route) { c.choose(at) }

// ScopeChosen shows another part; what is begun there goes with it.
func (c *Care) ScopeChosen(s Scope) {
	c.fresh = map[Scope]string{IncidentsScope: incidentNew, LostScope: foundNew, RecallsScope: recallNew, SurveysScope: surveySay, ReviewsScope: reviewNew}[s]
	c.roll.ScopeChosen(s)
}

func (c *Care) readConcerns(ctx context.Context, scope Scope) (out lines, err error) {
	port := c.ports.Care
	incidents, err := port.Incidents(ctx, &service.SomeWords{})
	if err != nil {
		return out, err
	}
	found, err := port.FoundThings(ctx, &service.SomeWords{})
	if err != nil {
		return out, err
	}
	lists, err := port.Recalls(ctx, &service.Anything{})
	if err != nil {
		return out, err
	}
	asked, err := c.ports.Asked.OpinionsDue(ctx, &service.SiteAsked{})
	if err != nil {
		return out, err
	}
	reviews, err := c.reviews(ctx)
	open := 0
	for _, r := range reviews {
		if r.AnsweredMS == 0 {
			open++
		}
	}
	out.counts = map[Scope]int{IncidentsScope: len(incidents), LostScope: len(found), RecallsScope: len(lists), SurveysScope: len(asked), ReviewsScope: open}
	switch scope {
	case LostScope:
		out.rows = rowsOf(found, c.incidentRow)
	case RecallsScope:
		out.rows = rowsOf(lists, c.recallRow)
	case SurveysScope:
		out.rows = rowsOf(asked, c.opinionRow)
	case ReviewsScope:
		out.rows = rowsOf(reviews, c.reviewRow)
	default:
		out.rows = rowsOf(incidents, c.incidentRow)
	}
	return out, err
}

// reviews are those to be answered, then those that were.
func (c *Care) reviews(ctx context.Context) (out []views.Review, err error) {
	for _, list := range []string{views.ReviewsOpen, views.ReviewsAnswered} {
		some, err := c.ports.Care.Reviews(ctx, &service.ReviewsAsked{List: list})
		if err != nil {
			return out, err
		}
		out = append(out, some...)
	}
	return out, nil
}

func (c *Care) readConcern(ctx context.Context, id ID) (out concern, err error) {
	if one, err := c.ports.Care.IncidentByID(ctx, &service.ByID{ID: id}); err == nil {
		out.incident = &one
		return out, nil
	}
	lists, err := c.ports.Care.Recalls(ctx, &service.Anything{})
	if err != nil {
		return out, err
	}
	for _, one := range lists {
		if one.ID == id {
			out.recall = &one
			out.holders, err = c.ports.Care.RecallHolders(ctx, &service.RecallAsked{Code: one.Code})
			return out, err
		}
	}
	asked, err := c.ports.Asked.OpinionsDue(ctx, &service.SiteAsked{})
	if err != nil {
		return out, err
	}
	for _, one := range asked {
		if one.ID == id {
			out.opinion = &one
			return out, nil
		}
	}
	reviews, err := c.reviews(ctx)
	for _, one := range reviews {
		if one.ID == id {
			out.review = &one
			return out, err
		}
	}
	if err == nil {
		err = fault.New(fault.NotFound, "id", "what", "incident")
	}
	return out, err
}

func (c *Care) incidentRow(one views.Incident) Row {
	row := Row{ID: one.ID, Number: one.Number, When: c.shortWhen(one.BegunMS), Product: c.Words.T(careVerb + ".sort." + string(one.Sort)), Customer: joined(one.Item, one.Serial), Chip: c.incidentChip(one)}
	if row.Number == "" {
		row.Number, row.Product = c.Words.T("care.no_file"), joined(one.Item, one.Colour)
		row.Customer = joined(one.Serial, oneLine(one.Words))
	}
	return row
}

func (c *Care) incidentChip(one views.Incident) Chip {
	w := c.Words
	left, dated := dayDistance(c.today(), one.TellBy)
	switch {
	case one.State == custody.Settled:
		return Chip{Neutral, "check", w.T("care.settled")}
	case one.State == custody.Told:
		return Chip{Work, "message-square", w.T("care.told")}
	case one.Sort == custody.Found:
		return Chip{Watch, "circle-question-mark", w.T("care.whose")}
	case dated:
		return Chip{deadlineTone(left), "phone", w.T("care.tell_by", "date", c.dayOr(one.TellBy))}
	}
	return Chip{Watch, "phone", w.T("care.to_tell")}
}

func (c *Care) recallRow(one views.Recall) Row {
	return Row{ID: one.ID, Number: one.Code, When: c.dayOr(one.On), Product: one.Title, Customer: joined(one.Brand, one.Model, one.Source), Chip: c.recallChip(one)}
}

func (c *Care) recallChip(one views.Recall) Chip {
	w := c.Words
	switch {
	case one.Over:
		return Chip{Neutral, "check", w.T("care.recall.over")}
	case one.Stop:
		return Chip{Late, "ban", w.T("care.recall.stop")}
	case one.Sort == recall.Safety:
		return Chip{Late, "triangle-alert", w.T(careVerb + ".recall." + string(one.Sort))}
	}
	return Chip{Watch, "search", w.T(careVerb + ".recall." + string(one.Sort))}
}

func (c *Care) reviewRow(one views.Review) Row {
	return Row{ID: one.ID, Number: c.stars(one.Stars), When: c.dayOr(one.On), Product: oneLine(one.Words), Customer: joined(one.Where, one.By), Chip: c.reviewChip(one)}
}

// stars are how many of five a review gives, in figures.
func (c *Care) stars(n int) string {
	if n == 0 {
		return "–"
	}
	return c.Words.T("care.stars", "n", c.Words.Number(n))
}

func (c *Care) reviewChip(one views.Review) Chip {
	w := c.Words
	switch {
	case one.AnsweredMS > 0:
		return Chip{Good, "check", w.T("care.review.answered")}
	case one.Late:
		return Chip{Late, "clock", w.T("care.review.late")}
	case one.AnswerBy != "":
		return Chip{Watch, "clock", w.T("care.review.by", "date", c.dayOr(one.AnswerBy))}
	}
	return Chip{Watch, "clock", w.T("care.review.open")}
}

func (c *Care) showConcern(s *Detail, one concern) {
	switch {
	case one.incident != nil:
		c.showIncident(s, *one.incident)
	case one.recall != nil:
		c.showRecall(s, *one.recall, one.holders)
	case one.opinion != nil:
		c.showOpinion(s, *one.opinion)
	case one.review != nil:
		c.showReview(s, *one.review)
	}
}

func (c *Care) showIncident(s *Detail, one views.Incident) {
	w := c.Words
	s.Code, s.Title, s.Sub, s.Chips = one.Number, w.T(careVerb+".sort."+string(one.Sort)), joined(one.Item, one.Colour), []Chip{c.incidentChip(one)}
	if left, dated := dayDistance(c.today(), one.TellBy); dated && one.State == custody.Open {
		s.Clocks = []ClockCard{{Label: w.T("care.tell"), Value: c.countdown(left), Tone: deadlineTone(left), Share: -1, Sub: w.Date(one.TellBy)}}
	}
	if one.ValueCents > 0 {
		s.Clocks = append(s.Clocks, ClockCard{Label: w.T("care.value"), Value: c.sum(one.ValueCents), Share: -1, Sub: w.T("care.value.sub")})
	}
	what := DetailCard{Title: w.T("care.what"), Text: one.Words}
	if one.Number != "" {
		what.Lines = append(what.Lines, DetailLine{Label: w.T("inbox.file"), Value: one.Number, Open: careFile})
	}
	if one.Serial != "" {
		what.Lines = append(what.Lines, DetailLine{Label: w.T("thirds.serial"), Value: serialGroups(one.Serial)})
	}
	done := DetailCard{Title: w.T("care.done")}
	for _, l := range []struct{ label, value string }{
		{"care.channel", c.codeWord(careVerb+".channel.", one.Channel)}, {"care.insurer", one.Insurer}, {"care.outcome", c.codeWord(careVerb+".outcome.", one.Outcome)}, {"care.replaced", one.ReplacedBy},
	} {
		if l.value != "" {
			done.Lines = append(done.Lines, DetailLine{Label: w.T(l.label), Value: l.value})
		}
	}
	if one.PaidCents > 0 {
		done.Lines = append(done.Lines, DetailLine{Label: w.T("care.paid"), Value: c.sum(one.PaidCents)})
	}
	if len(done.Lines) == 0 {
		done = DetailCard{}
	}
	s.Cards = cardsOf(what, done)
	c.deeds(s, careIcons, incidentTurns(one)...)
}

// codeWord is the word of a code; nothing for none.
func (e Env) codeWord(prefix, code string) string {
	if code == "" {
		return ""
	}
	return e.Words.T(prefix + code)
}

func (c *Care) showRecall(s *Detail, one views.Recall, holders []service.RecallHit) {
	w := c.Words
	s.Code, s.Title, s.Sub, s.Chips = one.Code, one.Title, joined(one.Brand, one.Model), []Chip{c.recallChip(one)}
	about := DetailCard{Title: w.T("care.recall.what"), Lines: []DetailLine{
		{Label: w.T("care.recall.source"), Value: one.Source}, {Label: w.T("care.recall.on"), Value: c.dayOr(one.On)},
	}}
	if one.From != "" {
		about.Lines = append(about.Lines, DetailLine{Label: w.T("care.recall.range"), Value: one.From + " – " + one.To})
	}
	if len(one.Serials) > 0 {
		about.Lines = append(about.Lines, DetailLine{Label: w.T("care.recall.serials"), Value: w.Number(len(one.Serials))})
	}
	if len(one.Remedies) > 0 {
		var words []string
		for _, r := range one.Remedies {
			words = append(words, w.T(careVerb+".answer."+r))
		}
		about.Lines = append(about.Lines, DetailLine{Label: w.T("care.recall.remedies"), Value: joined(words...)})
	}
	people := DetailCard{Title: w.T("care.recall.holders"), Text: w.T("care.recall.holders.text")}
	for _, h := range holders {
		line := DetailLine{Label: joined(h.Number, h.Customer), Value: w.T("care.recall.unanswered"), Tone: Watch, Open: recallAnswer + ":" + h.Repair.String()}
		if h.Answer != "" {
			line.Value, line.Tone = w.T(careVerb+".answer."+h.Answer), Neutral
		}
		people.Lines = append(people.Lines, line)
	}
	if len(holders) == 0 {
		people.Text = w.T("care.recall.nobody")
	}
	s.Cards = cardsOf(about, people)
	ids := []string{recallEnd, recallNew}
	if one.Over {
		ids = ids[1:]
	}
	c.deeds(s, careIcons, ids...)
}

func (c *Care) showReview(s *Detail, one views.Review) {
	w := c.Words
	s.Code, s.Title, s.Sub, s.Chips = c.stars(one.Stars), one.Where, joined(one.By, c.dayOr(one.On)), []Chip{c.reviewChip(one)}
	said := DetailCard{Title: w.T("care.review.words"), Text: one.Words}
	if one.Number != "" {
		said.Lines = append(said.Lines, DetailLine{Label: w.T("inbox.file"), Value: one.Number, Open: careFile})
	}
	if one.URL != "" {
		said.Lines = append(said.Lines, DetailLine{Label: w.T("care.review.url"), Value: strings.TrimPrefix(one.URL, "https://")})
	}
	answer := DetailCard{}
	if one.Answer != "" {
		answer = DetailCard{Title: w.T("care.review.answer"), Text: one.Answer}
	}
	s.Cards = cardsOf(said, answer)
	if one.AnsweredMS == 0 {
		c.deeds(s, careIcons, reviewAnswer, reviewNew)
		return
	}
	c.deeds(s, careIcons, reviewNew)
}
