package present

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"etabli/app/domain/fault"
	"etabli/app/domain/visit"
	"etabli/app/service"
)

// SignPressed lets the customer sign what was done; signing records it.
func (v *Visit) SignPressed() {
	if v.ready() {
		v.sign(v.Words.T("visit.sign.text"), v.Signed)
	}
}

// ready refuses a report that is not written, or whose questions were not put:
// what may be paid is told before somebody signs.
func (v *Visit) ready() bool {
	switch {
	case !v.onSite():
		return false
	case v.sheet.Done == "":
		v.refused(fault.New(fault.Missing, "done"))
		return false
	case !v.sheet.answered():
		v.sheets.open(v.questionSheet())
		return false
	}
	return true
}

// Signed takes the customer's signature, a PNG; none leaves everything open.
func (v *Visit) Signed(png []byte) {
	if len(png) > 0 && v.ready() {
		v.finish("", png)
	}
}

// unsignedSheet ends a visit that nobody signs, and says why.
func (v *Visit) unsignedSheet() plan {
	w := v.Words
	why := SheetField{Key: "why", Label: w.T("visit.unsigned.why"), Kind: ChoiceInput}
	for _, code := range []string{"refused", "on_paper", "nobody"} {
		why.Choices = append(why.Choices, Choice{code, w.T("visit.unsigned." + code)})
	}
	return plan{
		sheet: Sheet{Title: w.T("visit.unsigned"), Intro: w.T("visit.unsigned.intro"), Submit: w.T("visit.unsigned"), Fields: []SheetField{why}},
		prepare: func(in values) (job, error) {
			if err := required("why", in["why"]); err != nil {
				return nil, err
			}
			return v.afterwards(func() {
				if v.ready() {
					v.finish(in["why"], nil)
				}
			}), nil
		},
	}
}

// ending is what a visit ends with: up to three commands whose ids do not change,
// so that what was cut short is done once when it is done again.
type ending struct {
	use, check, report service.Call
	used               *service.UseStockInput
	checked            *service.CheckVisitInput
	reported           *service.ReportInput
	sign               []byte
	keep, forget       func(context.Context) error
}

// finish records what was built in, the checklist and the report.
func (v *Visit) finish(unsigned string, sign []byte) {
	end, err := v.ending(unsigned, sign)
	if err != nil {
		v.refused(err)
		return
	}
	id := v.id
	end.keep, end.forget = v.keeping(), v.forgetting()
	v.busy, v.notice = true, Notice{}
	v.publish()
	act(&v.stay, func(ctx context.Context) (usedOut bool, err error) {
		return v.end(ctx, end)
	}, func(usedOut bool, err error) {
		if v.id != id {
			return
		}
		if err != nil {
			v.sheet.UsedOut = v.sheet.UsedOut || usedOut
			v.noted()
			v.refused(err)
			return
		}
		v.acted()
	})
}

func (v *Visit) ending(unsigned string, sign []byte) (end ending, err error) {
	for name, call := range map[string]*service.Call{"use": &end.use, "check": &end.check, "report": &end.report} {
		if *call, err = v.sheet.call(name, v.ports.Visits, v.Desk.Staff); err != nil {
			return end, err
		}
	}
	now, s := v.now.visit, &v.sheet
	end.sign = sign
	if !now.Repair.IsZero() && !s.UsedOut && len(s.Used) > 0 {
		end.used = &service.UseStockInput{File: now.Repair}
		for _, p := range s.Used {
			line, have := service.LineInput{Part: p.Ref, N: int64(p.N)}, int64(0)
			for _, at := range v.now.van {
				if at.Ref == p.Ref {
					line.Place, have = at.Place, at.OnHand
				}
			}
			end.used.Anyway = end.used.Anyway || have < line.N // it was in the hand
			end.used.Lines = append(end.used.Lines, line)
		}
	}
	if len(s.Points) > 0 {
		end.checked = &service.CheckVisitInput{ID: v.id, Points: slices.Clone(s.Points)}
	}
	end.reported = &service.ReportInput{
		ID: v.id, Result: cmp.Or(s.Result, visit.Done), Done: s.Done, Note: s.Note, BeganMS: now.ArrivedMS, EndedMS: v.nowMS(),
		Made: s.made(), Asked: s.Asked == yes, Urgent: s.Urgent == yes, StartNow: s.Start == yes, Lines: s.lines(), Used: s.Used, Unsigned: unsigned, Attachments: v.pictures(),
	}
	return end, nil
}

// end runs the commands of an ending in their order.
func (v *Visit) end(ctx context.Context, end ending) (usedOut bool, err error) {
	if err := end.keep(ctx); err != nil { // the ids of the commands, before they run
		return false, err
	}
	if end.used != nil {
		if _, err := v.ports.Acts.UseStock(ctx, end.use, end.used); err != nil {
			return false, err
		}
		usedOut = true
	}
	if end.checked != nil {
		if _, err := v.ports.Acts.CheckVisit(ctx, end.check, end.checked); err != nil {
			return usedOut, err
		}
	}
	if len(end.sign) > 0 {
		signature, err := v.ports.Pictures.Attach(ctx, "signature", bytes.NewReader(end.sign))
		if err != nil {
			return usedOut, err
		}
		end.reported.Attachments = append(end.reported.Attachments, signature)
	}
	if _, err := v.ports.Acts.ReportVisit(ctx, end.report, end.reported); err != nil {
		return usedOut, err
	}
	return usedOut, end.forget(ctx)
}

// PrintPressed writes the report, or the slip of a visit that did not take place.
func (v *Visit) PrintPressed() {
	id, where := v.id, ""
	v.run(func(ctx context.Context, _ service.Call) (err error) {
		where, err = v.ports.Papers.PrintVisit(ctx, id)
		return err
	}, func() { v.printed("form.visit", where) })
}

func (v *Visit) printed(form, where string) {
	v.notice = Notice{Tone: Good, Text: v.Words.T("print.done", "form", v.Words.T(form), "where", where)}
	v.publish()
}
