package views

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Repair answers a whole file; storage.ErrNotFound when there is no such
// repair. What is private and cannot be opened is empty.
func (v *Views) Repair(r storage.Reader, id journal.EntityID) (Repair, error) {
	l, err := newLook(r)
	if err != nil {
		return Repair{}, err
	}
	e := repairEntity(id)
	row, s, err := l.rowAndState(id)
	if err != nil {
		return Repair{}, err
	}
	history, err := journal.History(r, e)
	if err != nil {
		return Repair{}, err
	}
	file := fileOf(s, row)
	switch {
	case file.Clocks.LegalStartMS == 0:
	case !legalOnUs(s):
		file.Clocks.LegalRuns = false
	default:
		file.Clocks.LegalRule = legalRule(s)
		last, err := l.legalLast(file.Clocks.LegalRule, file.Clocks.LegalStartMS, row.Site)
		if err != nil {
			return Repair{}, err
		}
		file.Clocks.LegalOn = last.String()
	}
	l.open(&file, &subject{entity: e, history: history, state: s})
	if file.Timeline, err = l.timeline(s, history); err != nil {
		return Repair{}, err
	}
	gather(&file, s, history)
	file.PromiseMoved = promiseMoved(s, history)
	if id := s.ID(fold.FieldBonusFile); !id.IsZero() {
		if claim, err := l.state(kind.Bonus, id); err == nil { // else it lies at another shop
			file.Bonus = bonusOf(claim).Status
		}
	}
	if err := file.Warranty.say(l, &subject{entity: e, history: history, state: s}); err != nil {
		return file, err
	}
	return file, l.toVerify(&file, s)
}

// fileOf is what the state alone tells.
func fileOf(s *fold.State, row RepairRow) Repair {
	ceiling, _ := repair.ParseCents(s.Value(repair.FieldCeilingCents))
	file := Repair{
		RepairRow: row, CustomerID: s.Customer, ProductID: s.Product,
		Brand: s.Value(repair.FieldBrand), Model: s.Value(repair.FieldModel),
		SerialKind: kindOfSerial(row.Serial), Category: s.Value(fold.FieldCategory),
		Accessories: repair.SplitList(s.Value(repair.FieldAccessories)),
		Condition:   repair.SplitList(s.Value(repair.FieldCondition)),
		RequestedMS: s.Clocks.LegalStartMS, SaidAt: s.Value(fold.FieldSaidAt), ReadyMS: s.ReadyMS, ReturnedMS: s.ReturnedMS,
		BoughtOn: s.Value(repair.FieldBoughtOn), CeilingCents: ceiling, Currency: s.Value(fold.FieldCurrency),
		Clocks: s.Clocks, Next: repair.Next(repair.Status(s.Status)), Finding: s.Value(fold.FieldFinding),
		Quote: quoteOf(s), Agreed: agreedOf(s), Newer: s.Newer > 0, Money: moneyOf(s), TokenHash: s.TokenHash,
	}
	if cents, ok := repair.ParseCents(s.Value(repair.FieldDiagnosis)); ok {
		file.Diagnosis = &repair.DiagnosisFee{Cents: cents, Deducted: s.Value(fold.FieldDeducted) != ""}
	}
	file.Irreparable, file.Sendout = irreparableOf(s), s.ID(fold.FieldInBatch)
	file.Opinion = RepairOpinion{AskedOn: s.Value(fold.FieldAskedOn), Well: s.Value(fold.FieldWell)}
	file.Warranty, file.Care, file.Links = warrantyOf(s, file.Quote), careOf(s), linksOf(s)
	for _, number := range s.Numbers {
		if number != row.Number {
			file.OtherNumbers = append(file.OtherNumbers, number)
		}
	}
	return file
}

func quoteOf(s *fold.State) *Quote {
	shown := s.Shown(fold.FieldQuote)
	if shown == nil {
		return nil
	}
	return quoteFrom(shown.Value, s.Answer).wished(s)
}

// agreedOf is the accepted quote that a later version would amend.
func agreedOf(s *fold.State) *Quote {
	if s.Agreed == nil {
		return nil
	}
	return quoteFrom(s.Agreed.Quote, &s.Agreed.Answer).wished(s)
}

// bindingOf is the quote that customer and shop agreed on last.
func bindingOf(s *fold.State) *Quote { return binding(quoteOf(s), agreedOf(s)) }

func binding(latest, agreed *Quote) *Quote {
	if latest != nil && latest.Answer == "accepted" {
		return latest
	}
	return agreed
}

func quoteFrom(facts []byte, a *fold.Answer) *Quote {
	var f quote.Facts
	if journal.UnmarshalFacts(facts, &f) != nil {
		return nil
	}
	q := &Quote{
		Version: f.Version, TotalCents: f.TotalCents, Currency: f.Currency, Work: f.Work,
		ValidUntil: f.ValidUntil, ReadyOn: f.ReadyOn,
	}
	if len(f.Lines) > 0 {
		q.QuoteDetail = detailOf(&f)
	}
	if a != nil && a.Version == q.Version {
		q.Answer, q.AnsweredBy = "refused", a.Channel
		if a.Accepted {
			q.Answer = "accepted"
		}
		q.answered(a)
	}
	return q
}

// open fills in what lies in private boxes, and what was imported.
func (l *look) open(file *Repair, sub *subject) {
	file.Fault = faultOf(l.r, sub)
	origin := sub.entry(sub.state.Origin)
	if file.Imported = importedFacts(origin); file.Imported != nil || origin == nil {
		return
	}
	given := origin
	if ref := sub.state.TokenRef; ref != (journal.Ref{}) {
		given = sub.entry(ref)
	}
	file.Token = l.tokenIn(given, sub.entity.ID)
}

// tokenIn is the token that an entry gave a file, empty when it cannot be read.
func (l *look) tokenIn(e *journal.Positioned, file journal.EntityID) string {
	if e == nil {
		return ""
	}
	for i, box := range e.Boxes {
		if box.Subject == file && box.Purpose == journal.File {
			var f repair.FileBox
			openBox(l.r, e, i, &f)
			return f.Token
		}
	}
	return ""
}

// gather collects attachments, and the accessories of the last hand-back that
// took effect.
func gather(file *Repair, s *fold.State, history []journal.Positioned) {
	for i := range history {
		e := &history[i]
		if has(s.Repeats, e.Ref()) {
			continue
		}
		switch uint16(e.Header.Kind) {
		case kind.RepairReceived:
			file.Attachments = append(file.Attachments, read[repair.ReceivedFacts](e).Attachments...)
		case kind.RepairPhotographed:
			file.Attachments = append(file.Attachments, read[repair.PhotographedFacts](e).Attachments...)
		case kind.MessageReceived:
			file.Attachments = append(file.Attachments, read[message.ReceivedFacts](e).Pictures...)
		case kind.HandedBackTogether:
			f := read[repair.HandedBackTogetherFacts](e)
			file.Attachments = append(file.Attachments, f.Attachments...)
			for _, one := range f.Files {
				if string(one.ID) == string(file.ID[:]) && !has(s.NotApplied, e.Ref()) {
					file.Returned = one.Accessories
				}
			}
		case kind.RepairHandedBack:
			f := read[repair.HandedBackFacts](e)
			file.Attachments = append(file.Attachments, f.Attachments...)
			if !has(s.NotApplied, e.Ref()) {
				file.Returned = f.Accessories
			}
		}
	}
}

// read reads the facts of an entry for people to see; what is not readable is
// empty, and the fold says so.
func read[T any](e *journal.Positioned) T {
	var f T
	_ = journal.UnmarshalFacts(e.Facts, &f)
	return f
}

func has(refs []journal.Ref, ref journal.Ref) bool {
	for _, r := range refs {
		if r == ref {
			return true
		}
	}
	return false
}

// toVerify adds the open items of the file and of its number.
func (l *look) toVerify(file *Repair, s *fold.State) (err error) {
	if file.Items, err = l.items(repairEntity(file.ID), s); err != nil {
		return err
	}
	item, found, err := l.clash(file.Number)
	if found {
		file.Items = append(file.Items, item)
		file.Review++
	}
	return err
}
