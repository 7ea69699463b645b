package present

import (
	"cmp"
	"strings"

	"etabli/app/service"
	"etabli/app/views"
)

// The acts on tasks.
const (
	taskNew  = "task.new"
	taskDone = "task.done"
	taskMove = "task.move"
	taskDrop = "task.drop"
	taskFile = "task.file"

	taskShift   = "task.shift"   // print what the next team has to know
	taskNumbers = "task.numbers" // end the numbers of the kiosk that nobody took in
)

var taskIcons = map[string]string{taskNew: "plus", taskDone: "check", taskMove: "calendar-clock", taskDrop: "x", taskShift: "printer", taskNumbers: "x"}

func (e Env) taskAct(id string) Action {
	return Action{ID: id, Label: e.Words.T("deed." + id), Icon: taskIcons[id]}
}

// PrimaryPressed does the right next thing.
func (t *Tasks) PrimaryPressed() {
	switch {
	case t.read:
		d := Detail{}
		t.showTask(&d, t.one)
		t.ActionPressed(d.Primary.ID)
	case t.open.id.IsZero() && t.known:
		t.ActionPressed(taskShift)
	}
}

// EmptyPressed notes a task.
func (t *Tasks) EmptyPressed() { t.ActionPressed(taskNew) }

// ActionPressed begins an act.
func (t *Tasks) ActionPressed(id string) {
	switch {
	case t.open.busy:
	case id == taskShift:
		t.open.paper(t.ports.Shift.PrintShiftList, t.Words.T("printed.shift-list"))
	case id == taskNumbers:
		t.open.run(doing(t.ports.Acts.ClearKiosk, &service.ClearInput{}))
	case !t.read && id != taskNew:
	case id == taskNew:
		t.open.sheets.open(t.newSheet(views.Repair{}))
	case id == taskDone:
		t.open.sheets.open(t.endSheet(false))
	case id == taskDrop:
		t.open.sheets.open(t.endSheet(true))
	case id == taskMove:
		t.open.sheets.open(t.moveSheet())
	case id == taskFile:
		t.Go(Route{Screen: CounterScreen, Repair: t.one.Repair})
	}
}

// colleagues are who a task can be given to; the whole team when nobody is.
func (t *Tasks) colleagues() []Choice {
	out := []Choice{{"", t.Words.T("tasks.team")}}
	for _, p := range t.now.team {
		if !p.Gone {
			out = append(out, Choice{p.ID.String(), p.Display})
		}
	}
	return out
}

// newSheet notes a task, about a file when it is named.
func (t *Tasks) newSheet(file views.Repair) plan {
	w := t.Words
	return plan{
		sheet: Sheet{Title: w.T("deed." + taskNew), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "what", Label: w.T("tasks.what"), Kind: LongInput, Hint: w.T("tasks.what.hint")},
			{Key: "on", Label: w.T("tasks.on"), Kind: DateInput, Value: typedDate(t.today()), Hint: w.T("typed.date")},
			{Key: "at_ms", Label: w.T("tasks.at"), Kind: TextInput, Hint: "14:30"},
			{Key: "owner", Label: w.T("tasks.owner"), Kind: ChoiceInput, Choices: t.colleagues()},
			{Key: "substitute", Label: w.T("tasks.substitute"), Kind: ChoiceInput, Choices: t.colleagues()},
			{Key: "repair", Label: w.T("tasks.file"), Kind: ScanInput, Value: file.Number, Hint: w.T("tasks.file.hint")},
		}},
		prepare: func(v values) (job, error) {
			in := &service.TaskInput{What: strings.TrimSpace(v["what"])}
			if err := required("what", in.What); err != nil {
				return nil, err
			}
			var err error
			if in.On, in.AtMS, err = t.dueOf(v); err != nil {
				return nil, err
			}
			if in.Owner, err = namedStaff(v["owner"]); err != nil {
				return nil, err
			}
			if in.Substitute, err = namedStaff(v["substitute"]); err != nil {
				return nil, err
			}
			return t.noting(in, v["repair"], file), nil
		},
	}
}

// dueOf reads the day and the hour of a sheet; today when no day was typed.
func (t *Tasks) dueOf(v values) (on string, atMS int64, err error) {
	if on, err = t.parseDate("on", v["on"]); err != nil {
		return on, 0, err
	}
	on = cmp.Or(on, t.today())
	atMS, err = t.parseHour("at_ms", on, v["at_ms"])
	return on, atMS, err
}

func (t *Tasks) moveSheet() plan {
	w, one := t.Words, t.one
	return plan{
		sheet: Sheet{Title: w.T("deed." + taskMove), Submit: w.T("sheet.save"), Intro: oneLine(one.What), Fields: []SheetField{
			{Key: "on", Label: w.T("tasks.on"), Kind: DateInput, Value: typedDate(one.On.String()), Hint: w.T("typed.date")},
			{Key: "at_ms", Label: w.T("tasks.at"), Kind: TextInput, Hint: "14:30"},
			{Key: "owner", Label: w.T("tasks.owner"), Kind: ChoiceInput, Choices: t.colleagues()[1:]},
		}},
		prepare: func(v values) (job, error) {
			in := &service.MoveTaskInput{ID: one.ID}
			var err error
			if in.On, in.AtMS, err = t.dueOf(v); err != nil {
				return nil, err
			}
			in.Owner, err = namedStaff(v["owner"])
			return doing(t.ports.Acts.MoveTask, in), err
		},
	}
}

func (t *Tasks) endSheet(dropped bool) plan {
	w, one, title := t.Words, t.one, "deed."+taskDone
	if dropped {
		title = "deed." + taskDrop
	}
	return plan{
		sheet: Sheet{Title: w.T(title), Submit: w.T(title), Intro: oneLine(one.What), Fields: []SheetField{
			{Key: "said", Label: w.T("tasks.said"), Kind: LongInput, Hint: w.T("tasks.said.hint")},
		}},
		prepare: func(v values) (job, error) {
			in := &service.EndTaskInput{ID: one.ID, Said: strings.TrimSpace(v["said"]), Dropped: dropped}
			if dropped {
				return doing(t.ports.Acts.EndTask, in), required("said", in.Said)
			}
			return doing(t.ports.Acts.EndTask, in), nil
		},
	}
}
