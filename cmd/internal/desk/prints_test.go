package desk_test

import (
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/cmd/internal/desk"
	"etabli/cmd/internal/device"
	"etabli/storage/badgerstore"
)

func TestMain(m *testing.M) {
	badgerstore.RunCheckIfChild()
	os.Exit(m.Run())
}

// shop is a shop alone with one repair.
func shop(t *testing.T) (d *desk.Desk, dir string, made service.Received) {
	t.Helper()
	t.Setenv("ETABLI_KEYRING", "off")
	dir = t.TempDir()
	at, err := device.InitAlone(t.Context(), dir, "LIL", "Atelier", device.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if d, err = desk.New(at); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	call, err := d.NewCall(present.ID{})
	if err != nil {
		t.Fatal(err)
	}
	done, err := d.Receive(t.Context(), call, &service.ReceiveInput{
		Customer: service.CustomerInput{Name: "Hélène Cœur-d’Acier"}, Product: service.ProductInput{Label: "Lave-linge"}, Fault: "Ne vidange plus",
	})
	if err != nil {
		t.Fatal(err)
	}
	return d, dir, done.Data.(service.Received)
}

// eventually waits for what comes by itself; the test's own deadline ends it.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for !ok() {
		select {
		case <-t.Context().Done():
			t.Fatal("never: " + what)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func TestAShopWithoutPrintersFindsItsPapersInAFolder(t *testing.T) {
	d, dir, file := shop(t)
	if got := d.AtIntake(); !slices.Equal(got, []present.Form{present.Deposit80mm, present.DepositA5}) {
		t.Errorf("an intake prints %v", got)
	}
	for form, name := range map[present.Form]string{
		present.DepositA5: "deposit-receipt-a5.pdf", present.Deposit80mm: "deposit-receipt-80mm.pdf",
		present.OrderA5: "repair-order-a5.pdf", present.DeviceLabel: "device-label-dymo-99012.pdf", present.ConditionA4: "condition-report.pdf",
	} {
		if page, err := d.Preview(t.Context(), file.ID, form); err != nil || !strings.HasPrefix(string(page), "\x89PNG") {
			t.Errorf("no preview of %s: %v", form, err)
		}
		where, err := d.Print(t.Context(), file.ID, form)
		if err != nil || where != filepath.Join(dir, "papers") {
			t.Errorf("%s: %q, %v", form, where, err)
		}
		eventually(t, name, func() bool {
			content, err := os.ReadFile(filepath.Join(where, file.Number+"-"+name))
			return err == nil && strings.HasPrefix(string(content), "%PDF")
		})
	}
}

func TestPapersGoToThePrinterOfTheirKindAndNobodyWaitsForIt(t *testing.T) {
	d, _, file := shop(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close() // it is off at first
	ticket := present.Printer{Name: "Ticket", Way: "raw", Address: address, Kind: "receipt-80mm|escpos"}
	if err := errors.Join(d.SavePrinter(t.Context(), ticket), d.AssignPrinter(t.Context(), "Ticket", []string{"receipt"}, nil)); err != nil {
		t.Fatal(err)
	}
	if got := d.AtIntake(); !slices.Equal(got, []present.Form{present.Deposit80mm}) {
		t.Errorf("an intake prints %v", got)
	}
	where, err := d.Print(t.Context(), file.ID, present.Deposit80mm)
	if err != nil || where != "Ticket" {
		t.Fatalf("%q, %v", where, err)
	}
	var job present.PrintJob
	eventually(t, "the job waits with its reason", func() bool {
		now, err := d.PrintQueue(t.Context())
		if err != nil || len(now.Jobs) != 1 {
			t.Fatalf("%+v, %v", now, err)
		}
		job = now.Jobs[0]
		return job.State == "waiting" && job.Reason == "offline"
	})
	if job.Number != file.Number || job.About != file.ID || job.Form != "deposit-receipt" {
		t.Errorf("the job says %+v", job)
	}
	picture, err := d.PrintPicture(t.Context(), job.ID)
	if err != nil || !strings.HasPrefix(string(picture), "\x89PNG") {
		t.Errorf("no picture of it: %v", err)
	}

	got := make(chan []byte, 1)
	if l, err = net.Listen("tcp", address); err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			if content, _ := io.ReadAll(conn); len(content) > 0 {
				got <- content
			}
			conn.Close()
		}
	}()
	if err := d.ActOnPrint(t.Context(), present.PrintAct{Job: job.ID, Act: present.PrintRetry}); err != nil {
		t.Fatal(err)
	}
	if content := <-got; !strings.HasPrefix(string(content), "\x1b@") {
		t.Errorf("%d bytes came to the printer, %q…", len(content), content[:min(8, len(content))])
	}
}

func TestAPrinterIsAFirstChoiceOrAHelp(t *testing.T) {
	d, _, _ := shop(t)
	for _, name := range []string{"Un", "Deux"} {
		p := present.Printer{Name: name, Way: "folder", Address: t.TempDir(), Kind: "a4|pdf"}
		if err := errors.Join(d.SavePrinter(t.Context(), p), d.AssignPrinter(t.Context(), name, []string{"a4"}, nil)); err != nil {
			t.Fatal(err)
		}
	}
	first := func() (name string) {
		now, _ := d.PrintQueue(t.Context())
		for _, p := range now.Printers {
			if slices.Contains(p.First, "a4") {
				name += p.Name
			}
		}
		return name
	}
	if got := first(); got != "Deux" {
		t.Errorf("the last that was named first is %q", got)
	}
	if err := d.AssignPrinter(t.Context(), "Deux", nil, []string{"a4"}); err != nil || first() != "Un" {
		t.Errorf("as a help only: first is %q, %v", first(), err)
	}
	if err := d.SavePrinter(t.Context(), present.Printer{Name: "folder", Way: "folder", Address: "x", Kind: "a4|pdf"}); fault.Of(err).Field != "name" {
		t.Errorf("a printer took the folder's name: %v", err)
	}
}

func TestWhatAShopKnowsOfItsPrinterIsKept(t *testing.T) {
	d, _, _ := shop(t)
	p := present.Printer{Name: "Ticket", Way: "raw", Address: "127.0.0.1:9", Kind: "receipt-80mm|escpos"}
	p.Own = present.RollProfile{WidthDots: 512, CodePage: 16, Cutter: "none", DrawerPin: 5}
	if err := d.SavePrinter(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	now, err := d.PrintQueue(t.Context())
	if err != nil || len(now.Printers) != 2 || now.Printers[0].Own != p.Own || !now.Printers[1].Folder {
		t.Errorf("%+v, %v", now, err)
	}
	for _, k := range d.PrinterKinds() {
		p := present.Printer{Name: "Essai", Way: "folder", Address: t.TempDir(), Kind: k.ID}
		if err := errors.Join(d.SavePrinter(t.Context(), p), d.TestPrinter(t.Context(), "Essai", present.ID{})); err != nil {
			t.Errorf("%s: %v", k.ID, err)
		}
		eventually(t, "the test page of "+k.ID, func() bool {
			found, _ := filepath.Glob(filepath.Join(p.Address, "test-page*"))
			return len(found) == 1
		})
	}
}
