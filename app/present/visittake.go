package present

import (
	"context"
	"strings"

	"etabli/app/domain/text"
	"etabli/app/service"
)

// takeSheet takes the device along: its receipt is printed at the customer's,
// and it is in the van's custody until the shop scans it. A visit that is about
// no file takes the device in first.
func (v *Visit) takeSheet() plan {
	w, now := v.Words, v.now.visit
	id, known, van := v.id, now.Repair, now.Van
	sheet := Sheet{Title: w.T("visit.take"), Intro: w.T("visit.take.intro", "van", van), Submit: w.T("visit.take.submit")}
	if known.IsZero() {
		sheet.Fields = []SheetField{
			{Key: "product.label", Label: w.T("visit.take.product")},
			{Key: "product.serial", Label: w.T("visit.take.serial")},
			{Key: "fault", Label: w.T("visit.take.fault"), Kind: LongInput},
			{Key: "accessories", Label: w.T("visit.take.accessories")},
		}
	}
	take, callErr := v.ports.Visits.NewCall(v.Desk.Staff)
	return plan{
		sheet: sheet,
		prepare: func(in values) (job, error) {
			if callErr != nil {
				return nil, callErr
			}
			received := &service.ReceiveInput{
				Product: service.ProductInput{Label: strings.TrimSpace(in["product.label"]), Serial: strings.TrimSpace(in["product.serial"])},
				Fault:   strings.TrimSpace(in["fault"]), Attachments: v.pictures(),
			}
			if who := now.Customer; !who.IsZero() {
				received.Customer.ID = &who
			}
			for _, a := range strings.Split(in["accessories"], ",") {
				if !text.Blank(a) {
					received.Accessories = append(received.Accessories, strings.TrimSpace(a))
				}
			}
			var err error
			if known.IsZero() {
				err = required("product.label", received.Product.Label)
			}
			return func(ctx context.Context, call service.Call) error {
				return v.take(ctx, call, take, received, &service.TakeDeviceInput{ID: id, Repair: known})
			}, err
		},
	}
}

// take receives the device if nobody did, takes it along and prints its receipt.
func (v *Visit) take(ctx context.Context, receive, take service.Call, in *service.ReceiveInput, out *service.TakeDeviceInput) error {
	if out.Repair.IsZero() {
		done, err := v.ports.Acts.Receive(ctx, receive, in)
		if err != nil {
			return err
		}
		if made, ok := done.Data.(service.Received); ok {
			out.Repair = made.ID
		}
	}
	if _, err := v.ports.Acts.TakeDevice(ctx, take, out); err != nil {
		return err
	}
	where, err := v.ports.Papers.Print(ctx, out.Repair, DepositA5)
	v.Post(func() {
		if err != nil {
			v.refused(err) // the device is taken all the same
			return
		}
		v.printed("form.deposit_a5", where)
	})
	return nil
}
