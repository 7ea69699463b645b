package present

import (
	"context"

	"etabli/app/domain/staff"
)

// PinState is the pad on which a member of staff types their code.
type PinState struct {
	Open   bool
	Title  string
	Text   string
	Value  string // digits typed so far; screens show dots
	Error  string
	Busy   bool
	Submit string
	Cancel string
}

// Pins checks the PINs of staff.
type Pins interface {
	// CheckPin tells whose PIN it is; only of somebody, when staff is given.
	CheckPin(ctx context.Context, staff ID, pin string) (ID, error)
}

// pinPad takes digits until somebody is known.
type pinPad struct {
	stay    *stay
	port    Pins
	publish func()
	known   func(ID)
	closed  func()

	state PinState
	staff ID // whose code is asked for; anybody's when zero
	lane  lane
}

func (p *pinPad) open(title, text string, whose ID) {
	p.state = PinState{Open: true, Title: title, Text: text, Submit: p.stay.Words.T("pin.submit"), Cancel: p.stay.Words.T("sheet.cancel")}
	p.staff = whose
	p.publish()
}

func (p *pinPad) close() {
	was := p.state.Open
	p.state = PinState{}
	p.lane.drop()
	if was {
		p.publish()
	}
}

// cancel closes the pad; nobody was known.
func (p *pinPad) cancel() {
	p.close()
	if p.closed != nil {
		p.closed()
	}
}

// typed takes what was typed so far.
func (p *pinPad) typed(value string) {
	if !p.state.Open || p.state.Busy || value == p.state.Value || len(value) > staff.MaxPIN || !digits(value) {
		return
	}
	p.state.Value, p.state.Error = value, ""
	p.publish()
}

// submit tries the code.
func (p *pinPad) submit() {
	if !p.state.Open || p.state.Busy {
		return
	}
	if len(p.state.Value) < staff.MinPIN {
		p.state.Error = p.stay.Words.T("pin.short")
		p.publish()
		return
	}
	whose, pin := p.staff, p.state.Value
	p.state.Busy = true
	p.publish()
	ask(p.stay, &p.lane, func(ctx context.Context) (ID, error) {
		return p.port.CheckPin(ctx, whose, pin)
	}, func(id ID, err error) {
		p.state.Busy, p.state.Value = false, ""
		if err != nil {
			p.state.Error = p.stay.Failure(err).Text
			p.publish()
			return
		}
		p.close()
		p.known(id)
	})
}
