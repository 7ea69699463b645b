package present

import (
	"context"

	"etabli/app/domain/ereport"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// The parts of what is told to the tax office by way of a platform: periods that are
// over and not reported whole, reports on their way, invoices that a platform waits
// for, and reports that were accepted.
const (
	DueReports    Scope = "due"
	OnWayReports  Scope = "way"
	HandInvoices  Scope = "invoices"
	DoneReports   Scope = "done"
	reportingVerb       = "reporting"
)

// Declaring is what is told to the tax office.
type Declaring interface {
	Changes
	Calls
	SalesReportsDue(ctx context.Context, in *service.SiteAsked) ([]service.PeriodDue, error)
	SalesReports(ctx context.Context, in *service.SiteAsked) ([]views.SalesReport, error)
	Invoices(ctx context.Context, in *service.InvoicesAsked) ([]service.InvoiceNow, error)
	InvoiceXML(ctx context.Context, in *service.ByInvoice) (service.InvoiceData, error)
	// KeepTable writes a file into the folder of documents, and answers the folder.
	KeepTable(ctx context.Context, name string, content []byte) (folder string, err error)
}

// DeclareActs are the commands about it.
type DeclareActs interface {
	SayReporting(ctx context.Context, call service.Call, in *ereport.RegimeFacts) (service.Result, error)
	MakeSalesReport(ctx context.Context, call service.Call, in *service.SalesReportInput) (service.Result, error)
	StepSalesReport(ctx context.Context, call service.Call, in *service.StepSalesReportInput) (service.Result, error)
	StepInvoice(ctx context.Context, call service.Call, in *service.StepInvoiceInput) (service.Result, error)
}

// DeclarePorts are what the page works with.
type DeclarePorts struct {
	Reports Declaring
	Acts    DeclareActs
}

// declared is one reading of what is open: one of the three.
type declared struct {
	due     *service.PeriodDue
	report  *views.SalesReport
	invoice *service.InvoiceNow
}

// told is one reading of everything that the page lists.
type told struct {
	due      []service.PeriodDue
	reports  []views.SalesReport
	invoices []service.InvoiceNow
}

// Reporting presents what is told to the tax office by way of a platform.
type Reporting struct {
	roll[declared]
	ports DeclarePorts
	head  func(ManagerPages)
}

// NewReporting makes the presenter of what is told to the tax office.
func NewReporting(env Env, ports DeclarePorts, head func(ManagerPages), list func(ListState), show func(Detail)) *Reporting {
	r := &Reporting{ports: ports, head: head}
	r.begins(env, ports.Reports, ReportingScreen, reportingVerb, []Scope{DueReports, OnWayReports, HandInvoices, DoneReports}, kind.SalesReport, kind.Invoice, kind.Till, kind.Site)
	r.list, r.show, r.look, r.fresh = list, show, r.showDeclared, reportRegime
	r.readAll, r.readOne = r.readLines, r.readDeclared
	return r
}

// Enter begins to show it.
func (r *Reporting) Enter(ctx context.Context) {
	r.head(r.managerPages(ReportingScreen))
	r.roll.Enter(ctx)
}

// PagePressed goes to another page of whoever runs the shop.
func (r *Reporting) PagePressed(id string) { r.Go(Route{Screen: Screen(id)}) }

// Show opens a period, a report or an invoice.
func (r *Reporting) Show(at Route) { r.choose(at) }

// readTold reads all of it. A shop that never said how it reports has no period due.
func (r *Reporting) readTold(ctx context.Context) (out told, err error) {
	port := r.ports.Reports
	if out.due, err = port.SalesReportsDue(ctx, &service.SiteAsked{}); err != nil && fault.Of(err).Code != ereport.NoRegime {
		return out, err
	}
	if out.reports, err = port.SalesReports(ctx, &service.SiteAsked{}); err != nil {
		return out, err
	}
	out.invoices, err = port.Invoices(ctx, &service.InvoicesAsked{List: views.InvoicesToHand})
	return out, err
}

func (r *Reporting) readLines(ctx context.Context, scope Scope) (out lines, err error) {
	all, err := r.readTold(ctx)
	if err != nil {
		return out, err
	}
	var way, done []views.SalesReport
	for _, one := range all.reports {
		if one.State == ereport.Accepted {
			done = append(done, one)
		} else {
			way = append(way, one)
		}
	}
	out.counts = map[Scope]int{DueReports: len(all.due), OnWayReports: len(way), HandInvoices: len(all.invoices)}
	switch scope {
	case OnWayReports:
		out.rows = rowsOf(way, r.reportRow)
	case HandInvoices:
		out.rows = rowsOf(all.invoices, r.invoiceRow)
	case DoneReports:
		out.rows = rowsOf(done, r.reportRow)
	default:
		out.rows = rowsOf(all.due, r.dueRow)
	}
	return out, nil
}

// periodID names a period that is due, which has no id of its own.
func periodID(one service.PeriodDue) ID {
	return ID(journal.CommandIDFrom("period to be reported", one.From.String()))
}

func (r *Reporting) readDeclared(ctx context.Context, id ID) (out declared, err error) {
	all, err := r.readTold(ctx)
	if err != nil {
		return out, err
	}
	for _, one := range all.due {
		if periodID(one) == id {
			return declared{due: &one}, nil
		}
	}
	for _, one := range all.reports {
		if one.ID == id {
			return declared{report: &one}, nil
		}
	}
	for _, one := range all.invoices {
		if one.ID == id {
			return declared{invoice: &one}, nil
		}
	}
	return out, fault.New(fault.NotFound, "id", "what", "sales_report")
}
