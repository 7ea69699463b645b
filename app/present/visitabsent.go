package present

import (
	"context"
	"strconv"

	"etabli/app/service"
)

// absentTries are how many calls can be said to have been tried.
const absentTries = 4

// absentSheet notes that nobody was there. The photos that were taken go with
// it; a fee is asked only when one was announced.
func (v *Visit) absentSheet() plan {
	w, id := v.Words, v.id
	tries := SheetField{Key: "tries", Label: w.T("visit.tries"), Kind: ChoiceInput, Value: "1"}
	for n := range absentTries {
		tries.Choices = append(tries.Choices, Choice{strconv.Itoa(n), strconv.Itoa(n)})
	}
	fields := append([]SheetField{
		tries,
		{Key: "slip", Label: w.T("visit.slip"), Kind: ChoiceInput, Value: "printed", Choices: []Choice{
			{"printed", w.T("visit.slip.printed")}, {"sent", w.T("visit.slip.sent")},
		}},
		{Key: "fee_cents", Label: w.T("visit.fee"), Kind: MoneyInput, Hint: w.T("visit.fee.none")},
	}, v.follows()...)
	fields = append(fields, SheetField{Key: "note", Label: w.T("visit.note"), Kind: TextInput})
	photos := w.T("visit.absent.none")
	if n := len(v.sheet.Photos); n > 0 {
		photos = w.N("visit.absent.photos", n)
	}
	return plan{
		sheet: Sheet{Title: w.T("visit.absent"), Intro: photos, Submit: w.T("sheet.save"), Fields: fields},
		prepare: func(in values) (job, error) {
			absent := &service.AbsentInput{ID: id, Slip: in["slip"], Note: in["note"], Attachments: v.pictures()}
			var err error
			if absent.Tries, err = strconv.Atoi(in["tries"]); err != nil {
				return nil, err
			}
			if absent.FeeCents, err = v.parseMoney("fee_cents", in["fee_cents"]); err != nil {
				return nil, err
			}
			absent.AnnouncedCents = absent.FeeCents // the field asks for what was announced
			absent.Next, err = v.nextOf(in)
			forget := v.forgetting()
			return func(ctx context.Context, call service.Call) error {
				if _, err := v.ports.Acts.AbsentCustomer(ctx, call, absent); err != nil {
					return err
				}
				return forget(ctx)
			}, err
		},
	}
}

// pictures are the photos that were taken.
func (v *Visit) pictures() (out []service.AttachmentInput) {
	for _, p := range v.sheet.Photos {
		out = append(out, p.At)
	}
	return out
}
