package desk_test

import (
	"errors"
	"net"
	"testing"

	"etabli/app/domain/till"
	"etabli/app/present"
	"etabli/app/service"
)

func TestAReceiptThatNoPrinterTakesIsInTheTechnicalLogOnce(t *testing.T) {
	d, _, _ := shop(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ticket := present.Printer{Name: "Ticket", Way: "raw", Address: l.Addr().String(), Kind: "receipt-80mm|escpos"}
	l.Close() // it is off
	if err := errors.Join(d.SavePrinter(t.Context(), ticket), d.AssignPrinter(t.Context(), "Ticket", []string{"receipt"}, nil)); err != nil {
		t.Fatal(err)
	}
	call, err := d.NewCall(present.ID{})
	if err != nil {
		t.Fatal(err)
	}
	sold, err := d.TillSell(t.Context(), call, &service.SellInput{
		Lines:    []till.Line{{Label: "Câble", Quantity: 1000, Unit: 500, Rate: 200, Nature: till.Goods}},
		Payments: []till.Paid{{Tender: till.InCash, Cents: 500}},
	})
	if err != nil {
		t.Fatal(err)
	}
	number := sold.Data.(service.Receipt).Record.Number
	if _, err := d.PrintReceipt(t.Context(), number); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the log names the receipt", func() bool {
		said, err := d.TillReceipts(t.Context(), &service.ReceiptsInput{Kinds: []till.Kind{till.Event}})
		if err != nil || len(said) > 1 {
			t.Fatalf("%+v, %v", said, err)
		}
		return len(said) == 1 && said[0].Reason == till.PrinterFailed && said[0].Ref == number
	})
}
