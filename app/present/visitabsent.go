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
	}, v.feeField()...)
	fields = append(fields, v.follows()...)
	fields = append(fields, SheetField{Key: "note", Label: w.T("visit.note"), Kind: TextInput})
	photos := w.T("visit.absent.none")
	if v.now.visit.AnnouncedCents == 0 {
		photos = w.T("visit.fee.untold") + " " + photos
	}
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

// feeField asks for the fee of an absence, as the customer was told of it; who was told
// of none is asked for none.
func (v *Visit) feeField() []SheetField {
	told := v.now.visit.AnnouncedCents
	if told == 0 {
		return nil
	}
	return []SheetField{{Key: "fee_cents", Label: v.Words.T("visit.fee"), Kind: MoneyInput, Hint: v.Words.Money(told, euro)}}
}

// pictures are the photos that were taken.
func (v *Visit) pictures() (out []service.AttachmentInput) {
	for _, p := range v.sheet.Photos {
		out = append(out, p.At)
	}
	return out
}
