package service

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"etabli/app/domain/repair"
	"etabli/app/service/ords"
	"etabli/storage/journal"
)

// Demo fills a shop with files made from real repairs: what was brought and
// what was wrong with it come from the rows; people, dates, shelf, loans and
// messages are inventions.
// most bounds how many. A second run with the same seed adds nothing.
func (a *App) Demo(ctx context.Context, rows []ords.Columns, most int, seed uint64) (int, error) {
	d := demo{app: a, ctx: ctx, dice: rand.New(rand.NewPCG(seed, 2)), seed: seed}
	if err := d.people(); err != nil {
		return 0, err
	}
	made := 0
	for i, row := range rows {
		if made == most {
			break
		}
		if row[ords.Problem] == "" || row[ords.ProductCategory] == "" {
			continue
		}
		if err := d.file(i, row.Meaning(), demoPaths[made%len(demoPaths)]); err != nil {
			return made, fmt.Errorf("demo row %d: %w", i, err)
		}
		made++
	}
	return made, d.around()
}

type demo struct {
	app   *App
	ctx   context.Context
	dice  *rand.Rand
	seed  uint64
	staff []journal.EntityID
	files []demoFile // those on the bench, in the order they were made
}

// demoPaths are the ways the files go, more of the common ones.
var demoPaths = [][]repair.Status{
	{repair.DiagWait},
	{repair.Diag},
	{repair.Diag, repair.QuoteSent},
	{repair.Diag, repair.Repairing},
	{},
	{repair.Diag, repair.QuoteSent, repair.QuoteOK, repair.Repairing},
	{repair.Diag, repair.Repairing, repair.Test, repair.Ready},
	{repair.Diag, repair.QuoteSent, repair.QuoteOK, repair.PartWait},
	{repair.Diag, repair.Repairing, repair.Test, repair.Ready, repair.Returned},
}

var demoNames = []string{
	"Amélie Durand", "Karim Benali", "Jeanne Lopez", "Paul Vasseur", "Inès Moreau", "Hélène Cœur-d'Acier",
	"Louis Lefèvre", "Fatou Diallo", "Marie-Ange Dubois", "Thomas Nguyen", "Société Ferrand", "Élise Caron",
}

var demoAccessories = [][]string{{"Chargeur"}, {}, {"Câble secteur", "Télécommande"}, {"Housse"}, {"Coque", "Chargeur"}}

var demoConditions = [][]string{{"Aucune trace"}, {"Rayures légères"}, {"Coin enfoncé"}, {"Traces d'usage"}}

// call derives the id of a step, so that the demo is idempotent.
func (d *demo) call(what string, n int) Call {
	call := Call{ID: journal.CommandIDFrom("demo", d.app.place.Site, d.app.place.Device, fmt.Sprint(d.seed), what, fmt.Sprint(n))}
	if len(d.staff) > 0 {
		call.Staff = d.staff[n%len(d.staff)]
	}
	return call
}

func (d *demo) people() error {
	_, err := d.app.SaveSite(d.ctx, d.call("site", 0), &SiteInput{
		Code: d.app.place.Site, Name: "Atelier Lille", Address: "12 rue de la Clef, 59000 Lille",
		Phone: "03 20 00 00 00", Hours: "mardi au samedi, 9 h – 19 h", SIRET: "812 345 676 00017",
		Mediator: "Médiateur de la consommation, 1 place du Droit, 75001 Paris",
	})
	if err != nil {
		return err
	}
	for i, who := range []StaffInput{
		{Display: "Nadia B.", Role: "counter"}, {Display: "Yann L.", Role: "technician"}, {Display: "Sophie M.", Role: "manager"},
	} {
		call := d.call("staff", i)
		call.Staff = journal.EntityID{} // nobody is here yet to say who works here
		if _, err := d.app.SaveStaff(d.ctx, call, &who); err != nil {
			return err
		}
		d.staff = append(d.staff, journal.NewEntityID(call.ID, 0))
	}
	return nil
}

func (d *demo) file(i int, m ords.Meaning, path []repair.Status) error {
	// Most came in lately; a few are old enough to worry about.
	age := d.dice.Float64()
	cameOn := d.app.now().Add(-time.Duration(age*age*age*29*24) * time.Hour)
	promised := d.app.now().AddDate(0, 0, 1+d.dice.IntN(12))
	if d.dice.IntN(8) == 0 {
		promised = d.app.now().AddDate(0, 0, -1)
	}
	name := demoNames[d.dice.IntN(len(demoNames))]
	phone := fmt.Sprintf("06 39 98 %02d %02d", i%100, d.dice.IntN(100))
	in := ReceiveInput{
		Customer:    CustomerInput{Name: name, Phone: phone, TellBy: "sms", Language: "fr"},
		Product:     ProductInput{Label: m.Label, Brand: m.Brand, Category: m.Category, Serial: fmt.Sprintf("DEMO%05d", i)},
		Fault:       m.Fault,
		Accessories: demoAccessories[d.dice.IntN(len(demoAccessories))],
		Condition:   demoConditions[d.dice.IntN(len(demoConditions))],
		PromisedOn:  promised.Format(time.DateOnly),
		RequestedMS: cameOn.UnixMilli(), ReceivedMS: cameOn.UnixMilli(),
	}
	call := d.call("receive", i)
	if _, err := d.app.Receive(d.ctx, call, &in); err != nil {
		return err
	}
	id := journal.NewEntityID(call.ID, 0)
	for n, to := range path {
		if err := d.move(i*16+n, id, to, in.Accessories); err != nil {
			return err
		}
	}
	if len(path) > 0 && path[len(path)-1] == repair.Repairing {
		d.files = append(d.files, demoFile{id, phone})
	}
	return nil
}

func (d *demo) move(step int, id journal.EntityID, to repair.Status, accessories []string) error {
	call := d.call("move", step)
	var err error
	switch to {
	case repair.QuoteSent:
		_, err = d.app.Quote(d.ctx, call, &QuoteInput{ID: id, TotalCents: int64(3900 + 500*d.dice.IntN(30)), Work: "Remplacement de la pièce défectueuse, contrôle et nettoyage"})
	case repair.QuoteOK:
		_, err = d.app.AnswerQuote(d.ctx, call, &AnswerInput{ID: id, Version: 1, Accepted: true, Channel: "phone"})
	case repair.Returned:
		settled := map[string]string{}
		for _, name := range accessories {
			settled[name] = "returned"
		}
		_, err = d.app.HandBack(d.ctx, call, &HandBackInput{ID: id, Accessories: settled, Outcome: repair.Repaired})
	default:
		_, err = d.app.Move(d.ctx, call, &MoveInput{ID: id, To: to})
	}
	return err
}
