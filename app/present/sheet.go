package present

import (
	"context"

	"etabli/app/domain/fault"
	"etabli/app/service"
)

// InputKind says how a field of a sheet is filled in.
type InputKind string

// The kinds of fields.
const (
	TextInput   InputKind = "text"
	LongInput   InputKind = "long" // several lines
	DateInput   InputKind = "date"
	MoneyInput  InputKind = "money"
	ChoiceInput InputKind = "choice" // one of Choices, all of them visible
	SecretInput InputKind = "secret" // shown as dots
	ScanInput   InputKind = "scan"   // typed, or read by a scanner
	TickInput   InputKind = "tick"   // any of Choices; the value holds them a line each
	PhotoInput  InputKind = "photo"  // pictures; the value holds their names a line each
	SignInput   InputKind = "sign"   // SignedHere, SignedOnPaper or nothing
)

// Choice is one of the answers to a question.
type Choice struct {
	Value string
	Label string
}

// SheetField is a field of a sheet.
type SheetField struct {
	Key     string
	Label   string
	Kind    InputKind
	Value   string
	Hint    string // shown while it is empty
	Error   string
	Choices []Choice
}

// Sheet is a small form over a screen: one act with what it needs to know.
type Sheet struct {
	Open   bool
	Title  string
	Intro  string
	Lines  []Line   // what it is about, one under the other
	Photos [][]byte // small pictures of it, to compare with
	Fields []SheetField
	Submit string
	Cancel string
	Busy   bool
	Notice Notice
	Page   []byte // a picture of a paper, before the fields
}

// values are what a sheet was filled in with, by key.
type values map[string]string

// job is an act that is ready to run.
type job = func(ctx context.Context, call service.Call) error

// plan is what a sheet asks and what it does with the answers. Prepare checks
// them without doing anything; its fault names the field.
type plan struct {
	sheet   Sheet
	prepare func(v values) (job, error)
	then    func()                      // after the act was done; nil for nothing more
	fields  func(v values) []SheetField // where what is asked depends on the answers; else nil
	changed func(v values)              // a value was typed; nil for nothing more
}

// sheets runs the one sheet of a screen.
type sheets struct {
	stay    *stay
	calls   Calls
	publish func()
	after   func() // the act was done
	state   Sheet
	plan    plan
	call    service.Call
	attach  Attaching // where sheets have pictures; else nil
	files   []filed
}

// Calls makes the ids under which commands are run.
type Calls interface {
	NewCall(staff ID) (service.Call, error)
}

// open shows a sheet. Its act has one id from now on: however often it is
// pressed or tried again, it happens once.
func (s *sheets) open(p plan) {
	call, err := s.calls.NewCall(s.stay.Desk.Staff)
	if err != nil {
		s.stay.Tell(s.stay.Failure(err))
		return
	}
	p.sheet.Open, p.sheet.Cancel = true, s.stay.Words.T("sheet.cancel")
	s.state, s.plan, s.call, s.files = p.sheet, p, call, nil
	s.publish()
}

func (s *sheets) close() {
	s.state = Sheet{}
	s.publish()
}

// typed takes a value; the error under the field is over.
func (s *sheets) typed(key, value string) {
	fields := append([]SheetField(nil), s.state.Fields...)
	for i := range fields {
		if fields[i].Key != key || fields[i].Value == value {
			continue
		}
		fields[i].Value, fields[i].Error = value, ""
		s.state.Fields = s.refit(fields)
		s.publish()
		if s.plan.changed != nil {
			s.plan.changed(answers(fields))
		}
		return
	}
}

// refit are the fields that the answers ask for; what was answered stays.
func (s *sheets) refit(now []SheetField) []SheetField {
	if s.plan.fields == nil {
		return now
	}
	v, errors := answers(now), values{}
	for _, f := range now {
		errors[f.Key] = f.Error
	}
	fields := s.plan.fields(v)
	for i := range fields {
		if said, ok := v[fields[i].Key]; ok {
			fields[i].Value, fields[i].Error = said, errors[fields[i].Key]
		}
	}
	return fields
}

// answers are what fields hold.
func answers(fields []SheetField) values {
	v := values{}
	for _, f := range fields {
		v[f.Key] = f.Value
	}
	return v
}

// submit checks the answers and runs the act.
func (s *sheets) submit() {
	if !s.state.Open || s.state.Busy {
		return
	}
	run, err := s.plan.prepare(answers(s.state.Fields))
	if err != nil {
		s.refuse(err)
		return
	}
	call := s.call
	call.Staff = s.stay.Desk.Staff                           // somebody else may have taken over
	s.state.Busy, s.state.Notice = true, s.plan.sheet.Notice // what was to be known before is still to be known
	s.publish()
	act(s.stay, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, run(ctx, call)
	}, func(_ struct{}, err error) {
		s.state.Busy = false
		if err != nil {
			s.refuse(err)
			return
		}
		s.state = Sheet{}
		s.after()
		if s.plan.then != nil {
			s.plan.then()
		}
	})
}

// refuse shows an error under the field that it names, or over the sheet. A refusal may
// ask for more than was asked before.
func (s *sheets) refuse(err error) {
	f := fault.Of(err)
	fields := s.refit(append([]SheetField(nil), s.state.Fields...))
	s.state.Fields = fields
	for i := range fields {
		if fields[i].Key == f.Field {
			fields[i].Error = s.stay.Failure(err).Text
			s.publish()
			return
		}
	}
	s.state.Notice = s.stay.Failure(err)
	s.publish()
}
