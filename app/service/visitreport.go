package service

import (
	"cmp"
	"context"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/rules"
	"etabli/app/domain/visit"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// CheckVisitInput answers a checklist.
type CheckVisitInput struct {
	ID     journal.EntityID `json:"id"`
	Points []visit.Point    `json:"points" doc:"code, and ok, not_ok or not_applicable"`
}

// CheckVisit answers a checklist. A commissioning has points that cannot be left
// out.
func (a *App) CheckVisit(ctx context.Context, call Call, in *CheckVisitInput) (Result, error) {
	if err := visit.CheckPoints(in.Points); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.VisitChecked, a.ofVisit(in.ID), func(_ storage.Reader, now views.Visit, _ *draft) (any, error) {
		if code, open := visit.OpenPoint(now.For, in.Points); open {
			return nil, fault.New(visit.NotPrepared, "points", "code", code)
		}
		return visit.CheckedFacts{Points: in.Points}, nil
	})
}

// TakeDeviceInput takes a device away.
type TakeDeviceInput struct {
	ID     journal.EntityID `json:"id"`
	Repair journal.EntityID `json:"repair" doc:"the file that was received at the customer's home"`
	Van    string           `json:"van,omitempty" doc:"the visit's when empty"`
}

// TakeDevice notes that a device left the customer's home in a van. Its receipt
// was printed when the file was received; its arrival is scanned at the shop.
func (a *App) TakeDevice(ctx context.Context, call Call, in *TakeDeviceInput) (Result, error) {
	return on(ctx, a, call, kind.VisitTookDevice, a.ofVisit(in.ID), func(r storage.Reader, now views.Visit, d *draft) (any, error) {
		if _, err := a.views.Repair(r, in.Repair); err != nil {
			return nil, fault.New(fault.NotFound, "repair", "what", "repair").Because(err)
		}
		d.also(kind.Repair, in.Repair)
		van := in.Van
		if van == "" {
			van = now.Van
		}
		return visit.TakenFacts{Van: van, AtMS: a.now().UnixMilli()}, nil
	})
}

// ReportInput is the report of a visit.
type ReportInput struct {
	ID          journal.EntityID  `json:"id"`
	Result      visit.Status      `json:"result" doc:"done, partial or to_workshop"`
	Done        string            `json:"done" doc:"what was done, in words"`
	Note        string            `json:"note,omitempty"`
	BeganMS     int64             `json:"began_ms,omitempty"`
	EndedMS     int64             `json:"ended_ms,omitempty"`
	Made        quote.Place       `json:"made,omitempty" doc:"where the contract was made: shop, home, phone or page; home when empty"`
	Asked       bool              `json:"asked,omitempty" doc:"the customer expressly asked for it"`
	Urgent      bool              `json:"urgent,omitempty" doc:"it could not wait"`
	StartNow    bool              `json:"start_now,omitempty" doc:"the customer expressly asked that work begins before the period to withdraw is over"`
	Lines       []visit.Line      `json:"lines,omitempty" doc:"label, cents, and whether it was strictly necessary"`
	Used        []visit.Part      `json:"used,omitempty"`
	Unsigned    string            `json:"unsigned,omitempty" doc:"why there is no signature: refused, on_paper or nobody"`
	Attachments []AttachmentInput `json:"attachments,omitempty" doc:"signature and photos"`
}

// Reported is a report with what may be paid when.
type Reported struct {
	views.Visit
	Payable visit.Payable `json:"payable"`
}

// ReportVisit reports on a visit, and says what of it may be paid at once and
// what only after the days of the law.
func (a *App) ReportVisit(ctx context.Context, call Call, in *ReportInput) (Result, error) {
	facts := visit.ReportedFacts{
		Result: in.Result, BeganMS: in.BeganMS, EndedMS: in.EndedMS, Questions: visit.Questions{Asked: in.Asked, Urgent: in.Urgent, StartNow: in.StartNow},
		Lines: in.Lines, Unsigned: in.Unsigned, Made: string(in.Made), Used: in.Used,
	}
	if facts.Made == "" {
		facts.Made = string(quote.AtHome)
	}
	box := visit.ReportBox{Done: in.Done, Note: in.Note}
	if err := visit.CheckReported(facts, box); err != nil {
		return Result{}, err
	}
	pictures := attachments(in.Attachments)
	shown, err := a.checkAttachments(ctx, pictures)
	if err != nil {
		return Result{}, err
	}
	facts.Pictures, facts.Photos = signedBy(pictures)
	if len(facts.Pictures) > 0 && facts.Unsigned != "" {
		return Result{}, fault.New(fault.Conflict, "unsigned")
	}
	out, err := on(ctx, a, call, kind.VisitReported, a.ofVisit(in.ID), func(r storage.Reader, now views.Visit, d *draft) (any, error) {
		if code, open := visit.OpenPoint(now.For, now.Checked); open && facts.Result == visit.Done {
			return nil, fault.New(visit.NotPrepared, "points", "code", code)
		}
		pay, terms, day, err := a.payable(r, now, facts)
		if err != nil {
			return nil, err
		}
		facts.On, facts.HoldOn, facts.LeaveOn, facts.Rules = day.String(), pay.LaterOn.String(), pay.WithdrawBy.String(), terms.Version
		d.box(in.ID, journal.File, box)
		d.attach(in.ID, shown)
		return facts, mayReport(now, facts.Result)
	})
	if err != nil {
		return out, err
	}
	out.Data, err = a.Visit(ctx, in.ID)
	return out, err
}

// mayReport lets a report be made again until it is signed, or why it is not is known:
// the customer may come to sign a moment later.
func mayReport(now views.Visit, result visit.Status) error {
	switch now.Status {
	case visit.Done, visit.Partial, visit.ToWorkshop:
		return nil
	}
	return mayStep(now, result)
}

// signedBy names the pictures of a report, its signature first; photos alone sign
// nothing.
func signedBy(list []repair.Attachment) (signed, photos [][]byte) {
	for _, at := range list {
		if at.Role == "signature" {
			signed = append(signed, at.Hash)
			continue
		}
		photos = append(photos, at.Hash)
	}
	if len(signed) == 0 {
		return nil, photos
	}
	return append(signed, photos...), nil
}

// payable is what of a report's lines may be paid when, by the law of its day.
func (a *App) payable(r storage.Reader, now views.Visit, facts visit.ReportedFacts) (visit.Payable, quote.Terms, civil.Date, error) {
	at, err := a.lawAt(r, now.Site)
	if err != nil {
		return visit.Payable{}, quote.Terms{}, civil.None, err
	}
	day, err := civil.Parse("on", facts.On)
	if err != nil {
		return visit.Payable{}, quote.Terms{}, civil.None, err
	}
	if !day.Known() {
		day = at.today
	}
	set, err := at.rules(rules.Dates{Contract: day, Request: day, Invoice: day})
	if err != nil {
		return visit.Payable{}, quote.Terms{}, day, err
	}
	terms, err := quote.TermsOf(set, at.region)
	if err != nil {
		return visit.Payable{}, quote.Terms{}, day, err
	}
	contract := visit.ContractOf(quote.Place(facts.Made), now.Under, facts.Questions, day)
	return visit.Split(contract, facts.Lines, terms), terms, day, nil
}

// Visit is a visit with what of its report may be paid when.
func (a *App) Visit(ctx context.Context, id journal.EntityID) (Reported, error) {
	return read(ctx, a, func(r storage.Reader) (Reported, error) {
		v, err := a.views.Visit(r, id)
		out := Reported{Visit: v}
		if err != nil || v.Report == nil {
			return out, err
		}
		out.Payable, _, _, err = a.payable(r, v, visit.ReportedFacts{
			Made: v.Report.Made, Questions: v.Report.Questions, Lines: v.Report.Lines, On: v.Report.On,
		})
		return out, err
	})
}

// TermsAsked asks what would follow from a report before it is signed.
type TermsAsked struct {
	ID     journal.EntityID `json:"id"`
	Made   quote.Place      `json:"made,omitempty" doc:"where the contract is made; home when empty"`
	Asked  bool             `json:"asked,omitempty" doc:"the customer expressly asked for it"`
	Urgent bool             `json:"urgent,omitempty" doc:"it could not wait"`
	Start  bool             `json:"start_now,omitempty" doc:"the customer expressly asked that work begins before the period to withdraw is over"`
	Lines  []visit.Line     `json:"lines,omitempty"`
}

// VisitTerms is what of some lines may be paid when, and what paper must say.
type VisitTerms struct {
	visit.Payable
	Wording []string `json:"wording"` // codes of the catalogue under "contract."
}

// VisitTerms answers what follows from where a contract is made and from the
// three questions: a customer is told before they sign.
func (a *App) VisitTerms(ctx context.Context, in *TermsAsked) (VisitTerms, error) {
	made := cmp.Or(in.Made, quote.AtHome)
	facts := visit.ReportedFacts{Result: visit.Done, Made: string(made), Questions: visit.Questions{Asked: in.Asked, Urgent: in.Urgent, StartNow: in.Start}, Lines: in.Lines}
	if err := visit.CheckReported(facts, visit.ReportBox{Done: "-"}); err != nil {
		return VisitTerms{}, err
	}
	return read(ctx, a, func(r storage.Reader) (VisitTerms, error) {
		v, err := a.views.Visit(r, in.ID)
		if err != nil {
			return VisitTerms{}, fault.New(fault.NotFound, "id", "what", "visit").Because(err)
		}
		pay, _, day, err := a.payable(r, v, facts)
		return VisitTerms{pay, visit.ContractOf(made, v.Under, facts.Questions, day).Wording()}, err
	})
}
