package present

import (
	"context"
	"errors"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/service"
)

// Work that the customer may still withdraw from: whoever begins it is told first.

// The two ways on.
const (
	wishNoted = "asked"
	noWish    = "anyway"
)

// begin moves the repair to a status. What has to wait because the customer may still
// withdraw asks whether they want it now.
func (r *Repair) begin(to repair.Status) {
	in := &service.MoveInput{ID: r.id, To: to}
	r.run(func(ctx context.Context, call service.Call) error {
		_, err := r.ports.Acts.Move(ctx, call, in)
		if errors.Is(err, fault.New(quote.TooEarly, "")) {
			r.Post(func() { r.sheets.open(r.startSheet(to, err)) })
			return nil
		}
		return err
	})
}

// startSheet notes that the customer asks to begin, or why work begins all the same.
func (r *Repair) startSheet(to repair.Status, why error) plan {
	w, id := r.Words, r.id
	how := SheetField{Key: "how", Label: w.T("early.how"), Kind: ChoiceInput, Value: wishNoted, Choices: []Choice{
		{wishNoted, w.T("early.asked")}, {noWish, w.T("early.anyway")},
	}}
	p := plan{sheet: Sheet{Title: w.T(moves[to].label), Submit: w.T("sheet.save"), Notice: r.Failure(why)}}
	p.sheet.Notice.Tone = Watch
	p.fields = func(v values) []SheetField {
		if v["how"] == noWish {
			return []SheetField{how, {Key: "early_reason", Label: w.T("early.reason"), Kind: TextInput}}
		}
		return []SheetField{how, {Key: "channel", Label: w.T("early.channel"), Kind: ChoiceInput, Value: "phone", Choices: channelChoices(r.Env)}}
	}
	p.sheet.Fields = p.fields(values{})
	p.prepare = func(v values) (job, error) {
		if v["how"] == noWish {
			in := &service.MoveInput{ID: id, To: to, Early: strings.TrimSpace(v["early_reason"])}
			return r.moving(in), required("early_reason", in.Early)
		}
		p := &service.WishInput{ID: id, Channel: v["channel"], Acknowledged: true}
		return func(ctx context.Context, call service.Call) error {
			if _, err := r.ports.Quotes.AskToStart(ctx, call, p); err != nil {
				return err
			}
			next, err := r.ports.Files.NewCall(call.Staff)
			if err != nil {
				return err
			}
			return r.moving(&service.MoveInput{ID: id, To: to})(ctx, next)
		}, nil
	}
	return p
}
