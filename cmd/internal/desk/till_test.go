package desk_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"etabli/app/domain/till"
	"etabli/app/present"
	"etabli/app/service"
)

func TestAReceiptIsInTheLanguageOfWhoseFileWasPaid(t *testing.T) {
	d, _, _ := shop(t)
	next := func() service.Call {
		call, err := d.NewCall(present.ID{})
		if err != nil {
			t.Fatal(err)
		}
		return call
	}
	made, err := d.Receive(t.Context(), next(), &service.ReceiveInput{
		Customer: service.CustomerInput{Name: "Jane Smith", Language: "en"}, Product: service.ProductInput{Label: "Kettle"},
	})
	if err != nil {
		t.Fatal(err)
	}
	file := made.Data.(service.Received).ID
	for _, c := range []struct {
		file *present.ID
		says string
	}{{&file, "Payment receipt"}, {nil, "Reçu"}} {
		sold, err := d.TillSell(t.Context(), next(), &service.SellInput{
			Repair: c.file, Lines: []till.Line{{Label: "Câble", Quantity: 1000, Unit: 500, Rate: 200, Nature: till.Goods}},
			Payments: []till.Paid{{Tender: till.InCash, Cents: 500}},
		})
		if err != nil {
			t.Fatal(err)
		}
		number := sold.Data.(service.Receipt).Record.Number
		where, err := d.PrintReceipt(t.Context(), number)
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		eventually(t, "receipt "+number, func() bool {
			found, _ := filepath.Glob(filepath.Join(where, "*"+number+"*.pdf"))
			if len(found) == 0 {
				return false
			}
			out, err := exec.CommandContext(t.Context(), "pdftotext", found[0], "-").Output()
			text = string(out)
			return err == nil
		})
		if !strings.Contains(text, c.says) {
			t.Errorf("%s does not say %q:\n%s", number, c.says, text)
		}
	}
}
