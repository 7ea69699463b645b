package present

import (
	"context"
	"slices"
	"strings"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/follow"
	"etabli/app/lang"
	"etabli/app/service"
)

// KioskFinding is a repair that a customer named, as they may follow it.
type KioskFinding struct {
	ID     ID
	Repair follow.Repair
}

// KioskDesk is all that a kiosk can ask. There is no list, no search and no
// name in it: whatever is typed or scanned, nothing of staff or of other
// customers can be reached through it.
type KioskDesk interface {
	Calls
	Pins
	Place() (site, device string)
	// Follow finds the one repair of a receipt's code: its number in full, or
	// the token of its page.
	Follow(ctx context.Context, code string) (KioskFinding, error)
	Announce(ctx context.Context, call service.Call, in *service.AnnounceInput) (service.Result, error)
	CallStaff(ctx context.Context, call service.Call, in *service.CallInput) (service.Result, error)
	AnswerSurvey(ctx context.Context, call service.Call, in *service.SurveyInput) (service.Result, error)
}

// The patience of the kiosk.
const (
	kioskAsks    = 60 * time.Second // without a touch, it asks whether somebody is there
	kioskForgets = 20 * time.Second // after it asked
	kioskCloses  = 25 * time.Second // a page that only says something
	kioskRefuses = 30 * time.Second // after too many codes that were none
	kioskMisses  = 3                // codes before that
)

// Kiosk presents the kiosk. It forgets everything that a customer did when
// they leave, or after a while.
type Kiosk struct {
	stay
	port KioskDesk
	show func(KioskState)
	exit func()            // a member of staff leaves the kiosk
	look func(larger bool) // the size of text

	shop    *lang.Catalogue // the language of the shop
	larger  bool
	page    KioskPage
	answers map[KioskPage]string
	device  string // category that was chosen
	errors  string // under the field that is asked for
	purpose string // of finding a file: check, collect or rate
	found   *KioskFinding
	ticket  string
	calls   map[string]service.Call // of acts that were begun, by what they do
	busy    bool
	notice  Notice
	lane    lane
	pin     pinPad

	misses  int
	closed  time.Time // no codes are taken before
	asking  bool
	stopper func()
}

// NewKiosk makes the presenter of the kiosk; exit is called once a member of
// staff has typed their code.
func NewKiosk(env Env, port KioskDesk, exit func(), look func(larger bool), show func(KioskState)) *Kiosk {
	k := &Kiosk{stay: stay{Env: env}, port: port, exit: exit, look: look, show: show, shop: env.Words, stopper: func() {}}
	k.pin = pinPad{stay: &k.stay, port: port, publish: k.publish, known: func(ID) { k.exit() }}
	k.forget()
	return k
}

// Enter shows the doors.
func (k *Kiosk) Enter(ctx context.Context) {
	k.enter(ctx)
	k.stay.until(func() { k.stopper() })
	k.publish()
}

// Leave ends it.
func (k *Kiosk) Leave() {
	k.forget()
	k.leave()
}

// forget goes back to the doors with nothing of the customer left.
func (k *Kiosk) forget() {
	k.stopper()
	k.stopper = func() {}
	k.lane.drop()
	if k.larger {
		k.larger = false
		k.look(false)
	}
	k.Words = k.shop
	k.page, k.answers, k.device, k.errors, k.purpose = KioskHome, map[KioskPage]string{}, "", "", ""
	k.found, k.ticket, k.calls, k.busy, k.notice, k.asking = nil, "", map[string]service.Call{}, false, Notice{}, false
	k.pin.state = PinState{}
}

// touched says that somebody is there.
func (k *Kiosk) touched() {
	k.asking = false
	k.stopper()
	switch k.page {
	case KioskHome:
		k.stopper = func() {}
		if k.Words == k.shop && !k.larger && !k.pin.state.Open && k.notice.IsZero() {
			return
		}
		k.stopper = k.Clock.After(kioskAsks, func() { k.Post(k.left) })
	case KioskTicket, KioskCalled, KioskThanks:
		k.stopper = k.Clock.After(kioskCloses, func() { k.Post(k.left) })
	default:
		k.stopper = k.Clock.After(kioskAsks, func() { k.Post(k.idle) })
	}
}

// idle asks whether somebody is still there.
func (k *Kiosk) idle() {
	if !k.here() {
		return
	}
	k.asking = true
	k.stopper = k.Clock.After(kioskForgets, func() { k.Post(k.left) })
	k.publish()
}

// left is what happens when nobody answers.
func (k *Kiosk) left() {
	if k.here() {
		k.forget()
		k.publish()
	}
}

// StayPressed says that somebody is still there.
func (k *Kiosk) StayPressed() { k.turn(k.page) }

// LeavePressed forgets at once.
func (k *Kiosk) LeavePressed() { k.left() }

// turn shows a page.
func (k *Kiosk) turn(page KioskPage) {
	if !k.here() {
		return
	}
	k.page, k.errors, k.notice = page, "", Notice{}
	k.touched()
	k.publish()
}

// LanguageChosen says the rest in another language.
func (k *Kiosk) LanguageChosen(tag string) {
	if slices.Contains(lang.Tags(), tag) {
		k.Words = lang.For(tag)
		k.turn(k.page)
	}
}

// LargerPressed makes text larger, or as it was.
func (k *Kiosk) LargerPressed() {
	k.larger = !k.larger
	k.look(k.larger)
	k.turn(k.page)
}

// Typed takes what the question's field holds now.
func (k *Kiosk) Typed(text string) {
	if k.answers[k.page] == text || k.asking {
		return
	}
	k.answers[k.page] = text
	k.turn(k.page)
}

// CallPressed calls a member of staff, about the file that is shown if one is.
func (k *Kiosk) CallPressed() { k.callStaff("help") }

func (k *Kiosk) callStaff(reason string) {
	in, what := &service.CallInput{Reason: reason}, "call."+reason
	if k.found != nil {
		in.ID = &k.found.ID
		what += k.found.ID.String()
	}
	k.do(what, func(ctx context.Context, call service.Call) (service.Result, error) {
		return k.port.CallStaff(ctx, call, in)
	}, func(service.Result) { k.turn(KioskCalled) })
}

// do runs a command of the customer: nobody of staff is its author. However
// often the same act is tried, it happens once.
func (k *Kiosk) do(what string, command func(context.Context, service.Call) (service.Result, error), then func(service.Result)) {
	if k.busy || !k.here() {
		return
	}
	call, begun := k.calls[what]
	if !begun {
		var err error
		if call, err = k.port.NewCall(ID{}); err != nil {
			k.failed(err)
			return
		}
		k.calls[what] = call
	}
	k.busy, k.notice = true, Notice{}
	k.touched()
	k.publish()
	ask(&k.stay, &k.lane, func(ctx context.Context) (service.Result, error) {
		return command(context.WithoutCancel(ctx), call)
	}, func(r service.Result, err error) {
		k.busy = false
		if err != nil {
			k.failed(err)
			return
		}
		delete(k.calls, what)
		then(r)
	})
}

// failed says that something did not work, and whom to ask.
func (k *Kiosk) failed(err error) {
	n := k.Failure(err)
	if f := fault.Of(err); f.Field == "" {
		n = Notice{Tone: Late, Text: k.Words.T("kiosk.failed"), Next: k.Words.T("kiosk.failed.next")}
	}
	k.notice = n
	k.touched()
	k.publish()
}

// ExitPressed asks a member of staff for their code.
func (k *Kiosk) ExitPressed() {
	k.pin.open(k.Words.T("kiosk.exit"), k.Words.T("kiosk.exit.text"), ID{})
	k.touched()
}

// PinTyped takes the digits typed so far.
func (k *Kiosk) PinTyped(value string) {
	k.touched()
	k.pin.typed(value)
}

// PinSubmitted tries the code.
func (k *Kiosk) PinSubmitted() { k.pin.submit() }

// PinCancelled goes back to the doors.
func (k *Kiosk) PinCancelled() { k.pin.cancel() }

// Scanned takes what a reader read. No code is ever typed into a field; that of a
// receipt is followed. It is false for words that somebody typed as fast as a reader:
// they stay where they were typed.
func (k *Kiosk) Scanned(code string) bool {
	if k.busy || k.asking || k.pin.state.Open || !k.here() {
		return true
	}
	switch k.page {
	case KioskPhone, KioskName, KioskFault:
		return !typedFast(code)
	case KioskHome, KioskFind, KioskFound, KioskCalled, KioskThanks, KioskTicket:
		if k.page == KioskHome || k.purpose == "" {
			k.purpose = doorCheck
		}
		k.page, k.found = KioskFind, nil
		k.follow(strings.TrimSpace(code))
	case KioskModel:
		if typedFast(code) {
			return false
		}
		k.serialScanned(strings.TrimSpace(code))
	}
	return true
}

// typedFast tells whether a text proves nothing that a reader would read: no number of a
// device or of a file, no address.
func typedFast(text string) bool {
	_, number := repair.ParseNumber(strings.TrimSpace(text))
	kind := product.Classify(text).Kind
	return !number && !strings.Contains(text, "://") && (kind == product.Serial || kind == product.None)
}
