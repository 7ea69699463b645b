package present

import (
	"context"
	"io"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/domain/visit"
	"etabli/app/service"
)

// The acts on a visit that are no step.
const (
	actStep     = "step:"
	actWrite    = "write"
	actAnswer   = "answer"
	actSign     = "sign"
	actUnsigned = "unsigned"
	actAbsent   = "absent"
	actNoAccess = "no_access"
	actNewSlot  = "new_slot"
	actCallOff  = "call_off"
	actTake     = "take"
	actQuoteAt  = "quote_at"
	actYesAt    = "yes_at"
	actNoAt     = "no_at"
	actReport   = "report"
	actFile     = "file"
	actSend     = "send"
)

// visitSheets are the sheets of the acts that ask something first.
var visitSheets = map[string]func(*Visit) plan{
	actWrite: (*Visit).writeSheet, actAnswer: (*Visit).questionSheet, actUnsigned: (*Visit).unsignedSheet,
	actAbsent: (*Visit).absentSheet, actNoAccess: (*Visit).noAccessSheet, actNewSlot: (*Visit).slotSheet,
	actCallOff: (*Visit).callOffSheet, actTake: (*Visit).takeSheet, actQuoteAt: (*Visit).quoteSheet, actSend: (*Visit).sendSheet,
}

// acts are the right next thing at a customer's, and the rest for the menu.
func (v *Visit) acts() (primary Action, rest []Action) {
	primary, rest = v.statusActs()
	if !v.now.visit.Repair.IsZero() {
		rest = append(rest, Action{actFile, v.Words.T("visit.file"), "wrench"})
	}
	return primary, rest
}

func (v *Visit) statusActs() (primary Action, rest []Action) {
	act := func(id, key, icon string) Action { return Action{ID: id, Label: v.Words.T(key), Icon: icon} }
	step := func(to visit.Status) Action {
		return act(actStep+string(to), "visit.step."+string(to), visitLooks[to].icon)
	}
	absent, noAccess := act(actAbsent, "visit.absent", "house"), act(actNoAccess, "visit.no_access", "ban")
	newSlot, callOff := act(actNewSlot, "visit.new_slot", "calendar-clock"), act(actCallOff, "visit.call_off", "x")
	switch v.now.visit.Status {
	case visit.Planned:
		return step(visit.EnRoute), []Action{step(visit.Confirmed), step(visit.OnSite), newSlot, callOff, absent}
	case visit.Confirmed:
		return step(visit.EnRoute), []Action{step(visit.OnSite), newSlot, callOff, absent}
	case visit.EnRoute:
		return step(visit.OnSite), []Action{absent, noAccess, newSlot, callOff}
	case visit.OnSite:
		rest = v.fileActs()
		if v.now.visit.Taken.IsZero() {
			rest = append(rest, act(actTake, "visit.take", "truck"))
		}
		rest = append(rest, act(actUnsigned, "visit.unsigned", "pencil"), absent, noAccess)
		write := act(actWrite, "visit.write", "pencil")
		switch {
		case v.sheet.Done == "":
			return write, rest
		case !v.sheet.answered():
			return act(actAnswer, "visit.answer", "scale"), append([]Action{write}, rest...)
		}
		return act(actSign, "visit.sign", "signature"), append([]Action{write}, rest...)
	case visit.Absent, visit.NoAccess:
		return newSlot, []Action{act(actReport, "visit.print_slip", "printer"), callOff}
	case visit.Cancelled:
		return newSlot, nil
	}
	return act(actReport, "visit.print", "printer"), []Action{act(actSend, "visit.send", "send"), act(actStep+string(visit.OnSite), "visit.again", "rotate-ccw")}
}

// fileActs are about the quote of the file.
func (v *Visit) fileActs() (out []Action) {
	if v.now.file.ID.IsZero() || v.now.visit.Under != visit.Nothing {
		return nil
	}
	if q := v.now.file.Quote; q != nil && q.Answer == "" {
		out = append(out, Action{actYesAt, v.Words.T("visit.quote.yes"), "check"}, Action{actNoAt, v.Words.T("visit.quote.no"), "x"})
	}
	return append(out, Action{actQuoteAt, v.Words.T("visit.quote"), "receipt-text"})
}

// PrimaryPressed does the right next thing.
func (v *Visit) PrimaryPressed() {
	if !v.known {
		return
	}
	primary, _ := v.acts()
	v.ActionPressed(primary.ID)
}

// ActionPressed begins an act.
func (v *Visit) ActionPressed(id string) {
	if !v.known || v.busy {
		return
	}
	v.notice = Notice{}
	if to, ok := strings.CutPrefix(id, actStep); ok {
		v.step(visit.Status(to))
		return
	}
	if asks, ok := visitSheets[id]; ok {
		v.sheets.open(asks(v))
		return
	}
	switch id {
	case actSign:
		v.SignPressed()
	case actYesAt, actNoAt:
		v.answerQuote(id == actYesAt)
	case actReport:
		v.PrintPressed()
	case actFile:
		v.Go(Route{Screen: CounterScreen, Repair: v.now.visit.Repair})
	}
}

// CallPressed calls who opens, or the customer.
func (v *Visit) CallPressed() { v.leadTo(telLink(v.phone())) }

// RoutePressed leads there.
func (v *Visit) RoutePressed() {
	v.leadTo(routeLink(strings.ReplaceAll(v.address(), "\n", ", ")))
}

func (v *Visit) leadTo(link string) {
	if err := v.ports.Links.OpenLink(link); err != nil {
		v.refused(err)
	}
}

// CodesPressed shows the door codes, which nobody else should read in passing.
func (v *Visit) CodesPressed() {
	v.codes = true
	v.publish()
}

// PointPressed answers a point of the checklist: good, not good, of no concern,
// open again.
func (v *Visit) PointPressed(code string) {
	if v.onSite() {
		v.sheet.point(code)
		v.noted()
	}
}

func (v *Visit) onSite() bool { return v.known && !v.busy && v.now.visit.Status == visit.OnSite }

// PartTaken builds a part of the van in. What it costs is charged, unless
// something owes the visit.
func (v *Visit) PartTaken(ref string) {
	if !v.onSite() || v.sheet.UsedOut {
		return
	}
	for _, p := range v.now.van {
		if p.Ref != ref {
			continue
		}
		v.sheet.use(visit.Part{Ref: p.Ref, Label: p.Label, N: 1})
		if p.Cents > 0 && v.now.visit.Under == visit.Nothing {
			v.sheet.Lines = append(slices.Clone(v.sheet.Lines), charged{visit.Line{Label: p.Label, Cents: p.Cents}, quote.Part})
		}
		v.noted()
		return
	}
	v.refused(fault.New(fault.NotFound, "part", "what", "part"))
}

// PartBack puts a part back into the van, and takes its line off the bill.
func (v *Visit) PartBack(ref string) {
	if !v.onSite() || v.sheet.UsedOut {
		return
	}
	v.sheet.use(visit.Part{Ref: ref, N: -1})
	for _, p := range v.now.van {
		same := func(l charged) bool { return l.Label == p.Label && l.Cents == p.Cents }
		if i := slices.IndexFunc(v.sheet.Lines, same); p.Ref == ref && i >= 0 {
			v.sheet.Lines = slices.Delete(slices.Clone(v.sheet.Lines), i, i+1)
		}
	}
	v.noted()
}

// Scanned takes the code of a part while somebody is on site.
func (v *Visit) Scanned(code string) bool {
	if !v.onSite() {
		return false
	}
	for _, p := range v.now.van {
		if p.Ref == code || p.GTIN == code && code != "" {
			v.PartTaken(p.Ref)
			return true
		}
	}
	return false
}

// PhotoChosen stores a photo. The reader is closed.
func (v *Visit) PhotoChosen(name string, content io.ReadCloser) {
	if !v.known || len(v.sheet.Photos) >= maxPhotos {
		_ = content.Close()
		v.refused(fault.New(fault.TooLong, "attachments", "limit", v.Words.N("intake.photo_count", maxPhotos)))
		return
	}
	id := v.id
	act(&v.stay, func(ctx context.Context) (service.AttachmentInput, error) {
		defer content.Close()
		return v.ports.Pictures.Attach(ctx, "photo", content)
	}, func(at service.AttachmentInput, err error) {
		switch {
		case err != nil:
			v.refused(err)
		case v.id == id:
			v.sheet.Photos = append(slices.Clone(v.sheet.Photos), picture{name, at})
			v.noted()
		}
	})
}

// PhotoRemoved takes a photo off.
func (v *Visit) PhotoRemoved(i int) {
	if i >= 0 && i < len(v.sheet.Photos) && !v.busy {
		v.sheet.Photos = slices.Delete(slices.Clone(v.sheet.Photos), i, i+1)
		v.noted()
	}
}

// MadeChosen says where the contract is made.
func (v *Visit) MadeChosen(place string) { v.note(func(s *worksheet) { s.Made = place }) }

// AskedChosen says whether the customer expressly asked for it.
func (v *Visit) AskedChosen(said string) { v.note(func(s *worksheet) { s.Asked = said }) }

// UrgentChosen says whether it could not wait.
func (v *Visit) UrgentChosen(said string) { v.note(func(s *worksheet) { s.Urgent = said }) }

// StartChosen says whether the customer expressly asks to begin at once.
func (v *Visit) StartChosen(said string) { v.note(func(s *worksheet) { s.Start = said }) }

// LinePressed says of a line that it is strictly necessary, or is not.
func (v *Visit) LinePressed(i int) {
	v.note(func(s *worksheet) {
		if i >= 0 && i < len(s.Lines) {
			s.Lines = slices.Clone(s.Lines)
			s.Lines[i].Necessary = !s.Lines[i].Necessary
		}
	})
}

// LineRemoved takes a line off the bill.
func (v *Visit) LineRemoved(i int) {
	v.note(func(s *worksheet) {
		if i >= 0 && i < len(s.Lines) {
			s.Lines = slices.Delete(slices.Clone(s.Lines), i, i+1)
		}
	})
}

// LineAdded asks for another line.
func (v *Visit) LineAdded() {
	if v.onSite() {
		v.sheets.open(v.lineSheet())
	}
}

func (v *Visit) note(change func(*worksheet)) {
	if v.onSite() {
		change(&v.sheet)
		v.noted()
	}
}
