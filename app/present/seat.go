package present

import (
	"context"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/app/views"
)

// Callers is who waits at the kiosk, and how somebody goes there.
type Callers interface {
	Calls(ctx context.Context) ([]views.Call, error)
	AnswerCall(ctx context.Context, call service.Call, in *service.AnswerCallInput) (service.Result, error)
}

// CallBanner says that somebody waits at the kiosk.
type CallBanner struct {
	Shown  bool
	Title  string
	Text   string
	Action string
	Repair ID // to open beside, zero for none
}

// LockState is the page that stands over everything while nobody works.
type LockState struct {
	Locked bool
	Title  string
	Text   string
	People []StaffChoice
}

// lockAfter is how long a screen stays open to whoever comes by.
const lockAfter = 10 * time.Minute

// StaffChosen lets somebody else take over, once they have typed their PIN if
// they have one.
func (s *Shell) StaffChosen(id ID) {
	for _, p := range s.staff {
		if p.ID != id {
			continue
		}
		if p.HasPIN {
			s.pin.open(p.Display, s.Words.T("pin.text"), id)
			return
		}
		s.seated(p)
	}
}

// seated is somebody who may work here now.
func (s *Shell) seated(p views.Staff) {
	s.sit(p)
	s.logSeat(s.port.TillSignIn)
	s.locked = false
	s.Active()
	s.publish()
}

// logSeat has the technical log of the till know who works here, or that nobody does. That
// it could not be written is no reason to keep anybody from work: the next record of the
// till says it.
func (s *Shell) logSeat(say func(context.Context, service.Call, *service.Practice) (service.Result, error)) {
	call, err := s.port.NewCall(s.Desk.Staff)
	if err != nil || !s.here() {
		return
	}
	act(&s.stay, func(ctx context.Context) (service.Result, error) {
		return say(ctx, call, &service.Practice{})
	}, func(service.Result, error) {})
}

// knew takes the person whose PIN was right.
func (s *Shell) knew(id ID) {
	for _, p := range s.staff {
		if p.ID == id {
			s.seated(p)
		}
	}
}

// PinTyped takes what was typed so far.
func (s *Shell) PinTyped(value string) { s.pin.typed(value) }

// PinSubmitted tries the PIN.
func (s *Shell) PinSubmitted() { s.pin.submit() }

// PinCancelled leaves who works here.
func (s *Shell) PinCancelled() { s.pin.cancel() }

// Active says that somebody is there: the lock waits anew.
func (s *Shell) Active() {
	s.rest()
	s.rest = s.Clock.After(lockAfter, func() { s.Post(s.lockAlone) })
}

// lockAlone locks a screen that was left, if there is a PIN to open it again.
func (s *Shell) lockAlone() {
	if s.hasPIN(s.Desk.Staff) {
		s.LockPressed()
	}
}

func (s *Shell) hasPIN(id ID) bool {
	for _, p := range s.staff {
		if p.ID == id {
			return p.HasPIN
		}
	}
	return false
}

// LockPressed lets nobody work before they are known again. No work that was
// begun is lost.
func (s *Shell) LockPressed() {
	if !s.here() || len(s.staff) == 0 {
		return
	}
	s.locked = true
	s.logSeat(s.port.TillSignOut)
	s.pin.close()
	s.sheets.close() // it asks for the PIN of who leaves
	s.Desk.Staff, s.Desk.Name, s.Desk.Initials, s.Desk.May = ID{}, "", "", nil
	s.publish()
}

func (s *Shell) lockState() LockState {
	l := LockState{Locked: s.locked, Title: s.Words.T("lock.title"), Text: s.Words.T("lock.text")}
	for _, p := range s.staff {
		l.People = append(l.People, StaffChoice{ID: p.ID, Initials: p.Initials, Name: p.Display})
	}
	return l
}

// banner says who waits at the kiosk, the longest wait first.
func (s *Shell) banner() CallBanner {
	if len(s.calls) == 0 {
		return CallBanner{}
	}
	c := s.calls[0]
	b := CallBanner{
		Shown: true, Title: s.Words.T("call.title", "time", s.when(c.AtMS)),
		Text: s.Words.T("call.help"), Action: s.Words.T("call.go"),
	}
	if c.Number != "" {
		b.Repair, b.Text = c.Entity.ID, c.Number+" · "+c.Product
	}
	if more := len(s.calls) - 1; more > 0 {
		b.Text += " · " + s.Words.N("call.more", more)
	}
	return b
}

// CallTaken says that whoever is signed in goes to the kiosk, and opens the
// file that it is about.
func (s *Shell) CallTaken() {
	if len(s.calls) == 0 {
		return
	}
	c := s.calls[0]
	in := &service.AnswerCallInput{}
	if c.Number != "" {
		id := c.Entity.ID
		in.ID = &id
	}
	call, err := s.port.NewCall(s.Desk.Staff)
	if err != nil {
		s.Said(s.Failure(err))
		return
	}
	act(&s.stay, func(ctx context.Context) (service.Result, error) {
		return s.port.AnswerCall(ctx, call, in)
	}, func(_ service.Result, err error) {
		if err != nil {
			s.Said(s.Failure(err))
			return
		}
		if in.ID != nil {
			s.Go(Route{Screen: CounterScreen, Repair: *in.ID})
		}
		s.pulse.kick()
	})
}

// OwnPinPressed asks for a new PIN of whoever is signed in.
func (s *Shell) OwnPinPressed() {
	id := s.Desk.Staff
	if id.IsZero() {
		return
	}
	w := s.Words
	s.sheets.open(plan{
		sheet: Sheet{Title: w.T("pin.own"), Intro: w.T("pin.own.text"), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "pin", Label: w.T("pin.own"), Kind: SecretInput}, {Key: "again", Label: w.T("pin.own.again"), Kind: SecretInput},
		}},
		prepare: func(v values) (job, error) {
			if v["pin"] != v["again"] {
				return nil, fault.New(fault.Malformed, "again", "expected", "the_same_twice")
			}
			in := &service.SetPINInput{ID: id, PIN: v["pin"]}
			return func(ctx context.Context, call service.Call) error {
				_, err := s.port.SetPIN(ctx, call, in)
				return err
			}, required("pin", in.PIN)
		},
	})
}

// SheetTyped takes a value of the open sheet.
func (s *Shell) SheetTyped(key, value string) { s.sheets.typed(key, value) }

// SheetSubmitted does what the sheet asked about.
func (s *Shell) SheetSubmitted() {
	if s.helps {
		s.helped()
		return
	}
	s.sheets.submit()
}

// SheetClosed puts the sheet away.
func (s *Shell) SheetClosed() {
	s.helps = false
	s.sheets.close()
}
