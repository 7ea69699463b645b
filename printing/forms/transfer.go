package forms

import (
	"etabli/app/lang"
	"etabli/printing/document"
)

// Transfer is pieces on their way from one place of the books to another.
type Transfer struct {
	Sheet
	From       string `json:"from" form:"need"`
	To         string `json:"to" form:"need"`
	Carrier    string `json:"carrier,omitempty"`
	FileNumber string `json:"file_number,omitempty"` // whose repair waits for them
	Items      []Item `json:"items"`
	Note       string `json:"note,omitempty"`
}

// TransferSlip writes the bon de transfert: its code is what the place that
// receives scans, its boxes are what was seen in the box.
func TransferSlip(in Transfer, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	body := w.opening(w.T("paper.transfer.says"), in.Number)
	pieces := 0
	for _, i := range in.Items {
		pieces += max(i.Quantity, 1)
	}
	body = append(body, w.beside(
		pairs(row(w.T("paper.handover.from"), strong(in.From)), row(w.T("paper.handover.carrier"), document.Plain(in.Carrier))),
		pairs(row(w.T("paper.handover.to"), strong(in.To)), row(w.T("paper.transfer.pieces"), strong(w.Number(pieces))),
			row(w.T("paper.loan.file"), document.MonoRun(in.FileNumber))),
	))
	body = append(body, w.section(w.T("paper.transfer.items"), w.ticked(w.items(in.Items), w.T("paper.handover.seen")))...)
	body = append(body, w.section(w.T("paper.remarks"), document.Text(in.Note))...)
	body = append(body, w.given(in.By)...)
	return w.document(w.T("paper.transfer.title"), body)
}

// ticked adds a box to tick by hand to each row of a table.
func (w writer) ticked(t document.Table, title string) document.Table {
	share := 0.0
	for _, column := range t.Columns {
		share += column.Share
	}
	t.Columns = append(t.Columns, document.Column{Title: title, Share: share / 8, Align: document.End})
	for i := range t.Rows {
		t.Rows[i].Cells = append(t.Rows[i].Cells, document.Tick)
	}
	return t
}

// given are the fields of who hands things over and of who takes them.
func (w writer) given(by string) []document.Block {
	return w.passed("paper.handover.given", by, "paper.handover.taken")
}

// passed are the fields of two people, one of whom hands something to the other.
func (w writer) passed(giver, by, taker string) []document.Block {
	given := w.signature(giver, by, Signature{})
	taken := w.signature(taker, "", Signature{})
	if w.paper.Narrow() {
		return []document.Block{given, taken}
	}
	return []document.Block{w.both(given, taken)}
}
