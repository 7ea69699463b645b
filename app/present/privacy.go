package present

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"etabli/app/domain/erasure"
	"etabli/app/domain/kind"
	"etabli/app/service"
	"etabli/app/views"
)

// The parts of what people ask about their data: what waits for an answer, which
// erasures are under way, and what is done.
const (
	AskedScope   Scope = "asked"
	ErasingScope Scope = "erasing"
	GoneScope    Scope = "gone"
	privacyVerb        = "privacy"
)

// Privacy is what requests about personal data are read from and answered by.
type Privacy interface {
	Changes
	Calls
	PersonRequests(ctx context.Context) ([]views.Customer, error)
	Erasures(ctx context.Context) ([]views.Customer, error)
	Customer(ctx context.Context, id ID) (views.Customer, error)
	ErasurePlan(ctx context.Context, in *service.ByID) (service.ErasurePlan, error)
	Repair(ctx context.Context, id ID) (views.Repair, error)
	AskPerson(ctx context.Context, call service.Call, in *service.PersonAskInput) (service.Result, error)
	AnswerPerson(ctx context.Context, call service.Call, in *service.PersonAnswerInput) (service.Result, error)
	ErasePerson(ctx context.Context, call service.Call, in *service.ErasePersonInput) (service.Result, error)
	// ErasureWhere asks HQ where an erasure is carried out; it needs the network.
	ErasureWhere(ctx context.Context, staff, customer ID) (ErasureWhere, error)
}

// PrivacyPorts are what this works with.
type PrivacyPorts struct {
	Privacy Privacy
	Files   Searches
}

// privateOf is one reading of what is open: who it is, what an erasure would do, and where
// one is carried out, or why that is not known.
type privateOf struct {
	who     views.Customer
	plan    service.ErasurePlan
	where   ErasureWhere
	unheard Notice
}

// People presents what people ask about their data, and what became of it.
type People struct {
	roll[privateOf]
	ports PrivacyPorts
	head  func(ManagerPages)
}

// NewPeople makes the presenter.
func NewPeople(env Env, ports PrivacyPorts, head func(ManagerPages), list func(ListState), show func(Detail)) *People {
	p := &People{ports: ports, head: head}
	p.begins(env, ports.Privacy, PrivacyScreen, privacyVerb, []Scope{AskedScope, ErasingScope, GoneScope}, kind.Customer, kind.Repair)
	p.list, p.show, p.look, p.fresh = list, show, p.showPerson, personAsk
	p.readAll, p.readOne = p.readPeople, p.readPerson
	return p
}

// Enter begins to show it.
func (p *People) Enter(ctx context.Context) {
	p.head(p.managerPages(PrivacyScreen))
	p.roll.Enter(ctx)
}

// PagePressed goes to another page of whoever runs the shop.
func (p *People) PagePressed(id string) { p.Go(Route{Screen: Screen(id)}) }

// Show opens a person.
func (p *People) Show(at Route) { p.choose(at) }

func (p *People) readPeople(ctx context.Context, scope Scope) (out lines, err error) {
	asked, err := p.ports.Privacy.PersonRequests(ctx)
	if err != nil {
		return out, err
	}
	touched, err := p.ports.Privacy.Erasures(ctx)
	if err != nil {
		return out, err
	}
	parts := map[Scope][]views.Customer{AskedScope: asked}
	for _, c := range touched {
		if c.Erased {
			parts[GoneScope] = append(parts[GoneScope], c)
		} else {
			parts[ErasingScope] = append(parts[ErasingScope], c)
		}
	}
	out.rows = rowsOf(parts[scope], p.personRow)
	out.counts = map[Scope]int{AskedScope: len(asked), ErasingScope: len(parts[ErasingScope])}
	return out, nil
}

func (p *People) readPerson(ctx context.Context, id ID) (out privateOf, err error) {
	if out.who, err = p.ports.Privacy.Customer(ctx, id); err != nil {
		return out, err
	}
	if out.plan, err = p.ports.Privacy.ErasurePlan(ctx, &service.ByID{ID: id}); err != nil || out.who.ErasedMS == 0 {
		return out, err
	}
	where, failed := p.ports.Privacy.ErasureWhere(ctx, p.Desk.Staff, id)
	if failed != nil { // what is known here needs nobody
		out.unheard = p.Failure(failed)
	}
	out.where = where
	return out, nil
}

// owed are the requests of a person that nobody answered.
func owed(c views.Customer) (out []views.Request) {
	for _, q := range c.Asked {
		if q.Answer == nil {
			out = append(out, q)
		}
	}
	return out
}

func (p *People) personRow(one views.Customer) Row {
	row := Row{ID: one.ID, Number: "–", Product: cmp.Or(one.Name, p.Words.T(nobody(one.Erased))), Customer: p.Words.N("counter.files", len(one.Repairs)), Chip: p.personChip(one)}
	if waits := owed(one); len(waits) > 0 {
		row.Number, row.When = p.Words.T(privacyVerb+".for."+string(waits[0].For)), p.dayOr(waits[0].AnswerBy)
	} else if one.ErasedMS > 0 {
		row.When = p.shortWhen(one.ErasedMS)
	}
	return row
}

func (p *People) personChip(one views.Customer) Chip {
	w := p.Words
	if waits := owed(one); len(waits) > 0 {
		left, dated := dayDistance(p.today(), waits[0].AnswerBy)
		if !dated {
			return Chip{Watch, "clock", w.T("people.owed")}
		}
		return Chip{deadlineTone(left), "clock", p.countdown(left)}
	}
	switch {
	case one.Erased:
		return Chip{Neutral, "eye-off", w.T("people.gone")}
	case one.ErasedMS > 0 && len(one.Stays) > 0:
		return Chip{Watch, "hourglass", w.T("people.partly")}
	case one.ErasedMS > 0:
		return Chip{Work, "hourglass", w.T("people.going")}
	}
	return Chip{Neutral, "check", w.T("people.answered")}
}

func (p *People) showPerson(s *Detail, one privateOf) {
	w := p.Words
	s.Title, s.Sub, s.Chips = cmp.Or(one.who.Name, w.T(nobody(one.who.Erased))), w.N("counter.files", len(one.who.Repairs)), []Chip{p.personChip(one.who)}
	s.Clocks = []ClockCard{
		{Label: w.T("people.goes"), Value: w.Number(one.plan.Goes), Share: -1, Sub: w.T("people.goes.sub")},
		{Label: w.T("people.stays"), Value: w.Number(staying(one.plan.Stays)), Share: -1, Sub: w.T("people.stays.sub")},
	}
	for _, q := range owed(one.who) {
		if left, dated := dayDistance(p.today(), q.AnswerBy); dated {
			s.Clocks = append(s.Clocks, ClockCard{Label: w.T("people.answer_by"), Value: p.countdown(left), Tone: deadlineTone(left), Share: -1, Sub: w.Date(q.AnswerBy)})
			break
		}
	}
	stays := DetailCard{Title: w.T("people.why"), Text: w.T("people.why.text")}
	for _, st := range one.plan.Stays {
		line := DetailLine{Label: w.N("erasure.what."+string(st.What), st.N), Value: w.T("erasure.why." + string(st.Why))}
		if st.Until != "" {
			line.Value = joined(strings.TrimSuffix(line.Value, "."), p.Words.T("norms.until", "date", w.Date(st.Until)))
		}
		stays.Lines = append(stays.Lines, line)
	}
	if len(stays.Lines) == 0 {
		stays.Text = w.T("people.nothing_stays")
	}
	s.Cards = cardsOf(p.whereCard(one), stays)
	s.Story = w.T("people.story")
	asked := slices.Clone(one.who.Asked)
	slices.Reverse(asked)
	for _, q := range asked {
		s.Events = append(s.Events, p.requestRows(q)...)
	}
	p.deeds(s, peopleIcons, personTurns(one)...)
}

func staying(all []erasure.Stays) (n int) {
	for _, st := range all {
		n += st.N
	}
	return n
}

// requestRows are one request and how it was answered, the latest first.
func (p *People) requestRows(q views.Request) (out []TimelineRow) {
	w := p.Words
	if a := q.Answer; a != nil {
		row := TimelineRow{When: p.shortWhen(a.AtMS), Title: w.T(privacyVerb + ".reply." + string(a.Reply)), Text: p.codeWord(privacyVerb+".why.", a.Why)}
		out = append(out, row)
	}
	return append(out, TimelineRow{
		When: p.shortWhen(q.AtMS), Title: w.T(privacyVerb + ".for." + string(q.For)),
		Text: joined(w.T(privacyVerb+".by."+q.By), w.T(privacyVerb+".known."+q.Known)),
	})
}

// The acts on requests.
const (
	personAsk    = "people.ask"
	personAnswer = "people.answer"
	personErase  = "people.erase"
)

var peopleIcons = map[string]string{personAsk: "plus", personAnswer: "send", personErase: "eye-off"}

// personTurns are what can be done, the right next thing first: what was asked for is
// carried out before anybody says that it is.
func personTurns(one privateOf) []string {
	waits := owed(one.who)
	erase := slices.ContainsFunc(waits, func(q views.Request) bool { return q.For == erasure.ToErase })
	switch {
	case erase && one.plan.Goes > 0:
		return []string{personErase, personAnswer, personAsk}
	case len(waits) > 0:
		return []string{personAnswer, personAsk}
	}
	return []string{personAsk}
}

// PrimaryPressed does the right next thing.
func (p *People) PrimaryPressed() { p.ActionPressed(p.primary()) }

// EmptyPressed notes a request.
func (p *People) EmptyPressed() { p.ActionPressed(personAsk) }

// ActionPressed begins an act.
func (p *People) ActionPressed(id string) {
	make, asks := map[string]func() plan{personAsk: p.askSheet, personAnswer: p.answerSheet, personErase: p.eraseSheet}[id]
	if asks && !p.open.busy && (p.read || id == personAsk) {
		p.open.sheets.open(make())
	}
}

var (
	requestsOf = []string{string(erasure.ToErase), string(erasure.ToSee), string(erasure.ToCorrect), string(erasure.ToObject)}
	comesBy    = []string{"counter", "phone", "letter", "email", "page"}
	knownBy    = []string{"receipt", "identity", "code", "questions"}
)

func (p *People) askSheet() plan {
	w := p.Words
	return plan{
		sheet: Sheet{Title: w.T("deed." + personAsk), Submit: w.T("sheet.save"), Intro: w.T("people.ask.intro"), Fields: []SheetField{
			{Key: "repair", Label: w.T("people.who"), Kind: ScanInput, Hint: w.T("loans.file.hint")},
			{Key: "for", Label: w.T("people.for"), Kind: ChoiceInput, Value: requestsOf[0], Choices: p.choices(privacyVerb+".for.", requestsOf...)},
			{Key: "by", Label: w.T("people.by"), Kind: ChoiceInput, Value: comesBy[0], Choices: p.choices(privacyVerb+".by.", comesBy...)},
			{Key: "known", Label: w.T("people.known"), Kind: ChoiceInput, Choices: p.choices(privacyVerb+".known.", knownBy...)},
		}},
		prepare: func(v values) (job, error) {
			in := &service.PersonAskInput{For: erasure.Request(v["for"]), By: v["by"], Known: v["known"]}
			return func(ctx context.Context, call service.Call) error {
				row, err := fileNamed(ctx, p.ports.Files, "repair", v["repair"])
				if err != nil {
					return err
				}
				file, err := p.ports.Privacy.Repair(ctx, row.ID)
				if err != nil {
					return err
				}
				in.ID = file.CustomerID
				_, err = p.ports.Privacy.AskPerson(ctx, call, in)
				return err
			}, required("known", v["known"])
		},
	}
}

func (p *People) answerSheet() plan {
	w, one := p.Words, p.one
	var choices []Choice
	for _, q := range owed(one.who) {
		choices = append(choices, Choice{string(q.For), w.T(privacyVerb + ".for." + string(q.For))})
	}
	first := ""
	if len(choices) > 0 {
		first = choices[0].Value
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + personAnswer), Submit: w.T("sheet.save"), Intro: w.T("people.answer.intro"), Fields: []SheetField{
			{Key: "for", Label: w.T("people.for"), Kind: ChoiceInput, Value: first, Choices: choices},
			{Key: "reply", Label: w.T("people.reply"), Kind: ChoiceInput, Value: string(erasure.Done), Choices: p.choices(privacyVerb+".reply.", string(erasure.Done), string(erasure.Partly), string(erasure.Refused))},
			{Key: "why", Label: w.T("people.less"), Kind: ChoiceInput, Choices: append([]Choice{{"", "–"}}, p.choices(privacyVerb+".why.", "stays", "others", "unfounded")...)},
			{Key: "by", Label: w.T("people.by"), Kind: ChoiceInput, Value: "letter", Choices: p.choices(privacyVerb+".by.", comesBy...)},
		}},
		prepare: func(v values) (job, error) {
			in := &service.PersonAnswerInput{ID: one.who.ID, For: erasure.Request(v["for"]), By: v["by"], Reply: erasure.Reply(v["reply"]), Why: v["why"]}
			if in.Reply != erasure.Done {
				return doing(p.ports.Privacy.AnswerPerson, in), required("why", in.Why)
			}
			return doing(p.ports.Privacy.AnswerPerson, in), nil
		},
	}
}

// eraseSheet says what goes and what stays, before somebody orders it.
func (p *People) eraseSheet() plan {
	w, one := p.Words, p.one
	sheet := Sheet{Title: w.T("deed." + personErase), Submit: w.T("deed." + personErase), Intro: w.T("people.erase.intro")}
	sheet.Lines = []Line{{Label: w.T("people.goes"), Value: w.Number(one.plan.Goes)}}
	for _, st := range one.plan.Stays {
		sheet.Lines = append(sheet.Lines, Line{Label: w.N("erasure.what."+string(st.What), st.N), Value: w.T("erasure.why." + string(st.Why))})
	}
	sheet.Notice = Notice{Tone: Watch, Text: w.T("people.erase.final"), Next: w.T("people.erase.hq")}
	return plan{sheet: sheet, prepare: func(values) (job, error) {
		return doing(p.ports.Privacy.ErasePerson, &service.ErasePersonInput{ID: one.who.ID}), nil
	}}
}
