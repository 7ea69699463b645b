package present_test

import (
	"context"
	"testing"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/stock"
	"etabli/app/domain/visit"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// tour is a fake of what technicians ask of the use cases. What is done is kept.
type tour struct {
	*shop
	toldMS    map[present.ID]int64
	visits    []views.Visit
	van       []service.VanPart
	picks     []visit.Part
	back      []service.VanReturn
	terms     service.VisitTerms
	asked     []*service.TermsAsked
	proposals []service.Proposal
	sheets    map[present.ID][]byte
	links     []string
	fail      map[string]error
	did       []string
	late      *service.LateInput
	moved     *service.MoveDayInput
	absent    *service.AbsentInput
	report    *service.ReportInput
	reports   map[string]int // by command id
	used      *service.UseStockInput
	took      *service.TakeDeviceInput
	slot      *service.MoveVisitInput
	planned   *service.VisitInput
	loaded    *service.MoveStockInput
	answered  *service.AnswerInput
	sent      *service.SendInput
}

func newTour(t testing.TB, list ...views.Visit) *tour {
	s := newShop(t)
	s.customer = func(id present.ID) (views.Customer, error) {
		return views.Customer{ID: id, Name: "Ana Roy", Phone: "+33639980011", Address: "3 rue des Arts, Lille"}, nil
	}
	s.repair = func(_ context.Context, id present.ID) (views.Repair, error) {
		return views.Repair{RepairRow: views.RepairRow{ID: id, Number: "LIL2-00431-X7K"}}, nil
	}
	s.attach = func(role string) (service.AttachmentInput, error) {
		return service.AttachmentInput{Role: role, Hash: role}, nil
	}
	s.print = func(present.Form) (string, error) { return "papers", nil }
	return &tour{shop: s, visits: list, sheets: map[present.ID][]byte{}, fail: map[string]error{}, reports: map[string]int{}}
}

// appointment is a visit from an hour of 1 January 2000, for two hours.
func appointment(n byte, status visit.Status, hour int) views.Visit {
	from := time.Date(2000, 1, 1, hour, 0, 0, 0, time.UTC).UnixMilli()
	return views.Visit{
		ID: id(n), Site: "LIL", Status: status, For: visit.Repair, Slot: visit.Slot{FromMS: from, ToMS: from + 7_200_000},
		Staff: id(70), StaffName: "Yann L.", Van: "LIL4", Customer: id(50), CustomerName: "Ana Roy",
	}
}

func (f *tour) do(name string) (service.Result, error) {
	f.did = append(f.did, name)
	return service.Result{}, f.fail[name]
}

func (f *tour) Visit(_ context.Context, of present.ID) (service.Reported, error) {
	for _, v := range f.visits {
		if v.ID == of {
			return service.Reported{Visit: v}, nil
		}
	}
	return service.Reported{}, fault.New(fault.NotFound, "id", "what", "visit")
}

func (f *tour) VisitDay(_ context.Context, in *service.DayAsked) (out []views.Visit, err error) {
	for _, v := range f.visits {
		if in.On == "2000-01-01" && (in.Of == nil || *in.Of == v.Staff) {
			out = append(out, v)
		}
	}
	return out, f.fail["day"]
}

func (f *tour) Proposals(context.Context, *service.AwayAsked) ([]service.Proposal, error) {
	return f.proposals, nil
}

func (f *tour) PlanVisit(_ context.Context, _ service.Call, in *service.VisitInput) (service.Result, error) {
	f.planned = in
	return f.do("plan")
}

func (f *tour) VanReturns(context.Context, *service.VanReturnsAsked) ([]service.VanReturn, error) {
	return f.back, nil
}

func (f *tour) PickList(context.Context, *service.DayAsked) ([]visit.Part, error) {
	return f.picks, nil
}

func (f *tour) VanStock(context.Context, *service.VanAsked) ([]service.VanPart, error) {
	return f.van, nil
}

func (f *tour) Verdict(context.Context, present.ID) (service.Verdict, error) {
	return service.Verdict{Answer: "unknown"}, nil
}

func (f *tour) VisitTerms(_ context.Context, in *service.TermsAsked) (service.VisitTerms, error) {
	f.asked = append(f.asked, in)
	return f.terms, nil
}

func (f *tour) Worksheet(_ context.Context, of present.ID) ([]byte, error) { return f.sheets[of], nil }

func (f *tour) SaveWorksheet(_ context.Context, of present.ID, body []byte) error {
	f.sheets[of] = body
	return nil
}

func (f *tour) DropWorksheet(_ context.Context, of present.ID) error {
	delete(f.sheets, of)
	return nil
}

func (f *tour) PrintVisit(context.Context, present.ID) (string, error) {
	return "papers", f.fail["print"]
}

func (f *tour) OpenLink(address string) error {
	f.links = append(f.links, address)
	return f.fail["link"]
}

func (f *tour) ToldLate(_ context.Context, visit present.ID) (int64, error) {
	return f.toldMS[visit], nil
}

func (f *tour) RunLate(_ context.Context, _ service.Call, in *service.LateInput) (service.Result, error) {
	f.late = in
	return f.do("late")
}

func (f *tour) MoveDay(_ context.Context, _ service.Call, in *service.MoveDayInput) (service.Result, error) {
	f.moved = in
	return f.do("move_day")
}

func (f *tour) MoveStock(_ context.Context, _ service.Call, in *service.MoveStockInput) (service.Result, error) {
	f.loaded = in
	return f.do("move_stock")
}

// StepVisit brings the visit on, as the use case would.
func (f *tour) StepVisit(_ context.Context, _ service.Call, in *service.StepVisitInput) (service.Result, error) {
	for i := range f.visits {
		if f.visits[i].ID == in.ID {
			f.visits[i].Status = in.To
		}
	}
	return f.do("step:" + string(in.To))
}

func (f *tour) MoveVisit(_ context.Context, _ service.Call, in *service.MoveVisitInput) (service.Result, error) {
	f.slot = in
	return f.do("move")
}

func (f *tour) CancelVisit(context.Context, service.Call, *service.CancelVisitInput) (service.Result, error) {
	return f.do("cancel")
}

func (f *tour) AbsentCustomer(_ context.Context, _ service.Call, in *service.AbsentInput) (service.Result, error) {
	f.absent = in
	return f.do("absent")
}

func (f *tour) CheckVisit(context.Context, service.Call, *service.CheckVisitInput) (service.Result, error) {
	return f.do("check")
}

func (f *tour) TakeDevice(_ context.Context, _ service.Call, in *service.TakeDeviceInput) (service.Result, error) {
	f.took = in
	return f.do("take")
}

func (f *tour) ReportVisit(_ context.Context, call service.Call, in *service.ReportInput) (service.Result, error) {
	f.report = in
	f.reports[call.ID.String()]++
	return f.do("report")
}

func (f *tour) UseStock(_ context.Context, _ service.Call, in *service.UseStockInput) (service.Result, error) {
	f.used = in
	return f.do("use")
}

func (f *tour) AnswerQuote(_ context.Context, _ service.Call, in *service.AnswerInput) (service.Result, error) {
	f.answered = in
	return f.do("answer")
}

func (f *tour) SendMessage(_ context.Context, _ service.Call, in *service.SendInput) (service.Result, error) {
	f.sent = in
	return f.do("send")
}

func (f *tour) PageLink(token string) string {
	if token == "" {
		return ""
	}
	return "https://suivi.example/r/" + token
}

// pump is a part in the van.
func pump(onHand int64) service.VanPart {
	return service.VanPart{Account: views.Account{Ref: "PUMP", Label: "Pompe", Place: stock.At("LIL", "van4"), OnHand: onHand}, Cents: 8900, GTIN: "3400000000017"}
}
