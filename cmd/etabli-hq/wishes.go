package main

import (
	"context"
	"slices"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/customer"
	"etabli/app/domain/erasure"
	"etabli/app/domain/fault"
	"etabli/app/domain/loan"
	"etabli/app/domain/message"
	"etabli/app/domain/parcel"
	"etabli/app/domain/repair"
	"etabli/app/portal"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/cmd/internal/papers"
	"etabli/printing/document"
	"etabli/storage/journal"
)

// moreDays are the days by which a customer can ask to keep a loaner longer.
var moreDays = []int{3, 7, 14}

// collectDays is how many of the next open days can be asked for, among so many.
const (
	collectDays = 6
	lookAhead   = 14
)

// Wishes are what can be asked for as the file stands; see portal.Letters.
func (a acts) Wishes(ctx context.Context, token string) ([]portal.Wish, error) {
	file, err := a.file(ctx, token)
	if err != nil {
		return nil, err
	}
	var out []portal.Wish
	if adds, err := a.canAdd(ctx, file); err != nil {
		return nil, err
	} else if adds {
		out = append(out, portal.Wish{Ask: string(message.AddItem)})
	}
	loans, err := a.hq.app.LoansOfFile(ctx, file.ID)
	if err != nil {
		return nil, err
	}
	for _, l := range loans {
		if l.Status == loan.Out {
			out = append(out, longer(l.DueOn)...)
			break
		}
	}
	if err := a.otherDays(ctx, file, &out); err != nil || file.Status != repair.Ready {
		return out, err
	}
	sites, err := a.hq.app.Sites(ctx)
	for _, s := range sites {
		if s.Code != file.Site && s.Address != "" { // a van has none
			out = append(out, portal.Wish{Ask: string(message.CollectAt), For: s.Code, Place: s.Name})
		}
	}
	return out, err
}

// otherDays adds the next open days on which somebody could come for the device, be
// visited, or have the parcel delivered.
func (a acts) otherDays(ctx context.Context, file views.Repair, out *[]portal.Wish) error {
	var asks []message.Wish
	if file.Status == repair.Ready {
		asks = append(asks, message.CollectOn)
	}
	visits, err := a.hq.app.VisitsOfFile(ctx, file.ID)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(visits, func(v views.Visit) bool { return v.Status.Ahead() }) {
		asks = append(asks, message.VisitOn)
	}
	parcels, err := a.hq.app.ParcelsAbout(ctx, file.ID)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(parcels, brought) {
		asks = append(asks, message.DeliverOn)
	}
	if len(asks) == 0 {
		return nil
	}
	days, err := a.hq.app.Days(ctx, &service.DaysAsked{Site: file.Site, Days: lookAhead})
	if err != nil {
		return err
	}
	days = slices.DeleteFunc(days, func(d service.ShopDay) bool { return d.Hours == "" })
	for _, ask := range asks {
		for _, d := range days[:min(len(days), collectDays)] {
			*out = append(*out, portal.Wish{Ask: string(ask), For: d.On.String()})
		}
	}
	return nil
}

// brought tells whether a parcel goes to a customer's door and is on its way there.
func brought(p views.Parcel) bool {
	return !p.Incoming && !p.Point && (p.Status == parcel.Closed || p.Status == parcel.Dropped || p.Status == parcel.InTransit)
}

// canAdd tells whether something can still travel with the device: it is being
// packed, or is with us and not ended.
func (a acts) canAdd(ctx context.Context, file views.Repair) (bool, error) {
	parcels, err := a.hq.app.ParcelsAbout(ctx, file.ID)
	for _, p := range parcels {
		if !p.Incoming {
			return p.Status == parcel.Open, err
		}
	}
	return file.Status.Scope() != repair.Ended && file.ReceivedMS != 0, err
}

func longer(dueOn string) (out []portal.Wish) {
	due, err := civil.Parse("due_on", dueOn)
	if err != nil {
		return nil
	}
	for _, n := range moreDays {
		out = append(out, portal.Wish{Ask: string(message.MoreTime), For: due.AddDays(n).String()})
	}
	return out
}

// Rate records how satisfied the customer is.
func (a acts) Rate(ctx context.Context, token string, in portal.Rating) error {
	file, err := a.file(ctx, token)
	if err != nil {
		return err
	}
	_, err = a.hq.app.AnswerSurvey(ctx, service.Call{ID: journal.CommandID(in.ID)}, &service.SurveyInput{
		ID: file.ID, Score: in.Score, Text: in.Text, Channel: "page",
	})
	return err
}

// Well records whether all is well; a "no" opens a claim about the file.
func (a acts) Well(ctx context.Context, token string, in portal.Opinion) error {
	file, err := a.file(ctx, token)
	if err != nil {
		return err
	}
	_, err = a.hq.app.GiveOpinion(ctx, service.Call{ID: journal.CommandID(in.ID)}, &service.GiveOpinionInput{
		ID: file.ID, Well: in.Well, Words: in.Text, Channel: message.Web,
	})
	return err
}

// TellBy records how the customer wants to be told.
func (a acts) TellBy(ctx context.Context, token string, in portal.Way) error {
	file, err := a.file(ctx, token)
	if err != nil {
		return err
	}
	if file.CustomerID.IsZero() {
		return fault.New(fault.NotFound, "customer", "what", "customer")
	}
	who, err := a.hq.app.Customer(ctx, file.CustomerID)
	call, said := service.Call{ID: journal.CommandID(in.ID)}, service.StopInput{ID: file.CustomerID, By: "page"}
	switch {
	case err != nil:
	case in.By == customer.ByNone:
		_, err = a.hq.app.StopMessages(ctx, call, &said)
	case who.Stopped != nil:
		_, err = a.hq.app.StartMessages(ctx, call, &service.StartInput{StopInput: said, TellBy: in.By})
	default:
		_, err = a.hq.app.SaveCustomer(ctx, call, &service.CustomerInput{ID: &file.CustomerID, TellBy: in.By})
	}
	return err
}

// AskOwn records what the customer asks for about their data; the second factor
// is how they were known.
func (a acts) AskOwn(ctx context.Context, token string, in portal.OwnData) error {
	file, err := a.file(ctx, token)
	if err != nil {
		return err
	}
	if file.CustomerID.IsZero() {
		return fault.New(fault.NotFound, "customer", "what", "customer")
	}
	_, err = a.hq.app.AskPerson(ctx, service.Call{ID: journal.CommandID(in.ID)}, &service.PersonAskInput{
		ID: file.CustomerID, For: erasure.Request(in.For), By: "page", Known: "code",
	})
	return err
}

// paperForms are the papers of a customer by their names on the page.
var paperForms = map[string]papers.Form{"deposit": papers.DepositReceipt, "quote": papers.Quote, "hand-back": papers.HandBack}

// papersOf are the names of the papers that a file has.
func papersOf(file views.Repair) (out []string) {
	if file.ReceivedMS != 0 {
		out = append(out, "deposit")
	}
	if file.Quote != nil {
		out = append(out, "quote")
	}
	if file.ReturnedMS != 0 {
		out = append(out, "hand-back")
	}
	return out
}

// Paper makes one of them.
func (a acts) Paper(ctx context.Context, token, name, language string) ([]byte, error) {
	file, err := a.file(ctx, token)
	if err != nil {
		return nil, err
	}
	return papers.Source{App: a.hq.app, Now: time.Now}.PDF(ctx, paperForms[name], document.A4, file.ID, language)
}
