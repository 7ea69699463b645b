package present

import (
	"context"
	"slices"
	"strings"

	"etabli/app/domain/message"
	"etabli/app/domain/opinion"
	"etabli/app/domain/repair"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// Asked is what the customers of a shop are asked once a device is back with them.
type Asked interface {
	OpinionsDue(ctx context.Context, in *service.SiteAsked) ([]service.OpinionDue, error)
	Asking(ctx context.Context, in *service.SiteAsked) (opinion.AskingFacts, error)
}

// OpinionActs are the commands about it.
type OpinionActs interface {
	SayAsking(ctx context.Context, call service.Call, in *opinion.AskingFacts) (service.Result, error)
	AskOpinion(ctx context.Context, call service.Call, in *service.AskOpinionInput) (service.Result, error)
	GiveOpinion(ctx context.Context, call service.Call, in *service.GiveOpinionInput) (service.Result, error)
}

// The ways in which somebody is asked, and in which they answer.
var (
	askedBy    = []message.Channel{message.SMS, message.Email, message.Phone, message.Letter}
	answeredBy = []message.Channel{message.Phone, message.Visit, message.SMS, message.Email}
)

// opinionRow is a line of the customers who are to be asked whether all is well.
func (c *Care) opinionRow(one service.OpinionDue) Row {
	return Row{ID: one.ID, Number: one.Number, When: c.dayOr(one.ReturnedOn), Product: one.Product, Customer: one.Customer, Chip: c.opinionChip()}
}

func (c *Care) opinionChip() Chip {
	return Chip{Watch, "message-square", c.Words.T("care.survey.due")}
}

func (c *Care) showOpinion(s *Detail, one service.OpinionDue) {
	w := c.Words
	s.Code, s.Title, s.Sub, s.Chips = one.Number, one.Customer, one.Product, []Chip{c.opinionChip()}
	back := ClockCard{Label: w.T("care.survey.back"), Value: c.dayOr(one.ReturnedOn), Share: -1}
	if left, dated := dayDistance(c.today(), one.ReturnedOn); dated {
		back.Sub = w.N("care.survey.since", -left)
	}
	s.Clocks = []ClockCard{back}
	ask := DetailCard{Title: w.T("care.survey.title"), Text: w.T("care.survey.text"), Lines: []DetailLine{{Label: w.T("inbox.file"), Value: one.Number, Open: careFile}}}
	if one.TellBy != "" {
		ask.Lines = append(ask.Lines, DetailLine{Label: w.T("care.survey.by"), Value: w.T("by." + one.TellBy)})
	}
	publish := DetailCard{Title: w.T("care.survey.publish"), Text: w.T("care.survey.publish.nobody")}
	if one.Publish != "" {
		publish.Text = w.T("care.survey.publish.all", "address", strings.TrimPrefix(one.Publish, "https://"))
	}
	s.Cards = cardsOf(ask, publish)
	c.deeds(s, careIcons, surveyAsk, surveyWell, surveyUnwell, surveySay)
}

// opinionActions log what a customer says of a device that is back with them.
func (e Env) opinionActions(r views.Repair) []Action {
	if r.ReturnedMS == 0 || r.Opinion.Well != "" {
		return nil
	}
	return []Action{{ID: actWell, Label: e.Words.T("deed." + surveyWell), Icon: "check"}, {ID: actUnwell, Label: e.Words.T("deed." + surveyUnwell), Icon: "scale"}}
}

// surveySheet is one of the acts on a customer who is to be asked.
func (c *Care) surveySheet(act string) plan {
	one := c.one.opinion
	p := c.giveOpinion(one.ID, act == surveyWell, c.ports.Opinions)
	if act == surveyAsk {
		p = c.askOpinion(one.ID, one.TellBy, c.ports.Opinions)
	}
	leads := p.then
	p.then = func() {
		c.seen()
		if leads != nil {
			leads()
		}
	}
	return p
}

// seen puts away what is dealt with: it stands in the list no more.
func (c *Care) seen() {
	c.open.choose(ID{})
	c.one, c.read = concern{}, false
	c.publish()
}

// askOpinion records by which way a customer was asked whether all is well.
func (e Env) askOpinion(file ID, tellBy string, acts OpinionActs) plan {
	w, usual := e.Words, string(message.SMS)
	if slices.Contains(askedBy, message.Channel(tellBy)) {
		usual = tellBy
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + surveyAsk), Submit: w.T("sheet.save"), Intro: w.T("care.survey.ask.intro"), Fields: []SheetField{
			{Key: "channel", Label: w.T("care.channel"), Kind: ChoiceInput, Value: usual, Choices: e.choices("by.", codesOf(askedBy...)...)},
		}},
		prepare: func(v values) (job, error) {
			return doing(acts.AskOpinion, &service.AskOpinionInput{ID: file, Channel: message.Channel(v["channel"])}), nil
		},
	}
}

// giveOpinion records what a customer answered; a no opens a claim in their words,
// and leads there.
func (e Env) giveOpinion(file ID, well bool, acts OpinionActs) plan {
	w := e.Words
	act, intro := surveyWell, ""
	channel := SheetField{Key: "channel", Label: w.T("care.survey.heard"), Kind: ChoiceInput, Value: string(message.Phone), Choices: e.choices("by.", codesOf(answeredBy...)...)}
	fields := []SheetField{channel}
	if !well {
		act, intro = surveyUnwell, w.T("care.survey.unwell.intro")
		fields = []SheetField{{Key: "words", Label: w.T("care.survey.words"), Kind: LongInput}, channel}
	}
	var claim ID
	p := plan{
		sheet: Sheet{Title: w.T("deed." + act), Submit: w.T("sheet.save"), Intro: intro, Fields: fields},
		prepare: func(v values) (job, error) {
			in := &service.GiveOpinionInput{ID: file, Well: well, Words: strings.TrimSpace(v["words"]), Channel: message.Channel(v["channel"])}
			do := func(ctx context.Context, call service.Call) error {
				claim = journal.NewEntityID(call.ID, 0) // the command gives it this one
				_, err := acts.GiveOpinion(ctx, call, in)
				return err
			}
			if well {
				return do, nil
			}
			return do, required("words", in.Words)
		},
	}
	if !well {
		p.then = func() { e.Go(Route{Screen: ClaimsScreen, Open: claim}) }
	}
	return p
}

// beginAsking reads what the shop asks, then asks what it shall be.
func (c *Care) beginAsking() {
	ask(&c.stay, &c.lead, func(ctx context.Context) (opinion.AskingFacts, error) {
		return c.ports.Asked.Asking(ctx, &service.SiteAsked{})
	}, func(now opinion.AskingFacts, err error) {
		if err != nil {
			c.Tell(c.Failure(err))
			return
		}
		c.asking = now
		c.open.sheets.open(c.askingSheet())
	})
}

// askingSheet says whether the shop asks at all, what, and where everybody or nobody
// is asked to publish.
func (c *Care) askingSheet() plan {
	w, now := c.Words, c.asking
	on := ""
	if now.On {
		on = yes
	}
	var also []string
	for _, q := range now.Questions {
		also = append(also, string(q))
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + surveySay), Submit: w.T("sheet.save"), Intro: w.T("care.asking.intro"), Fields: []SheetField{
			{Key: "on", Label: w.T("care.asking.on"), Kind: TickInput, Value: on, Choices: []Choice{{yes, w.T("care.asking.yes")}}},
			{Key: "questions", Label: w.T("care.asking.also"), Kind: TickInput, Value: ticks(also...), Choices: c.choices(careVerb+".question.", codesOf(repair.Recommend, repair.Effort)...)},
			{Key: "publish", Label: w.T("care.asking.publish"), Kind: TextInput, Value: now.Publish, Hint: w.T("care.asking.publish.hint")},
		}},
		prepare: func(v values) (job, error) {
			in := &opinion.AskingFacts{On: v["on"] == yes, Publish: strings.TrimSpace(v["publish"])}
			for _, q := range valueLines(v["questions"]) {
				in.Questions = append(in.Questions, repair.Question(q))
			}
			return doing(c.ports.Opinions.SayAsking, in), nil
		},
	}
}
