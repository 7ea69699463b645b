package present

import "context"

// MinPin and MaxPin bound the digits of a code.
const (
	MinPin = 4
	MaxPin = 6
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

// Pins keeps the codes of staff on this device.
type Pins interface {
	// WithPin are the members of staff who have a code here.
	WithPin(ctx context.Context) ([]ID, error)
	// CheckPin tells whose code it is; only of somebody, when staff is given.
	// Its fault pin_wrong says how long to wait after several.
	CheckPin(ctx context.Context, staff ID, pin string) (ID, error)
	// SetPin gives a member of staff a code on this device; an empty one takes
	// it away.
	SetPin(ctx context.Context, staff ID, pin string) error
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

func (p *pinPad) open(title, text string, staff ID) {
	p.state = PinState{Open: true, Title: title, Text: text, Submit: p.stay.Words.T("pin.submit"), Cancel: p.stay.Words.T("sheet.cancel")}
	p.staff = staff
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

// typed takes what was typed so far. At MaxPin digits the code is tried by
// itself.
func (p *pinPad) typed(value string) {
	if !p.state.Open || p.state.Busy || value == p.state.Value || len(value) > MaxPin || !digits(value) {
		return
	}
	p.state.Value, p.state.Error = value, ""
	if len(value) == MaxPin {
		p.submit()
		return
	}
	p.publish()
}

// submit tries the code.
func (p *pinPad) submit() {
	if !p.state.Open || p.state.Busy {
		return
	}
	if len(p.state.Value) < MinPin {
		p.state.Error = p.stay.Words.T("pin.short")
		p.publish()
		return
	}
	staff, pin := p.staff, p.state.Value
	p.state.Busy = true
	p.publish()
	ask(p.stay, &p.lane, func(ctx context.Context) (ID, error) {
		return p.port.CheckPin(ctx, staff, pin)
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
