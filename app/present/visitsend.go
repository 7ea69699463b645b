package present

import (
	"context"
	"strings"

	"etabli/app/domain/message"
	"etabli/app/service"
)

// sendSheet tells the customer in writing what was done. What is said is recorded
// in their thread; this device's own programs carry it.
func (v *Visit) sendSheet() plan {
	w, who := v.Words, v.now.customer
	var ways []Choice
	if v.phone() != "" {
		ways = append(ways, Choice{"sms", w.T("visit.told.sms")})
	}
	if who.Email != "" {
		ways = append(ways, Choice{"email", w.T("visit.told.email")})
	}
	words := w.T("visit.send.words", "product", v.describe().Title, "done", strings.TrimSuffix(strings.TrimSpace(v.now.visit.Done), "."))
	if link := v.ports.Owed.PageLink(v.now.file.Token); link != "" {
		words += " " + w.T("visit.send.link", "link", link)
	}
	sheet := Sheet{Title: w.T("visit.send"), Intro: w.T("visit.send.intro"), Submit: w.T("visit.send.submit")}
	if len(ways) == 0 {
		sheet.Intro = w.T("visit.send.nobody")
	} else {
		sheet.Fields = []SheetField{
			{Key: "channel", Label: w.T("visit.told"), Kind: ChoiceInput, Value: ways[0].Value, Choices: ways},
			{Key: "text", Label: w.T("visit.words"), Kind: LongInput, Value: words},
		}
	}
	customer, file := v.now.visit.Customer, v.now.visit.Repair
	return plan{sheet: sheet, prepare: func(in values) (job, error) {
		send := &service.SendInput{Channel: message.Channel(in["channel"]), Text: strings.TrimSpace(in["text"]), Subject: w.T("form.visit")}
		if !customer.IsZero() {
			send.Customer = &customer
		}
		if !file.IsZero() {
			send.Repair = &file
		}
		if report := v.now.visit.Report; report != nil && report.Made != "" {
			send.Owed = message.OwedContract // law wants them to have it in writing, whatever else they stopped
		}
		link := messageLink(v.phone(), send.Text)
		if send.Channel == message.Email {
			link = mailLink(who.Email, send.Subject, send.Text)
		}
		return func(ctx context.Context, call service.Call) error {
			if _, err := v.ports.Acts.SendMessage(ctx, call, send); err != nil {
				return err
			}
			v.Post(func() { v.leadTo(link) })
			return nil
		}, required("text", send.Text)
	}}
}
