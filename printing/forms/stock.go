package forms

import (
	"strconv"

	"etabli/app/lang"
	"etabli/printing/document"
)

// Counted is one part on a shelf.
type Counted struct {
	Ref      string `json:"ref,omitempty"`
	Name     string `json:"name" form:"need"`
	Place    string `json:"place,omitempty"`
	Expected *int   `json:"expected,omitempty"` // left out on a blind count
	Counted  *int   `json:"counted,omitempty"`  // left out: to be written by hand
}

// StockCount is a sheet to count with, or the result of a count.
type StockCount struct {
	Sheet
	Place string    `json:"place,omitempty"` // the shop, the van, the shelf
	Blind bool      `json:"blind,omitempty"` // expected numbers are not shown
	Items []Counted `json:"items"`
	Note  string    `json:"note,omitempty"`
}

// StockCountSheet writes the feuille de comptage.
func StockCountSheet(in StockCount, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	body := w.opening(w.T("paper.stock.says"), in.Number)
	body = append(body, pairs(
		row(w.T("paper.stock.place"), strong(in.Place)),
		row(w.T("paper.stock.lines"), document.Plain(w.Number(len(in.Items)))),
	))
	body = append(body, w.countTable(in))
	body = append(body, w.section(w.T("paper.remarks"), document.Text(in.Note))...)
	body = append(body, w.signatures(w.signature("paper.stock.counter", "", Signature{}), in.By))
	return w.document(w.T("paper.stock.title"), body)
}

func (w writer) countTable(in StockCount) document.Table {
	end := document.End
	wide := !w.paper.Narrow()
	t := document.Table{}
	if wide {
		t.Columns = []document.Column{{Title: w.T("paper.shelf"), Share: 0.17}, {Title: w.T("paper.ref"), Share: 0.2}}
	}
	t.Columns = append(t.Columns, document.Column{Title: w.T("paper.item"), Share: 0.35})
	if !in.Blind {
		t.Columns = append(t.Columns, document.Column{Title: w.T("paper.stock.expected"), Share: 0.12, Align: end})
	}
	t.Columns = append(t.Columns, document.Column{Title: w.T("paper.stock.counted"), Share: 0.14, Align: end})
	if !in.Blind {
		t.Columns = append(t.Columns, document.Column{Title: w.T("paper.stock.difference"), Share: 0.12, Align: end})
	}
	between := " · "
	if w.paper == document.Roll58 {
		between = "\n"
	}
	for _, i := range in.Items {
		cells := []string{joined("\n", i.Name, joined(between, i.Ref, i.Place))}
		if wide {
			cells = []string{i.Place, i.Ref, i.Name}
		}
		if !in.Blind {
			cells = append(cells, numberOr(i.Expected, "–"))
		}
		cells = append(cells, numberOr(i.Counted, "………"))
		differs := i.Counted != nil && i.Expected != nil && *i.Counted != *i.Expected
		if !in.Blind {
			difference := ""
			if differs {
				difference = signed(*i.Counted - *i.Expected)
			}
			cells = append(cells, difference)
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells, Strong: differs && !in.Blind})
	}
	return t
}

func numberOr(n *int, none string) string {
	if n == nil {
		return none
	}
	return strconv.Itoa(*n)
}

// signed writes a difference with its sign.
func signed(n int) string {
	if n < 0 {
		return "−" + strconv.Itoa(-n)
	}
	return "+" + strconv.Itoa(n)
}

// Carried is one device that changes hands between shops or people.
type Carried struct {
	Number      string `json:"number" form:"need"`
	Product     string `json:"product,omitempty"`
	Serial      string `json:"serial,omitempty"`
	Initials    string `json:"initials,omitempty"`
	Accessories int    `json:"accessories,omitempty"`
	Note        string `json:"note,omitempty"`
}

// HandOver is a list of devices that change hands.
type HandOver struct {
	Sheet
	From    string    `json:"from" form:"need"`
	To      string    `json:"to" form:"need"`
	Carrier string    `json:"carrier,omitempty"`
	Devices []Carried `json:"devices"`
	Note    string    `json:"note,omitempty"`
}

// HandOverList writes the liste de remise, ticked and signed by both sides.
func HandOverList(in HandOver, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	body := w.opening(w.T("paper.handover.says"), in.Number)
	body = append(body, w.beside(
		pairs(row(w.T("paper.handover.from"), strong(in.From)), row(w.T("paper.handover.carrier"), document.Plain(in.Carrier))),
		pairs(row(w.T("paper.handover.to"), strong(in.To)), row(w.T("paper.handover.count"), strong(w.Number(len(in.Devices))))),
	), w.carried(in.Devices))
	body = append(body, w.section(w.T("paper.remarks"), document.Text(in.Note))...)
	body = append(body, w.given(in.By)...)
	return w.document(w.T("paper.handover.title"), body)
}

func (w writer) carried(list []Carried) document.Table {
	seen := document.Column{Title: w.T("paper.handover.seen"), Share: 0.1, Align: document.End}
	if w.paper.Narrow() {
		t := document.Table{Columns: []document.Column{{Title: joined(" · ", w.T("paper.number"), w.T("paper.product")), Share: 0.9}, seen}}
		for _, d := range list {
			t.Rows = append(t.Rows, document.Row{Cells: []string{joined("\n", d.Number, d.Product, d.Serial, d.Note, d.Initials), document.Tick}})
		}
		return t
	}
	t := document.Table{Columns: []document.Column{
		{Title: w.T("paper.number"), Share: 0.24}, {Title: w.T("paper.product"), Share: 0.4}, {Title: w.T("paper.initials"), Share: 0.12},
		{Title: w.T("paper.handover.accessories"), Share: 0.14, Align: document.End}, seen,
	}}
	for _, d := range list {
		about := joined("\n", d.Product, d.Serial, d.Note)
		t.Rows = append(t.Rows, document.Row{Cells: []string{d.Number, about, d.Initials, w.countOr(d.Accessories), document.Tick}})
	}
	return t
}
