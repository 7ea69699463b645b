package service

import (
	"time"

	"etabli/app/domain/claim"
	"etabli/app/domain/message"
	"etabli/app/domain/stock"
	"etabli/storage/journal"
)

// demoFile is a file of the demo that something else is about.
type demoFile struct {
	id    journal.EntityID
	phone string
}

// around fills the other rooms of the shop: what lies on the shelf, what is lent,
// what customers say, and what somebody has to do.
func (d *demo) around() error {
	for _, fill := range []func() error{d.shelf, d.lent, d.said, d.tasks} {
		if err := fill(); err != nil {
			return err
		}
	}
	return nil
}

// demoParts are on the shelf, n of each, and bought again when least are left.
var demoParts = []struct {
	PartInput
	n, least int64
}{
	{PartInput{Ref: "BAT-A15", Label: "Batterie Galaxy A15", Brand: "Samsung", CostCents: 1450, Price: 3900}, 4, 2},
	{PartInput{Ref: "ECR-IP12", Label: "Écran iPhone 12", Brand: "Apple", CostCents: 5200, Price: 11900}, 2, 2},
	{PartInput{Ref: "POMPE-LV", Label: "Pompe de vidange lave-linge", Brand: "Askoll", CostCents: 1890, Price: 4500}, 1, 2},
	{PartInput{Ref: "COUR-ASP", Label: "Courroie d’aspirateur", CostCents: 310, Price: 990}, 12, 4},
	{PartInput{Ref: "CHARB-MOT", Label: "Charbons de moteur, la paire", CostCents: 420, Price: 1290}, 6, 3},
	{PartInput{Ref: "FUS-T2A", Label: "Fusible T 2 A, lot de 10", CostCents: 150, Price: 450}, 9, 3},
	{PartInput{Ref: "CABLE-USBC", Label: "Câble USB-C 1 m", GTIN: "4006381333931", CostCents: 280, Price: 1490}, 15, 5},
	{PartInput{Ref: "RESIST-BOUIL", Label: "Résistance de bouilloire", CostCents: 690, Price: 1990}, 0, 1},
}

func (d *demo) shelf() error {
	var in ReceiveStockInput
	for i, p := range demoParts {
		if _, err := d.app.SavePart(d.ctx, d.call("part", i), &p.PartInput); err != nil {
			return err
		}
		if _, err := d.app.SayReorder(d.ctx, d.call("reorder", i), &ReorderInput{Part: p.Ref, Least: p.least, Full: 2 * p.least}); err != nil {
			return err
		}
		if p.n > 0 {
			in.Lines = append(in.Lines, ReceivedLineInput{LineInput: LineInput{Part: p.Ref, N: p.n}, For: stock.ForShelf, CostCents: p.CostCents})
		}
	}
	_, err := d.app.ReceiveStock(d.ctx, d.call("goods", 0), &in)
	return err
}

var demoUnits = []LoanerInput{
	{Label: "Samsung Galaxy A15", Serial: "PRET-0001", Accessories: []string{"Chargeur"}, Condition: []string{"Rayure au dos"}, ValueCents: 15000},
	{Label: "Samsung Galaxy A15", Serial: "PRET-0002", Accessories: []string{"Chargeur", "Coque"}, ValueCents: 15000},
	{Label: "Aspirateur Rowenta", Serial: "PRET-0003", Accessories: []string{"Brosse"}, ValueCents: 9000},
	{Label: "Cafetière Moulinex", Serial: "PRET-0004", ValueCents: 4000},
}

// lent hands two of the units out; one of them should be back by now.
func (d *demo) lent() error {
	now := d.app.now()
	for i := range demoUnits {
		call := d.call("unit", i)
		if _, err := d.app.SaveLoaner(d.ctx, call, &demoUnits[i]); err != nil {
			return err
		}
		if i >= 2 || i >= len(d.files) {
			continue
		}
		unit := loanerID(call, &demoUnits[i])
		due := now.AddDate(0, 0, 6*i-1).Format(time.DateOnly)
		if _, err := d.app.IssueLoan(d.ctx, d.call("lend", i), &IssueInput{Unit: &unit, File: &d.files[i].id, Paper: true, DueOn: due}); err != nil {
			return err
		}
	}
	return nil
}

// said is what customers have said by any channel, and the claim that one made.
func (d *demo) said() error {
	if len(d.files) < 4 {
		return nil
	}
	ago := func(minutes int) int64 { return d.app.now().Add(-time.Duration(minutes) * time.Minute).UnixMilli() }
	for i, in := range []ReceiveMessageInput{
		{Channel: message.SMS, From: d.files[2].phone, Text: "Bonjour, est-ce que je peux passer samedi matin ?", ReceivedMS: ago(25), Repair: &d.files[2].id},
		{Channel: message.Email, From: "j.martin@exemple.fr", Subject: "Machine à coudre", Text: "Réparez-vous les machines à coudre de 1970 ?", ReceivedMS: ago(190)},
		{Channel: message.SMS, From: d.files[3].phone, Text: "Pouvez-vous ajouter une batterie au colis avant qu’il parte ?", ReceivedMS: ago(8), Repair: &d.files[3].id},
	} {
		if _, err := d.app.ReceiveMessage(d.ctx, d.call("message", i), &in); err != nil {
			return err
		}
	}
	if _, err := d.app.MissCall(d.ctx, d.call("missed", 0), &MissCallInput{Phone: "06 39 98 70 12", ReceivedMS: ago(47)}); err != nil {
		return err
	}
	_, err := d.app.OpenClaim(d.ctx, d.call("claim", 0), &ClaimInput{
		MatterInput: MatterInput{Repair: &d.files[1].id},
		SaidInput: SaidInput{Channel: message.Phone, ReceivedMS: ago(300), Wish: claim.Voucher, WishCents: 2000,
			Words: "Deux déplacements pour rien : l’appareil était annoncé prêt et ne l’était pas."},
		About: "promise",
	})
	return err
}

func (d *demo) tasks() error {
	for i, what := range []string{"Rappeler le fournisseur de pompes", "Compter l’étagère des prêts", "Déposer les piles usagées"} {
		on := d.app.now().AddDate(0, 0, i-1).Format(time.DateOnly)
		if _, err := d.app.SetTask(d.ctx, d.call("task", i), &TaskInput{What: what, On: on}); err != nil {
			return err
		}
	}
	return nil
}
