package papers

import (
	"cmp"
	"context"
	"io"
	"strings"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/visit"
	"etabli/app/lang"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/printing/document"
	"etabli/printing/forms"
	"etabli/storage/journal"
)

// Intervention is the form of a visit: its report, or the slip that is left where
// it did not take place.
const Intervention Form = "intervention-report"

// VisitPaper makes the report of a visit, or the slip of one that did not take
// place. Title names its file.
func (s Source) VisitPaper(ctx context.Context, id journal.EntityID, o Order) (made Made, title string, err error) {
	v, err := s.App.Visit(ctx, id)
	if err != nil {
		return Made{}, "", err
	}
	if v.Report == nil && v.Status != visit.Absent && v.Status != visit.NoAccess {
		return Made{}, "", fault.New(NoPaperYet, "form", "form", string(Intervention))
	}
	on := medium{paper: document.Paper(o.Format)}
	if !on.paper.Known() {
		return Made{}, "", fault.New(fault.UnknownName, "format", "name", o.Format)
	}
	m, err := s.visited(ctx, v, o.Tag)
	if err != nil {
		return Made{}, "", err
	}
	in, err := s.intervention(ctx, m, v)
	if err != nil {
		return Made{}, "", err
	}
	out, err := write(forms.InterventionReport(in, m.words, on.paper), o, on, m.sheet.AtMS)
	return Made{Bytes: out}, m.sheet.Number + "-" + string(Intervention), err
}

// visited is the material of a visit, which may be about no file.
func (s Source) visited(ctx context.Context, v service.Reported, tag string) (m material, err error) {
	m.file.Site, m.sheet = v.Site, forms.Sheet{Number: "V-" + v.ID.String()[18:], AtMS: v.Slot.FromMS, By: v.StaffName}
	if !v.Repair.IsZero() {
		if m.file, err = s.App.Repair(ctx, v.Repair); err != nil {
			return m, err
		}
		m.sheet.Number, m.link = m.file.Number, s.App.Link(m.file.Token)
	}
	if !v.Customer.IsZero() {
		if m.customer, err = s.App.Customer(ctx, v.Customer); err != nil {
			return m, err
		}
	}
	if v.Absent != nil && v.Report == nil {
		m.sheet.AtMS = v.Absent.AtMS
	}
	m.words = lang.For(cmp.Or(tag, m.customer.Language))
	if v.Report != nil && v.Report.EndedMS != 0 {
		m.sheet.AtMS = v.Report.EndedMS
	}
	return m, s.shop(ctx, &m)
}

func (s Source) intervention(ctx context.Context, m material, v service.Reported) (in forms.Intervention, err error) {
	in = forms.Intervention{
		Sheet: m.sheet, Customer: m.person(), PlaceLine: v.Where, Product: m.product(),
		Fault: m.file.Fault, Finding: m.file.Finding, PageURL: m.link, Outcome: string(v.Status), Next: m.follows(v),
	}
	photos := [][]byte(nil)
	if v.Absent != nil && v.Report == nil {
		photos = v.Absent.Photos
		in.Finding = m.tried(v.Absent)
	}
	for _, p := range v.Checked {
		in.Tests = append(in.Tests, forms.Test{Text: m.words.T("point." + p.Code), Result: m.words.T("point.state." + p.State), Failed: p.State == "not_ok"})
	}
	if r := v.Report; r != nil {
		in.Outcome, in.Work, in.ArrivedMS, in.LeftMS = string(r.Result), v.Done, r.BeganMS, r.EndedMS
		in.Amounts = amounts(r.Lines)
		in.OffPremises = m.offPremises(v)
		in.Signature.Refused = r.Unsigned == "refused"
		photos = r.Photos
		if in.Signature.Data, err = s.blob(ctx, r.Signature); err != nil {
			return in, err
		}
	}
	for _, hash := range photos[:min(len(photos), maxPhotos)] {
		data, err := s.blob(ctx, hash)
		if err != nil {
			return in, err
		}
		if len(data) > 0 {
			in.Photos = append(in.Photos, forms.Photo{Data: data})
		}
	}
	return in, nil
}

func amounts(lines []visit.Line) forms.Amounts {
	out := forms.Amounts{Currency: "EUR", Prices: "only"}
	for _, l := range lines {
		out.Lines = append(out.Lines, forms.Line{Text: l.Label, QuantityMilli: quote.One, UnitCents: l.Cents, Necessary: l.Necessary})
	}
	return out
}

// offPremises is what a contract that was made at the customer's has to say.
func (m material) offPremises(v service.Reported) *forms.OffPremises {
	if v.Report.Made != string(quote.AtHome) || !v.Payable.WithdrawBy.Known() {
		return nil
	}
	return &forms.OffPremises{
		WithdrawUntil: v.Payable.WithdrawBy, PayableFrom: v.Payable.LaterOn, Urgent: v.Report.Questions.Asked && v.Report.Questions.Urgent,
		StartNow: v.Report.Questions.StartNow,
	}
}

// follows is what was proposed when a visit did not take place.
func (m material) follows(v service.Reported) string {
	next := v.Follows
	switch {
	case next == nil || v.Report != nil:
		return ""
	case next.Declined:
		return m.words.T("visit.next.declined")
	case next.CallOn != "":
		return m.words.T("visit.next.call.text", "date", m.words.Date(next.CallOn))
	}
	day := civil.At(next.Slot.FromMS, m.sheet.Zone).String()
	return m.words.T("visit.new_slot.text", "day", m.words.Date(day), "slot", strings.Join([]string{m.clock(next.Slot.FromMS), m.clock(next.Slot.ToMS)}, " – "))
}

// tried says how often the customer was called, and what the announced fee is.
func (m material) tried(a *views.Absent) (said string) {
	if a.Tries > 0 {
		said = m.words.N("visit.tried", a.Tries) + " "
	}
	if a.FeeCents > 0 {
		said += m.words.T("visit.fee.due", "sum", m.words.Money(a.FeeCents, "EUR"))
	}
	return strings.TrimSpace(said)
}

func (m material) clock(ms int64) string { return time.UnixMilli(ms).In(m.sheet.Zone).Format("15:04") }

// blob reads a stored picture; one that is not on this device yet is left out.
func (s Source) blob(ctx context.Context, hash []byte) ([]byte, error) {
	if len(hash) == 0 {
		return nil, nil
	}
	rc, err := s.App.OpenAttachment(ctx, repair.Attachment{Hash: hash})
	if code := fault.Of(err).Code; err != nil && (code == fault.NotFound || code == service.BlobAway || code == service.NoBlobs) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer rc.Close()
	return io.ReadAll(rc)
}
