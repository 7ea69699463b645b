package present

import (
	"slices"
	"strconv"

	"etabli/app/domain/repair"
	"etabli/app/follow"
	"etabli/app/lang"
)

func (k *Kiosk) publish() {
	w := k.Words
	site, _ := k.port.Place()
	s := KioskState{
		Page: k.page, Shop: site, Language: w.Tag(), Busy: k.busy, Notice: k.notice, Pin: k.pin.state,
		Larger: w.T("kiosk.larger"), Privacy: w.T("kiosk.privacy"), More: w.T("kiosk.more"), Top: w.T("kiosk.top"),
		Call: Action{ID: "call", Label: w.T("kiosk.call"), Icon: "phone"}, Help: w.T("kiosk.call.short"),
		Back: Action{ID: "back", Label: w.T("kiosk.back"), Icon: "arrow-left"},
	}
	if k.larger {
		s.Larger = w.T("kiosk.smaller")
	}
	for _, tag := range lang.Tags() {
		s.Languages = append(s.Languages, Choice{tag, lang.For(tag).T("language." + tag)})
	}
	if i := slices.Index(kioskOrder, k.page); i >= 0 {
		s.Step = w.T("kiosk.step", "n", w.Number(i+1), "of", w.Number(len(kioskOrder)))
		s.Primary = Action{ID: "next", Label: w.T("kiosk.next"), Icon: "arrow-right"}
	}
	kioskPages[k.page](k, &s)
	s.Field.Value, s.Field.Error = k.answers[k.page], k.errors
	if k.asking {
		s.Idle = KioskIdle{Asking: true, Title: w.T("kiosk.idle"), Text: w.T("kiosk.idle.text"), Stay: w.T("kiosk.stay"), Leave: w.T("kiosk.leave")}
	}
	k.show(s)
}

// kioskPages says what each page shows.
var kioskPages = map[KioskPage]func(k *Kiosk, s *KioskState){
	KioskHome:    (*Kiosk).showHome,
	KioskPhone:   (*Kiosk).showPhone,
	KioskName:    (*Kiosk).showName,
	KioskDevice:  (*Kiosk).showDevice,
	KioskModel:   (*Kiosk).showModel,
	KioskFault:   (*Kiosk).showFault,
	KioskConsent: (*Kiosk).showConsent,
	KioskTicket:  (*Kiosk).showTicket,
	KioskFind:    (*Kiosk).showFind,
	KioskFound:   (*Kiosk).showFound,
	KioskCalled:  (*Kiosk).showCalled,
	KioskRate:    (*Kiosk).showRate,
	KioskThanks:  (*Kiosk).showThanks,
}

func (k *Kiosk) showHome(s *KioskState) {
	w := k.Words
	s.Title, s.Text, s.Back = w.T("kiosk.hello"), w.T("kiosk.hello.text"), Action{}
	s.Doors = []KioskDoor{
		{doorDrop, "arrow-down-to-line", w.T("kiosk.drop"), w.T("kiosk.drop.text"), true},
		{doorCheck, "search", w.T("kiosk.check"), w.T("kiosk.check.text"), false},
		{doorCollect, "arrow-up-from-line", w.T("kiosk.collect"), w.T("kiosk.collect.text"), false},
	}
	s.Other = Action{ID: doorRate, Label: w.T("kiosk.rate.door"), Icon: "star"}
}

func (k *Kiosk) showPhone(s *KioskState) {
	w := k.Words
	s.Title, s.Text = w.T("kiosk.phone"), w.T("kiosk.phone.text")
	s.Field = SheetField{Key: "phone", Label: w.T("kiosk.phone.label"), Kind: MoneyInput, Hint: "06 12 34 56 78"}
	s.Other = Action{ID: "skip", Label: w.T("kiosk.phone.none")}
}

func (k *Kiosk) showName(s *KioskState) {
	w := k.Words
	s.Title, s.Text = w.T("kiosk.name"), w.T("kiosk.name.text")
	s.Field = SheetField{Key: "name", Label: w.T("kiosk.name.label"), Kind: TextInput}
	s.Other = Action{ID: "skip", Label: w.T("kiosk.name.none")}
}

func (k *Kiosk) showDevice(s *KioskState) {
	s.Title, s.Text, s.Primary = k.Words.T("kiosk.device"), k.Words.T("kiosk.device.text"), Action{}
	for _, d := range kioskDevices {
		s.Doors = append(s.Doors, KioskDoor{ID: d.code, Icon: d.icon, Title: k.Words.T(d.key), Strong: d.code == k.device})
	}
}

func (k *Kiosk) showModel(s *KioskState) {
	w := k.Words
	s.Title, s.Text = w.T("kiosk.model"), w.T("kiosk.model.text")
	s.Field = SheetField{Key: "model", Label: w.T("kiosk.model.label"), Kind: TextInput, Hint: w.T("kiosk.model.hint")}
	s.Other = Action{ID: "skip", Label: w.T("kiosk.model.none")}
}

func (k *Kiosk) showFault(s *KioskState) {
	w := k.Words
	s.Title, s.Text = w.T("kiosk.fault"), w.T("kiosk.fault.text")
	s.Field = SheetField{Key: "fault", Label: w.T("kiosk.fault.label"), Kind: TextInput, Hint: w.T("kiosk.fault.label")}
	for _, f := range kioskFaults {
		s.Doors = append(s.Doors, KioskDoor{ID: f.code, Icon: f.icon, Title: w.T(f.key)})
	}
}

func (k *Kiosk) showConsent(s *KioskState) {
	w := k.Words
	s.Title, s.Text = w.T("kiosk.consent"), w.T("kiosk.consent.text")
	for _, l := range []Line{
		{w.T("kiosk.phone.label"), k.answers[KioskPhone]}, {w.T("kiosk.name.label"), k.answers[KioskName]},
		{w.T("kiosk.device.label"), k.label()}, {w.T("kiosk.fault.said"), k.answers[KioskFault]},
	} {
		if l.Value != "" {
			s.Lines = append(s.Lines, l)
		}
	}
	s.Primary = Action{ID: "announce", Label: w.T("kiosk.consent.go"), Icon: "check"}
}

func (k *Kiosk) showTicket(s *KioskState) {
	w := k.Words
	s.Title, s.Ticket, s.Warning = w.T("kiosk.ticket"), k.ticket, w.T("kiosk.ticket.warning")
	s.Text, s.Back = w.T("kiosk.ticket.text"), Action{}
	s.Primary = Action{ID: "done", Label: w.T("kiosk.done"), Icon: "check"}
}

func (k *Kiosk) showFind(s *KioskState) {
	w := k.Words
	s.Title, s.Text = w.T("kiosk.find"), w.T("kiosk.find.text")
	switch k.purpose {
	case doorCollect:
		s.Title = w.T("kiosk.collect")
	case doorRate:
		s.Title = w.T("kiosk.rate.door")
	}
	s.Field = SheetField{Key: "code", Label: w.T("kiosk.find.label"), Kind: MoneyInput, Hint: "LIL2-00431-X7K"}
	s.Primary = Action{ID: "find", Label: w.T("kiosk.find.go"), Icon: "search"}
}

func (k *Kiosk) showFound(s *KioskState) {
	w, r := k.Words, k.found.Repair
	zone := r.Shop.At()
	promise := follow.PromiseOf(w, r, k.Clock.Now().In(zone))
	s.Title, s.Text = follow.Headline(w, r), follow.NextStep(w, r)
	s.File = KioskFile{
		Shown: true, Number: r.Number, Product: r.Product, Headline: s.Title, Next: s.Text, Late: promise.Late,
		News: w.T("portal.news", "at", follow.Solid(w.DayTime(r.NewsMS, zone))),
	}
	if promise.Label != "" {
		s.File.Promise = joined(promise.Label, promise.Day, promise.Note)
	}
	for _, step := range follow.Way(w, r, zone) {
		s.File.Steps = append(s.File.Steps, KioskStep{State: step.State, Label: step.Label, Detail: step.Detail})
	}
	s.Primary = Action{ID: "done", Label: w.T("kiosk.done"), Icon: "check"}
	if k.collectable() {
		s.Primary = Action{ID: "collect", Label: w.T("kiosk.collect.go"), Icon: "arrow-up-from-line"}
	}
}

// joined puts what is not empty on one line.
func joined(parts ...string) string {
	out := ""
	for _, p := range parts {
		if p != "" && out != "" {
			out += " · "
		}
		out += p
	}
	return out
}

func (k *Kiosk) showCalled(s *KioskState) {
	w := k.Words
	s.Title, s.Text, s.Back, s.Call = w.T("kiosk.called"), w.T("kiosk.called.text"), Action{}, Action{}
	s.Primary = Action{ID: "done", Label: w.T("kiosk.done"), Icon: "check"}
	if k.found != nil {
		s.Ticket = k.found.Repair.Number
	}
}

func (k *Kiosk) showRate(s *KioskState) {
	w := k.Words
	s.Title, s.Text, s.Primary = w.T("kiosk.rate"), w.T("kiosk.rate.text"), Action{}
	for n := 1; n <= repair.MaxScore; n++ {
		s.Doors = append(s.Doors, KioskDoor{ID: strconv.Itoa(n), Icon: "star", Title: strconv.Itoa(n), Text: w.T(ratings[n-1])})
	}
}

// ratings are the words for the answers to the survey, the worst first.
var ratings = [repair.MaxScore]string{"kiosk.rate.1", "kiosk.rate.2", "kiosk.rate.3", "kiosk.rate.4", "kiosk.rate.5"}

func (k *Kiosk) showThanks(s *KioskState) {
	s.Title, s.Text, s.Back = k.Words.T("kiosk.thanks"), k.Words.T("kiosk.thanks.text"), Action{}
	s.Primary = Action{ID: "done", Label: k.Words.T("kiosk.done"), Icon: "check"}
}
