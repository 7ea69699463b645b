package forms

import (
	"etabli/app/domain/civil"
	"etabli/app/lang"
	"etabli/printing/document"
)

// Damage is something that would cost, or that did.
type Damage struct {
	Text  string `json:"text" form:"need"`
	Cents int64  `json:"cents"` // at most, on the agreement; charged, at the return
}

// Loan is an appareil de prêt that goes out.
type Loan struct {
	Sheet
	FileNumber   string     `json:"file_number,omitempty"` // of the repair it goes with
	Customer     Person     `json:"customer"`
	Unit         Product    `json:"unit"`
	UnitName     string     `json:"unit_name,omitempty"` // what the shop calls it, such as P-11
	Accessories  []string   `json:"accessories,omitempty"`
	Condition    []string   `json:"condition,omitempty"`
	Photos       []Photo    `json:"photos,omitempty"`
	Currency     string     `json:"currency,omitempty"`
	ValueCents   int64      `json:"value_cents,omitempty"`
	DepositCents int64      `json:"deposit_cents,omitempty"`
	DepositMeans string     `json:"deposit_means,omitempty" form:"cash,card,cheque,transfer,preauth,other"`
	DepositUntil civil.Date `json:"deposit_until,omitzero"` // when it is given back at the latest
	DueOn        civil.Date `json:"due_on,omitzero"`
	DueNote      string     `json:"due_note,omitempty"` // such as an extension that may be asked for
	Damages      []Damage   `json:"damages,omitempty"`  // what may be charged, with its cap
	LegalClaim   bool       `json:"legal_guarantee,omitempty"`
	PageURL      string     `json:"page_url,omitempty"`
	Signature    Signature  `json:"signature,omitzero"`
}

// LoanAgreement writes the contrat de prêt.
func LoanAgreement(in Loan, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	body := w.followed(w.T("paper.loan.says"), in.PageURL)
	body = append(body, w.parties(in.Customer, in.Unit))
	body = append(body, w.section(w.T("paper.loan.lent"), pairs(
		row(w.T("paper.loan.unit"), strong(in.UnitName)),
		row(w.T("paper.loan.file"), document.MonoRun(in.FileNumber)),
		row(w.T("paper.loan.with"), document.Plain(w.listed(in.Accessories, "paper.accessories.none"))),
		row(w.T("paper.loan.state"), document.Plain(w.listed(in.Condition, "paper.condition.none"))),
		row(w.T("paper.loan.due"), strong(joined(" · ", w.on(in.DueOn), in.DueNote))),
		row(w.T("paper.loan.value"), document.Plain(w.amountOr(in.ValueCents, in.Currency))),
		row(w.T("paper.caution"), document.Plain(w.deposit(in))),
	))...)
	body = append(body, w.section(w.T("paper.loan.damages"), w.damages(in.Damages, in.Currency, "paper.loan.cap"))...)
	terms := []string{w.law("loan_terms"), w.law("loan_care"), w.law("loan_late"), w.law("loan_data")}
	if in.LegalClaim {
		terms = append(terms, w.law("loan_free_lgc"))
	}
	body = append(body, w.section(w.T("paper.loan.terms"), w.lines(terms))...)
	body = append(body, w.section(w.T("paper.photos.title"), w.photos(in.Photos)...)...)
	body = append(body, w.signatures(w.signature("paper.loan.signature", in.Customer.Name, in.Signature), in.By))
	body = append(body, w.smallPrint(w.common())...)
	return w.document(w.T("paper.loan.title"), body)
}

// deposit says what was left as a guarantee, how, and until when.
func (w writer) deposit(in Loan) string {
	if in.DepositCents == 0 {
		return w.T("paper.caution.none")
	}
	until := ""
	if in.DepositUntil.Known() {
		until = w.T("paper.caution.until", "date", w.on(in.DepositUntil))
	}
	return joined(" · ", w.Money(in.DepositCents, in.Currency), w.chosen(means, in.DepositMeans), until)
}

func (w writer) damages(list []Damage, currency, title string) document.Table {
	t := document.Table{Columns: []document.Column{
		{Title: w.T("paper.damage"), Share: 0.7}, {Title: w.T(title), Share: 0.3, Align: document.End},
	}}
	for _, d := range list {
		t.Rows = append(t.Rows, document.Row{Cells: []string{d.Text, w.Money(d.Cents, currency)}})
	}
	return t
}

// LoanBack is an appareil de prêt that came back.
type LoanBack struct {
	Sheet
	FileNumber   string         `json:"file_number,omitempty"`
	Customer     Person         `json:"customer"`
	Unit         Product        `json:"unit"`
	UnitName     string         `json:"unit_name,omitempty"`
	OutOn        civil.Date     `json:"out_on,omitzero"`
	Accessories  []ReturnedItem `json:"accessories,omitempty"`
	Condition    []string       `json:"condition,omitempty"`
	Photos       []Photo        `json:"photos,omitempty"`
	Currency     string         `json:"currency,omitempty"`
	Damages      []Damage       `json:"damages,omitempty"` // what is charged
	DepositCents int64          `json:"deposit_cents,omitempty"`
	Deposit      string         `json:"deposit,omitempty" form:"released,kept,part"`
	Wiped        bool           `json:"wiped,omitempty"`
	WipeMethod   string         `json:"wipe_method,omitempty"`
	Signature    Signature      `json:"signature,omitzero"`
}

// LoanReturn writes the slip that ends a loan, with the proof of wiping.
func LoanReturn(in LoanBack, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	wiped := w.T("paper.wiped.not")
	if in.Wiped {
		wiped = w.because(w.T("paper.wiped"), in.WipeMethod)
	}
	deposit := ""
	if in.DepositCents != 0 {
		deposit = joined(" · ", w.Money(in.DepositCents, in.Currency), w.chosen(deposits, in.Deposit))
	}
	body := w.opening(w.T("paper.loan_return.says"), "")
	body = append(body, w.parties(in.Customer, in.Unit))
	body = append(body, w.section(w.T("paper.loan_return.back"), pairs(
		row(w.T("paper.loan.unit"), strong(in.UnitName)),
		row(w.T("paper.loan.file"), document.MonoRun(in.FileNumber)),
		row(w.T("paper.loan.out"), document.Plain(w.on(in.OutOn))),
		row(w.T("paper.loan.state"), document.Plain(w.listed(in.Condition, "paper.condition.none"))),
		row(w.T("paper.data"), strong(wiped)),
		row(w.T("paper.caution"), document.Plain(deposit)),
	))...)
	body = append(body, w.section(w.T("paper.handback.accessories"), w.returned(in.Accessories))...)
	if len(in.Damages) > 0 {
		total := int64(0)
		for _, d := range in.Damages {
			total += d.Cents
		}
		body = append(body, w.section(w.T("paper.loan_return.charged"), w.damages(in.Damages, in.Currency, "paper.total.plain"),
			w.sumTable(in.Currency, []sumRow{{w.T("paper.total.plain"), total, true}}))...)
	}
	body = append(body, w.section(w.T("paper.photos.title"), w.photos(in.Photos)...)...)
	body = append(body, w.signatures(w.signature("paper.loan_return.signature", in.Customer.Name, in.Signature), in.By))
	body = append(body, w.smallPrint(append(w.laws("loan_data", "loan_late"), w.common()...))...)
	return w.document(w.T("paper.loan_return.title"), body)
}
