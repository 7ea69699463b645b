package present

import (
	"context"
	"slices"
	"strings"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/service"
	"etabli/app/views"
)

// replySheet answers by the channel that was written by, in words of one's own or
// in those of a template.
func (m *Messages) replySheet() plan {
	w, t := m.Words, m.one
	channel := "sms"
	for _, l := range t.Lines {
		if l.Inbound {
			channel = string(l.Channel)
		}
	}
	s := Sheet{Title: w.T("inbox.reply.to", "name", m.sender(t.Thread)), Submit: w.T("inbox.reply.do"), Fields: []SheetField{
		{Key: "text", Label: w.T("inbox.text"), Kind: LongInput, Hint: w.T("inbox.text.hint")},
		{Key: "channel", Label: w.T("inbox.channel"), Kind: ChoiceInput, Value: channel, Choices: m.channels(channel)},
		{Key: "template", Label: w.T("inbox.template"), Kind: ChoiceInput, Choices: m.templates()},
	}}
	if t.stopped {
		s.Notice = Notice{Tone: Watch, Text: w.T("inbox.stopped"), Next: w.T("inbox.stopped.next")}
		s.Fields = append(s.Fields, SheetField{Key: "owed", Label: w.T("inbox.owed"), Kind: ChoiceInput, Choices: m.owed()})
	}
	return plan{sheet: s, prepare: func(v values) (job, error) {
		in := &service.SendInput{Thread: &t.ID, Channel: message.Channel(v["channel"]), Template: v["template"], Text: strings.TrimSpace(v["text"]), Owed: message.Owed(v["owed"])}
		if in.Text == "" && in.Template == "" {
			return nil, fault.New(fault.Missing, "text")
		}
		return doing(m.ports.Acts.SendMessage, in), nil
	}}
}

// owed are the duties by which somebody is written to who wants no more messages.
func (e Env) owed() []Choice {
	out := []Choice{{"", e.Words.T("inbox.owed.none")}}
	for _, code := range message.AllOwed() {
		out = append(out, Choice{string(code), e.Words.T("inbox.owed." + string(code))})
	}
	return out
}

// channels are the ways in which a shop answers, the one that was asked by among
// them.
func (e Env) channels(asked string) []Choice {
	codes := []string{"sms", "email", "phone", "letter"}
	if !slices.Contains(codes, asked) {
		codes = append([]string{asked}, codes...)
	}
	return e.choices("by.", codes...)
}

// replies are the templates that answer somebody, in the order in which they are
// wanted.
var replies = []string{"more_time", "part_late", "ready", "which_file", "called_you", "confirmed"}

func (e Env) templates() []Choice {
	out := []Choice{{"", e.Words.T("inbox.template.none")}}
	for _, code := range replies {
		out = append(out, Choice{code, e.Words.T("template." + code + ".subject")})
	}
	return out
}

func (m *Messages) calledSheet() plan {
	w, id := m.Words, m.one.ID
	return plan{
		sheet: Sheet{Title: w.T("deed." + messageCalled), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "reached", Label: w.T("inbox.reached"), Kind: ChoiceInput, Value: "yes", Choices: m.choices("inboxing.reached.", "yes", "no")},
			{Key: "text", Label: w.T("inbox.said"), Kind: LongInput},
		}},
		prepare: func(v values) (job, error) {
			return doing(m.ports.Acts.CallMade, &service.CallMadeInput{ID: id, Reached: v["reached"] == "yes", Text: v["text"]}), nil
		},
	}
}

// callBackIn is how soon a call is promised when nobody says otherwise, and
// hourForm how its hour is typed.
const (
	callBackIn = 2 * time.Hour
	hourForm   = "15:04"
)

func (m *Messages) promiseSheet() plan {
	w, id := m.Words, m.one.ID
	by := m.Clock.Now().In(m.Zone).Add(callBackIn)
	return plan{
		sheet: Sheet{Title: w.T("deed." + messagePromise), Submit: w.T("sheet.save"), Intro: w.T("inbox.promise.intro"), Fields: []SheetField{
			{Key: "on", Label: w.T("inbox.promise.on"), Kind: DateInput, Value: typedDate(by.Format(isoDate))},
			{Key: "at", Label: w.T("inbox.promise.at"), Kind: TextInput, Value: by.Format(hourForm)},
		}},
		prepare: func(v values) (job, error) {
			if err := required("on", v["on"]); err != nil {
				return nil, err
			}
			day, err := m.parseDate("on", v["on"])
			if err != nil {
				return nil, err
			}
			hour := strings.ReplaceAll(strings.TrimSpace(v["at"]), "h", ":")
			at, err := time.ParseInLocation(isoDate+" "+hourForm, day+" "+hour, m.Zone)
			if err != nil {
				return nil, fault.New(fault.Malformed, "at", "expected", "17:00").Because(err)
			}
			return doing(m.ports.Acts.PromiseCall, &service.PromiseCallInput{ID: id, ByMS: at.UnixMilli()}), nil
		},
	}
}

// placeSheet says whose a thread is, by the file it is about.
func (m *Messages) placeSheet() plan {
	w, id := m.Words, m.one.ID
	return plan{
		sheet: Sheet{Title: w.T("deed." + messagePlace), Submit: w.T("inbox.place.do"), Intro: w.T("inbox.whose.text"), Fields: []SheetField{
			{Key: "file", Label: w.T("loans.file"), Kind: ScanInput, Hint: w.T("loans.file.hint")},
		}},
		prepare: func(v values) (job, error) {
			if err := required("file", v["file"]); err != nil {
				return nil, err
			}
			return func(ctx context.Context, call service.Call) error {
				row, err := fileNamed(ctx, m.ports.Files, "file", v["file"])
				if err == nil {
					_, err = m.ports.Acts.PlaceThread(ctx, call, &service.PlaceThreadInput{ID: id, Repair: &row.ID, Asked: true})
				}
				return err
			}, nil
		},
	}
}

func (m *Messages) noteSheet() plan {
	w, id := m.Words, m.one.ID
	return plan{
		sheet: Sheet{Title: w.T("deed." + messageNote), Submit: w.T("sheet.save"), Intro: w.T("inbox.note.intro"), Fields: []SheetField{
			{Key: "text", Label: w.T("note.text"), Kind: LongInput},
		}},
		prepare: func(v values) (job, error) {
			return doing(m.ports.Acts.NoteThread, &service.NoteThreadInput{ID: id, Text: v["text"]}), required("text", v["text"])
		},
	}
}

func (m *Messages) assignSheet() plan {
	w, id := m.Words, m.one.ID
	field := SheetField{Key: "to", Label: w.T("inbox.assign.to"), Kind: ChoiceInput, Choices: []Choice{{"", w.T("inbox.team")}}}
	if !m.one.Assigned.IsZero() {
		field.Value = m.one.Assigned.String()
	}
	for _, p := range m.one.team {
		field.Choices = append(field.Choices, Choice{p.ID.String(), p.Display})
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + messageAssign), Submit: w.T("sheet.save"), Fields: []SheetField{field}},
		prepare: func(v values) (job, error) {
			in := &service.AssignThreadInput{ID: id}
			if v["to"] != "" {
				in.To = &ID{}
				if err := in.To.UnmarshalText([]byte(v["to"])); err != nil {
					return nil, err
				}
			}
			return doing(m.ports.Acts.AssignThread, in), nil
		},
	}
}

// logSheet notes what a customer said by a channel that no program listens to.
func (m *Messages) logSheet() plan {
	w := m.Words
	return plan{
		sheet: Sheet{Title: w.T("deed." + messageLog), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "channel", Label: w.T("inbox.channel"), Kind: ChoiceInput, Value: "phone", Choices: m.choices("by.", "phone", "visit", "letter", "social", "review", "email")},
			{Key: "from", Label: w.T("inbox.from"), Kind: TextInput, Hint: w.T("inbox.from.hint")},
			{Key: "text", Label: w.T("inbox.said"), Kind: LongInput},
		}},
		prepare: func(v values) (job, error) {
			in := &service.ReceiveMessageInput{Channel: message.Channel(v["channel"]), From: strings.TrimSpace(v["from"]), Text: v["text"]}
			return doing(m.ports.Acts.ReceiveMessage, in), required("text", v["text"])
		},
	}
}

// missedSheet notes a call that nobody took: its number, and Enter.
func (m *Messages) missedSheet() plan {
	w := m.Words
	return plan{
		sheet: Sheet{Title: w.T("deed." + messageMissed), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "phone", Label: w.T("intake.phone"), Kind: TextInput, Hint: w.T("intake.phone.hint")},
		}},
		prepare: func(v values) (job, error) {
			return doing(m.ports.Acts.MissCall, &service.MissCallInput{Phone: strings.TrimSpace(v["phone"])}), required("phone", v["phone"])
		},
	}
}

// stuckLine is the message of ours that waits for a person to decide.
func stuckLine(t views.Thread) (views.ThreadLine, bool) {
	i := slices.IndexFunc(t.Lines, func(l views.ThreadLine) bool { return l.Carried != nil && l.Carried.State.Stuck() })
	if i < 0 {
		return views.ThreadLine{}, false
	}
	return t.Lines[i], true
}

// outcomeSheet asks what became of a message that did not go, or of which nobody
// knows whether it did.
func (m *Messages) outcomeSheet() plan {
	w, id := m.Words, m.one.ID
	line, _ := stuckLine(m.one.Thread)
	return plan{
		sheet: Sheet{Title: w.T("deed." + messageOutcome), Submit: w.T("sheet.save"), Intro: oneLine(line.Text), Fields: []SheetField{
			{Key: "then", Label: w.T("inbox.outcome"), Kind: ChoiceInput, Value: string(message.Again), Choices: m.choices("inboxing.outcome.", string(message.Again), string(message.Sent), string(message.Dropped))},
		}},
		prepare: func(v values) (job, error) {
			return doing(m.ports.Acts.SettleOutcome, &service.OutcomeInput{Thread: id, Line: line.Ref, Then: message.Carriage(v["then"])}), nil
		},
	}
}
