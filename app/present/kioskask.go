package present

import (
	"context"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/service"
)

// kioskOrder is the order of the questions of a drop-off.
var kioskOrder = []KioskPage{KioskPhone, KioskName, KioskDevice, KioskModel, KioskFault, KioskConsent}

// kioskDevices are the kinds of devices to choose from, with their icons.
var kioskDevices = []struct{ code, icon, key string }{
	{"phone", "smartphone", "kiosk.device.phone"}, {"tablet", "tablet", "kiosk.device.tablet"},
	{"computer", "laptop", "kiosk.device.computer"}, {"tv", "tv", "kiosk.device.tv"},
	{"appliance", "washing-machine", "kiosk.device.appliance"}, {"other", "package", "kiosk.device.other"},
}

// kioskFaults are what often goes wrong, for who would rather not type.
var kioskFaults = []struct{ code, icon, key string }{
	{"power", "plug", "kiosk.fault.power"}, {"screen", "monitor", "kiosk.fault.screen"},
	{"battery", "battery-warning", "kiosk.fault.battery"}, {"network", "wifi-off", "kiosk.fault.network"},
	{"slow", "hourglass", "kiosk.fault.slow"}, {"other", "circle-question-mark", "kiosk.fault.other"},
}

// The doors of the first page.
const (
	doorDrop    = "drop"
	doorCheck   = "check"
	doorCollect = "collect"
	doorRate    = "rate"
)

// DoorPressed goes through a door, or answers a question with a picture.
func (k *Kiosk) DoorPressed(id string) {
	if k.busy || k.asking {
		return
	}
	switch k.page {
	case KioskHome:
		k.enterBy(id)
	case KioskDevice:
		k.device = id
		k.turn(KioskModel)
	case KioskFault:
		k.faultChosen(id)
	case KioskRate:
		k.rated(id)
	}
}

func (k *Kiosk) enterBy(door string) {
	switch door {
	case doorDrop:
		k.turn(kioskOrder[0])
	case doorCheck, doorCollect, doorRate:
		k.purpose, k.found = door, nil
		k.turn(KioskFind)
	}
}

// faultChosen adds what the picture says to what is written already.
func (k *Kiosk) faultChosen(id string) {
	for _, f := range kioskFaults {
		if f.code == id {
			text, said := strings.TrimSpace(k.answers[KioskFault]), k.shop.T(f.key)
			switch {
			case text == "":
				text = said
			case !strings.Contains(text, said):
				text += ", " + said
			}
			k.answers[KioskFault] = text
			k.turn(KioskFault)
		}
	}
}

// PrimaryPressed goes on.
func (k *Kiosk) PrimaryPressed() {
	if k.busy || k.asking {
		return
	}
	switch k.page {
	case KioskPhone, KioskName, KioskModel, KioskFault:
		k.answered()
	case KioskConsent:
		k.announce()
	case KioskFind:
		k.follow(k.answers[KioskFind])
	case KioskFound:
		k.foundOn()
	case KioskTicket, KioskCalled, KioskThanks:
		k.left()
	}
}

// OtherPressed skips a question: neither a telephone nor a name is needed.
func (k *Kiosk) OtherPressed() {
	switch k.page {
	case KioskPhone, KioskName, KioskModel:
		k.answers[k.page] = ""
		k.next()
	case KioskHome:
		k.enterBy(doorRate)
	}
}

// BackPressed goes to the question before, or to the doors.
func (k *Kiosk) BackPressed() {
	for i, page := range kioskOrder {
		if page == k.page && i > 0 {
			k.turn(kioskOrder[i-1])
			return
		}
	}
	k.toDoors()
}

// toDoors forgets what was answered, but speaks on as whoever stands there asked.
func (k *Kiosk) toDoors() {
	if !k.here() {
		return
	}
	words, larger := k.Words, k.larger
	k.larger = false // it stays as large as it is
	k.forget()
	k.Words, k.larger = words, larger
	k.turn(KioskHome)
}

func (k *Kiosk) next() {
	for i, page := range kioskOrder {
		if page == k.page {
			k.turn(kioskOrder[i+1])
			return
		}
	}
}

// answered checks the answer to a question.
func (k *Kiosk) answered() {
	text := strings.TrimSpace(k.answers[k.page])
	missing := map[KioskPage]string{KioskPhone: "kiosk.phone.missing", KioskName: "kiosk.name.missing", KioskFault: "kiosk.fault.missing"}
	const fewestDigits = 6
	switch key := missing[k.page]; {
	case key != "" && text == "", k.page == KioskPhone && countDigits(text) < fewestDigits:
		k.errors = k.Words.T(key)
		k.touched()
		k.publish()
	default:
		k.next()
	}
}

func countDigits(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// announce says that the customer brings the device, and gives them a waiting
// number. It is no receipt: custody begins at the counter.
func (k *Kiosk) announce() {
	in := &service.AnnounceInput{
		Customer: service.CustomerInput{Name: strings.TrimSpace(k.answers[KioskName]), Phone: strings.TrimSpace(k.answers[KioskPhone])},
		Product:  service.ProductInput{Label: k.label(), Category: k.deviceWord()},
		Fault:    strings.TrimSpace(k.answers[KioskFault]), Channel: "kiosk",
	}
	if in.Customer.Name != "" || in.Customer.Phone != "" {
		in.Customer.Language = k.Words.Tag()
	}
	k.do("announce", func(ctx context.Context, call service.Call) (service.Result, error) {
		return k.port.Announce(ctx, call, in)
	}, func(r service.Result) {
		made, ok := r.Data.(service.Announced)
		if !ok {
			k.failed(fault.New(fault.Internal, ""))
			return
		}
		k.ticket = made.Ticket
		k.turn(KioskTicket)
		id := made.ID
		k.do("call.drop_off", func(ctx context.Context, call service.Call) (service.Result, error) {
			return k.port.CallStaff(ctx, call, &service.CallInput{ID: &id, Reason: "drop_off"})
		}, func(service.Result) { k.publish() })
	})
}

// label is what is known of the device, in the language of the shop.
func (k *Kiosk) label() string {
	if text := strings.TrimSpace(k.answers[KioskModel]); text != "" {
		return text
	}
	return k.deviceWord()
}

func (k *Kiosk) deviceWord() string {
	for _, d := range kioskDevices {
		if d.code == k.device {
			return k.shop.T(d.key)
		}
	}
	return k.shop.T("kiosk.device.other")
}

// serialScanned takes the number of the device where its model is asked for.
func (k *Kiosk) serialScanned(code string) {
	id := product.Classify(code)
	if id.Kind == product.IMEI || id.Kind == product.GTIN || id.Kind == product.MEID {
		k.answers[KioskModel] = strings.TrimSpace(k.answers[KioskModel] + " " + id.Normalised)
		k.turn(KioskModel)
	}
}

// follow finds the file of a receipt. A number has characters that cannot be
// guessed, and guessing is made slow.
func (k *Kiosk) follow(text string) {
	if k.busy {
		return
	}
	if k.Clock.Now().Before(k.closed) {
		k.page, k.notice = KioskFind, Notice{Tone: Watch, Text: k.Words.T("kiosk.wait"), Next: k.Words.T("kiosk.wait.next")}
		k.touched()
		k.publish()
		return
	}
	code := portalToken(strings.TrimSpace(text))
	if number, ok := repair.ParseNumber(code); ok {
		code = number
	}
	if code == "" {
		k.page, k.errors = KioskFind, k.Words.T("kiosk.find.missing")
		k.touched()
		k.publish()
		return
	}
	k.busy, k.notice, k.errors = true, Notice{}, ""
	k.touched()
	k.publish()
	ask(&k.stay, &k.lane, func(ctx context.Context) (KioskFinding, error) { return k.port.Follow(ctx, code) }, k.followed)
}

func (k *Kiosk) followed(f KioskFinding, err error) {
	k.busy = false
	if err != nil {
		k.page, k.found = KioskFind, nil
		if fault.Of(err).Code != fault.NotFound {
			k.failed(err)
			return
		}
		if k.misses++; k.misses >= kioskMisses {
			k.misses, k.closed = 0, k.Clock.Now().Add(kioskRefuses)
		}
		k.notice = Notice{Tone: Watch, Text: k.Words.T("kiosk.unknown"), Next: k.Words.T("kiosk.unknown.next")}
		k.touched()
		k.publish()
		return
	}
	k.misses, k.found = 0, &f
	delete(k.answers, KioskFind)
	switch {
	case k.purpose == doorRate:
		k.turn(KioskRate)
	default:
		k.turn(KioskFound)
	}
}

// foundOn is the right next thing with a file that was found.
func (k *Kiosk) foundOn() {
	if k.collectable() {
		k.callStaff("collect")
		return
	}
	k.left()
}

// collectable tells whether the device that is shown can be taken home.
func (k *Kiosk) collectable() bool {
	return k.found != nil && k.found.Repair.Status == repair.Ready
}

// rated records how satisfied the customer is.
func (k *Kiosk) rated(id string) {
	if k.found == nil || len(id) != 1 || id[0] < '1' || id[0] > '0'+repair.MaxScore {
		return
	}
	in := &service.SurveyInput{ID: k.found.ID, Score: int(id[0] - '0'), Channel: "kiosk"}
	k.do("survey"+in.ID.String(), func(ctx context.Context, call service.Call) (service.Result, error) {
		return k.port.AnswerSurvey(ctx, call, in)
	}, func(service.Result) { k.turn(KioskThanks) })
}
