package present

import (
	"context"
	"encoding/json"
	"strings"

	"etabli/app/domain/ereport"
	"etabli/app/domain/fault"
	"etabli/app/domain/invoice"
	"etabli/app/service"
)

// The acts on what is told to the tax office.
const (
	reportMake   = "report.make"
	reportHand   = "report.hand"
	reportAccept = "report.accept"
	reportReject = "report.reject"
	reportKeep   = "report.keep"
	reportRegime = "report.regime"
	reportTill   = "report.till"
	reportOpen   = "report.open"
)

var reportIcons = map[string]string{
	reportMake: "file-check", reportHand: "send", reportAccept: "check", reportReject: "x", reportKeep: "download", reportRegime: "settings", reportTill: "banknote",
}

// PrimaryPressed does the right next thing.
func (r *Reporting) PrimaryPressed() { r.ActionPressed(r.primary()) }

// EmptyPressed says how the shop reports.
func (r *Reporting) EmptyPressed() { r.ActionPressed(reportRegime) }

// ActionPressed begins an act.
func (r *Reporting) ActionPressed(id string) {
	sheets := map[string]func() plan{reportHand: r.handSheet, reportReject: r.rejectSheet}
	switch make, asks := sheets[id]; {
	case r.open.busy:
	case id == reportRegime:
		r.open.sheets.open(r.regimeSheet())
	case !r.read:
	case asks:
		r.open.sheets.open(make())
	case id == reportMake && r.one.due != nil:
		r.make(*r.one.due)
	case id == reportAccept && r.one.report != nil:
		r.open.run(doing(r.ports.Acts.StepSalesReport, &service.StepSalesReportInput{Number: r.one.report.Number, State: ereport.Accepted}))
	case id == reportTill:
		r.Go(Route{Screen: TillScreen})
	case id == reportKeep:
		r.keep()
	case id == reportOpen && r.one.invoice != nil:
		r.Go(Route{Screen: AccountsScreen, Open: r.one.invoice.ID})
	}
}

// make makes the report of a period; what stands against it is said under it.
func (r *Reporting) make(due service.PeriodDue) {
	r.open.runThen(doing(r.ports.Acts.MakeSalesReport, &service.SalesReportInput{On: due.From.String()}), r.made)
}

// made shows what is on its way: the period stands among those that are due no more.
func (r *Reporting) made() {
	r.open.choose(ID{})
	r.one, r.read = declared{}, false
	r.Tell(Notice{Tone: Good, Text: r.Words.T("reports.made.done")})
	r.ScopeChosen(OnWayReports)
}

// keep writes the report or the invoice as a file, as a platform takes it in.
func (r *Reporting) keep() {
	one := r.one
	r.open.busy, r.open.notice = true, Notice{}
	r.publish()
	act(&r.stay, func(ctx context.Context) (string, error) { return r.write(ctx, one) }, func(folder string, err error) {
		if err != nil {
			r.open.refused(err)
			return
		}
		r.open.busy = false
		r.open.notice = Notice{Tone: Good, Text: r.Words.T("reports.kept", "folder", folder)}
		r.publish()
	})
}

func (r *Reporting) write(ctx context.Context, one declared) (folder string, err error) {
	if one.report != nil {
		body, err := json.MarshalIndent(one.report.MadeFacts, "", "  ")
		if err != nil {
			return "", err
		}
		return r.ports.Reports.KeepTable(ctx, one.report.Number+".json", body)
	}
	data, err := r.ports.Reports.InvoiceXML(ctx, &service.ByInvoice{Number: one.invoice.Number})
	if err != nil {
		return "", err
	}
	return r.ports.Reports.KeepTable(ctx, one.invoice.Number+".xml", []byte(data.XML))
}

// handSheet logs that a platform has it, with the reference that it gave.
func (r *Reporting) handSheet() plan {
	w, one := r.Words, r.one
	return plan{
		sheet: Sheet{Title: w.T("deed." + reportHand), Submit: w.T("sheet.save"), Intro: w.T("reports.hand.intro"), Fields: []SheetField{
			{Key: "ref", Label: w.T("accounts.way.ref"), Kind: TextInput},
		}},
		prepare: func(v values) (job, error) {
			ref := strings.TrimSpace(v["ref"])
			if one.report != nil {
				return doing(r.ports.Acts.StepSalesReport, &service.StepSalesReportInput{Number: one.report.Number, State: ereport.Handed, Ref: ref}), required("ref", ref)
			}
			return doing(r.ports.Acts.StepInvoice, &service.StepInvoiceInput{Number: one.invoice.Number, State: invoice.Handed, Ref: ref}), required("ref", ref)
		},
		then: func() {
			if one.invoice != nil { // it waits no more
				r.open.choose(ID{})
				r.one, r.read = declared{}, false
				r.publish()
			}
		},
	}
}

func (r *Reporting) rejectSheet() plan {
	w, one := r.Words, r.one
	return plan{
		sheet: Sheet{Title: w.T("deed." + reportReject), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "reason", Label: w.T("accounts.way.reason"), Kind: LongInput},
		}},
		prepare: func(v values) (job, error) {
			if one.report == nil {
				return nil, fault.New(fault.NotFound, "id", "what", "sales_report")
			}
			in := &service.StepSalesReportInput{Number: one.report.Number, State: ereport.Rejected, Reason: strings.TrimSpace(v["reason"])}
			return doing(r.ports.Acts.StepSalesReport, in), required("reason", in.Reason)
		},
	}
}

// regimeSheet says by which periods the shop reports.
func (r *Reporting) regimeSheet() plan {
	w := r.Words
	return plan{
		sheet: Sheet{Title: w.T("deed." + reportRegime), Submit: w.T("sheet.save"), Intro: w.T("reports.regime.intro"), Fields: []SheetField{
			{Key: "regime", Label: w.T("reports.regime"), Kind: ChoiceInput, Choices: r.choices(reportingVerb+".regime.", codesOf(ereport.Regimes()...)...)},
			{Key: "debits", Label: w.T("reports.services"), Kind: TickInput, Choices: []Choice{{yes, w.T("reports.debits")}}},
		}},
		prepare: func(v values) (job, error) {
			in := &ereport.RegimeFacts{Regime: ereport.Regime(v["regime"]), Debits: v["debits"] == yes}
			return doing(r.ports.Acts.SayReporting, in), required("regime", v["regime"])
		},
	}
}
