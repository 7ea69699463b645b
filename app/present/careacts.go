package present

import (
	"context"
	"strings"

	"etabli/app/domain/custody"
	"etabli/app/domain/fault"
	"etabli/app/domain/recall"
	"etabli/app/domain/text"
	"etabli/app/service"
	"etabli/app/views"
)

// The acts of care.
const (
	incidentNew    = "care.incident"
	incidentTell   = "care.tell"
	incidentSettle = "care.settle"
	incidentAgain  = "care.again"
	foundNew       = "care.found"
	foundWhose     = "care.whose"
	recallNew      = "care.recall"
	recallEnd      = "care.recall_over"
	recallAnswer   = "care.holder"
	reviewNew      = "care.review"
	reviewAnswer   = "care.answer"
	surveyAsk      = "care.ask"
	surveyWell     = "care.well"
	surveyUnwell   = "care.unwell"
	surveySay      = "care.asking"
	careFile       = "care.file"
)

var careIcons = map[string]string{
	incidentNew: "plus", incidentTell: "phone", incidentSettle: "check", incidentAgain: "rotate-ccw", foundNew: "plus", foundWhose: "search",
	recallNew: "plus", recallEnd: "check", reviewNew: "plus", reviewAnswer: "send",
	surveyAsk: "send", surveyWell: "check", surveyUnwell: "scale", surveySay: "settings",
}

// incidentTurns are what can be done with an incident, the right next thing first:
// nobody settles with a customer what they have not heard of.
func incidentTurns(one views.Incident) []string {
	switch {
	case one.State == custody.Settled:
		return []string{incidentAgain, incidentNew}
	case one.Sort == custody.Found:
		return []string{foundWhose, incidentSettle, foundNew}
	case one.State == custody.Open:
		return []string{incidentTell, incidentSettle, incidentNew}
	}
	return []string{incidentSettle, incidentNew}
}

// PrimaryPressed does the right next thing.
func (c *Care) PrimaryPressed() { c.ActionPressed(c.primary()) }

// EmptyPressed begins what this part of the list holds.
func (c *Care) EmptyPressed() { c.ActionPressed(c.fresh) }

// ActionPressed begins an act.
func (c *Care) ActionPressed(id string) {
	id, about, _ := strings.Cut(id, ":")
	begins := map[string]func() plan{
		incidentNew: func() plan { return c.incidentSheet(false) }, foundNew: func() plan { return c.incidentSheet(true) },
		recallNew: c.recallSheet, reviewNew: c.reviewSheet,
	}
	goes := map[string]func() plan{
		incidentTell: c.tellSheet, incidentSettle: c.settleSheet, foundWhose: c.whoseSheet, reviewAnswer: c.answerSheet,
		recallAnswer: func() plan { return c.holderSheet(about) },
	}
	for _, act := range []string{surveyAsk, surveyWell, surveyUnwell} {
		goes[act] = func() plan { return c.surveySheet(act) }
	}
	begin, fresh := begins[id]
	goOn, known := goes[id]
	switch {
	case c.open.busy:
	case id == surveySay:
		c.beginAsking()
	case fresh:
		c.open.sheets.open(begin())
	case !c.read:
	case known:
		c.open.sheets.open(goOn())
	case id == incidentAgain:
		c.open.run(doing(c.ports.Acts.StepIncident, &service.IncidentStepInput{ID: c.one.incident.ID, To: custody.Open}))
	case id == recallEnd:
		over := c.one.recall.ListedFacts
		over.Over = true
		c.open.run(doing(c.ports.Acts.ListRecall, &over))
	case id == careFile:
		c.Go(Route{Screen: CounterScreen, Repair: c.file()})
	}
}

// file is the file that what is open is about.
func (c *Care) file() ID {
	switch one := c.one; {
	case one.incident != nil:
		return one.incident.File
	case one.opinion != nil:
		return one.opinion.ID
	case one.review != nil:
		return one.review.Repair
	}
	return ID{}
}

// incidentSheet notes what happened to a customer's device, or a thing that was found.
func (c *Care) incidentSheet(found bool) plan {
	w := c.Words
	words := SheetField{Key: "words", Label: w.T("care.what"), Kind: LongInput, Hint: w.T("care.what.hint")}
	item := SheetField{Key: "item", Label: w.T("care.item"), Kind: TextInput, Hint: w.T("care.item.hint")}
	serial := SheetField{Key: "serial", Label: w.T("thirds.serial"), Kind: ScanInput}
	fields := []SheetField{
		{Key: "file", Label: w.T("inbox.file"), Kind: ScanInput, Hint: w.T("loans.file.hint")},
		{Key: "sort", Label: w.T("care.sort"), Kind: ChoiceInput, Value: string(custody.Damaged), Choices: c.choices(careVerb+".sort.", string(custody.Damaged), string(custody.Lost), string(custody.Swapped), string(custody.MissingAccessory))},
		words, item, {Key: "value_cents", Label: w.T("care.value"), Kind: MoneyInput, Hint: "0,00 €"},
	}
	act, intro := incidentNew, w.T("care.incident.intro")
	if found {
		act, intro = foundNew, w.T("care.found.intro")
		fields = []SheetField{item, serial, {Key: "colour", Label: w.T("care.colour"), Kind: TextInput}, words}
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + act), Submit: w.T("sheet.save"), Intro: intro, Fields: fields},
		prepare: func(v values) (job, error) {
			in := &service.IncidentInput{Sort: custody.Sort(v["sort"]), Words: strings.TrimSpace(v["words"]), Item: strings.TrimSpace(v["item"]), Serial: strings.TrimSpace(v["serial"]), Colour: strings.TrimSpace(v["colour"])}
			if found {
				in.Sort = custody.Found
				return doing(c.ports.Acts.OpenIncident, in), required("item", in.Item)
			}
			var err error
			if in.ValueCents, err = c.parseMoney("value_cents", v["value_cents"]); err != nil {
				return nil, err
			}
			return c.onFile(v["file"], func(file *ID) { in.File = file }, func() job { return doing(c.ports.Acts.OpenIncident, in) }), required("file", v["file"])
		},
	}
}

// onFile finds the file that was named, then acts.
func (c *Care) onFile(named string, found func(*ID), act func() job) job {
	return func(ctx context.Context, call service.Call) error {
		row, err := fileNamed(ctx, c.ports.Files, "file", named)
		if err != nil {
			return err
		}
		found(&row.ID)
		return act()(ctx, call)
	}
}

func (c *Care) tellSheet() plan {
	w, one := c.Words, c.one.incident
	return plan{
		sheet: Sheet{Title: w.T("deed." + incidentTell), Submit: w.T("sheet.save"), Intro: w.T("care.tell.intro"), Fields: []SheetField{
			{Key: "channel", Label: w.T("care.channel"), Kind: ChoiceInput, Value: "phone", Choices: c.choices(careVerb+".channel.", "counter", "phone", "sms", "email", "letter")},
		}},
		prepare: func(v values) (job, error) {
			return doing(c.ports.Acts.StepIncident, &service.IncidentStepInput{ID: one.ID, To: custody.Told, Channel: v["channel"]}), nil
		},
	}
}

func (c *Care) settleSheet() plan {
	w, one := c.Words, c.one.incident
	return plan{
		sheet: Sheet{Title: w.T("deed." + incidentSettle), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "outcome", Label: w.T("care.outcome"), Kind: ChoiceInput, Choices: c.choices(careVerb+".outcome.", "found", "repaired", "replaced", "paid", "returned", "scrapped", "none")},
			{Key: "paid_cents", Label: w.T("care.paid"), Kind: MoneyInput, Hint: "0,00 €"},
			{Key: "replaced_by", Label: w.T("care.replaced"), Kind: ScanInput},
			{Key: "insurer", Label: w.T("care.insurer"), Kind: TextInput},
		}},
		prepare: func(v values) (job, error) {
			cents, err := c.parseMoney("paid_cents", v["paid_cents"])
			in := &service.IncidentStepInput{ID: one.ID, To: custody.Settled, Outcome: v["outcome"], PaidCents: cents, ReplacedBy: strings.TrimSpace(v["replaced_by"]), Insurer: strings.TrimSpace(v["insurer"])}
			return doing(c.ports.Acts.StepIncident, in), fault.First(err, required("outcome", in.Outcome))
		},
	}
}

// whoseSheet gives a thing that was found back to its file.
func (c *Care) whoseSheet() plan {
	w, one := c.Words, c.one.incident
	return plan{
		sheet: Sheet{Title: w.T("deed." + foundWhose), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "file", Label: w.T("inbox.file"), Kind: ScanInput, Hint: w.T("loans.file.hint")},
		}},
		prepare: func(v values) (job, error) {
			in := &service.IncidentStepInput{ID: one.ID, To: custody.Settled, Outcome: "returned"}
			return c.onFile(v["file"], func(file *ID) { in.File = file }, func() job { return doing(c.ports.Acts.StepIncident, in) }), required("file", v["file"])
		},
	}
}

// recallSheet adds a list of devices that somebody looks for.
func (c *Care) recallSheet() plan {
	w := c.Words
	return plan{
		sheet: Sheet{Title: w.T("deed." + recallNew), Submit: w.T("sheet.save"), Intro: w.T("care.recall.intro"), Fields: []SheetField{
			{Key: "sort", Label: w.T("care.recall.sort"), Kind: ChoiceInput, Value: string(recall.Safety), Choices: c.choices(careVerb+".recall.", string(recall.Safety), string(recall.Campaign), string(recall.Stolen))},
			{Key: "title", Label: w.T("care.recall.title"), Kind: TextInput},
			{Key: "code", Label: w.T("care.recall.code"), Kind: TextInput, Hint: w.T("care.recall.code.hint")},
			{Key: "brand", Label: w.T("catalogue.brand"), Kind: TextInput},
			{Key: "model", Label: w.T("care.recall.model"), Kind: TextInput},
			{Key: "serials", Label: w.T("care.recall.serials"), Kind: LongInput, Hint: w.T("care.recall.serials.hint")},
			{Key: "from_serial", Label: w.T("care.recall.from"), Kind: TextInput},
			{Key: "to_serial", Label: w.T("care.recall.to"), Kind: TextInput},
			{Key: "remedies", Label: w.T("care.recall.remedies"), Kind: TickInput, Choices: c.choices(careVerb+".answer.", recall.Remedies()...)},
			{Key: "source", Label: w.T("care.recall.source"), Kind: TextInput, Hint: w.T("care.recall.source.hint")},
			{Key: "on", Label: w.T("care.recall.on"), Kind: DateInput, Value: typedDate(c.today()), Hint: w.T("typed.date")},
			{Key: "stop_use", Label: w.T("care.recall.use"), Kind: TickInput, Choices: []Choice{{"yes", w.T("care.recall.stop")}}},
		}},
		prepare: func(v values) (job, error) {
			on, err := c.parseDate("on", v["on"])
			in := &recall.ListedFacts{
				Sort: recall.Sort(v["sort"]), Title: strings.TrimSpace(v["title"]), Code: strings.TrimSpace(v["code"]), Brand: strings.TrimSpace(v["brand"]), Model: strings.TrimSpace(v["model"]),
				Serials: strings.Fields(strings.ReplaceAll(v["serials"], ",", " ")), From: strings.TrimSpace(v["from_serial"]), To: strings.TrimSpace(v["to_serial"]),
				Remedies: strings.Fields(v["remedies"]), Source: strings.TrimSpace(v["source"]), On: on, Stop: v["stop_use"] != "",
			}
			return doing(c.ports.Acts.ListRecall, in), fault.First(required("title", in.Title), required("code", in.Code), err)
		},
	}
}

// holderSheet says what became of somebody who has a device of a list.
func (c *Care) holderSheet(file string) plan {
	w, one := c.Words, c.one
	sheet := Sheet{Title: w.T("deed." + recallAnswer), Submit: w.T("sheet.save"), Intro: w.T("care.holder.intro"), Fields: []SheetField{
		{Key: "answer", Label: w.T("care.holder.answer"), Kind: ChoiceInput, Choices: c.choices(careVerb+".answer.", append(append([]string{}, one.recall.Remedies...), recall.Answers()...)...)},
	}}
	in := &service.RecallAnswerInput{Code: one.recall.Code}
	for _, h := range one.holders {
		if h.Repair.String() == file {
			in.Repair = h.Repair
			sheet.Lines = []Line{{Label: h.Number, Value: joined(h.Product, h.Customer)}}
		}
	}
	return plan{sheet: sheet, prepare: func(v values) (job, error) {
		in.Answer = v["answer"]
		return doing(c.ports.Acts.AnswerRecall, in), required("answer", in.Answer)
	}}
}

// reviewSheet logs what somebody published about the shop.
func (c *Care) reviewSheet() plan {
	w := c.Words
	return plan{
		sheet: Sheet{Title: w.T("deed." + reviewNew), Submit: w.T("sheet.save"), Intro: w.T("care.review.intro"), Fields: []SheetField{
			{Key: "where", Label: w.T("care.review.where"), Kind: TextInput, Hint: w.T("care.review.where.hint")},
			{Key: "stars", Label: w.T("care.review.stars"), Kind: ChoiceInput, Choices: []Choice{{"", "–"}, {"1", "1"}, {"2", "2"}, {"3", "3"}, {"4", "4"}, {"5", "5"}}},
			{Key: "words", Label: w.T("care.review.words"), Kind: LongInput},
			{Key: "by", Label: w.T("care.review.author"), Kind: TextInput},
			{Key: "on", Label: w.T("care.review.on"), Kind: DateInput, Value: typedDate(c.today()), Hint: w.T("typed.date")},
			{Key: "url", Label: w.T("care.review.url"), Kind: TextInput},
		}},
		prepare: func(v values) (job, error) {
			on, err := c.parseDate("on", v["on"])
			in := &service.ReviewInput{Where: strings.TrimSpace(v["where"]), Words: strings.TrimSpace(v["words"]), By: strings.TrimSpace(v["by"]), On: on, URL: strings.TrimSpace(v["url"])}
			if n, known := text.TypedCount(v["stars"]); known {
				in.Stars = int(n)
			}
			return doing(c.ports.Acts.LogReview, in), fault.First(required("where", in.Where), err)
		},
	}
}

func (c *Care) answerSheet() plan {
	w, one := c.Words, c.one.review
	return plan{
		sheet: Sheet{Title: w.T("deed." + reviewAnswer), Submit: w.T("sheet.save"), Intro: w.T("care.review.answer.intro"), Fields: []SheetField{
			{Key: "words", Label: w.T("care.review.answer"), Kind: LongInput},
		}},
		prepare: func(v values) (job, error) {
			in := &service.ReviewAnswerInput{ID: one.ID, Words: strings.TrimSpace(v["words"])}
			return doing(c.ports.Acts.AnswerReview, in), required("words", in.Words)
		},
	}
}
