package forms

import (
	"strconv"

	"etabli/app/lang"
	"etabli/printing/document"
)

// Point is one place of a device that was looked at.
type Point struct {
	Place string `json:"place" form:"need"`
	State string `json:"state,omitempty" form:"ok,worn,damaged,missing,unseen"`
	Note  string `json:"note,omitempty"`
	Photo int    `json:"photo,omitempty"` // number of the photo that shows it, from 1
}

// Condition is an état des lieux.
type Condition struct {
	Sheet
	Moment    string    `json:"moment,omitempty" form:"intake,hand_back,loan_out,loan_back,visit,transfer"`
	Customer  Person    `json:"customer,omitzero"`
	Product   Product   `json:"product"`
	Points    []Point   `json:"points,omitempty"`
	Remarks   string    `json:"remarks,omitempty"`
	Photos    []Photo   `json:"photos,omitempty"`
	Signature Signature `json:"signature,omitzero"`
}

// ConditionReport writes what a device looked like, point by point, with photos.
func ConditionReport(in Condition, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	body := w.opening(w.chosen(moments, in.Moment), "")
	body = append(body, w.parties(in.Customer, in.Product))
	body = append(body, w.section(w.T("paper.condition"), w.points(in.Points))...)
	body = append(body, w.section(w.T("paper.remarks"), document.Text(in.Remarks))...)
	body = append(body, w.section(w.T("paper.photos.title"), w.photos(in.Photos)...)...)
	body = append(body, w.signatures(w.signature("paper.condition.signature", in.Customer.Name, in.Signature), in.By))
	return w.document(w.T("paper.condition.title"), body)
}

func (w writer) points(list []Point) document.Table {
	t := document.Table{Columns: []document.Column{
		{Title: w.T("paper.condition.place"), Share: 0.26}, {Title: w.T("paper.condition.state"), Share: 0.16},
		{Title: w.T("paper.remark"), Share: 0.46}, {Title: w.T("paper.condition.photo"), Share: 0.12, Align: document.End},
	}}
	if w.paper.Narrow() {
		t.Columns = []document.Column{{Title: w.T("paper.condition.place"), Share: 0.6}, {Title: w.T("paper.condition.state"), Share: 0.4, Align: document.End}}
	}
	for _, p := range list {
		photo := ""
		if p.Photo > 0 {
			photo = strconv.Itoa(p.Photo)
		}
		state := w.chosen(states, p.State)
		cells := []string{p.Place, state, p.Note, photo}
		if w.paper.Narrow() {
			if photo != "" {
				photo = w.T("paper.photo", "number", photo)
			}
			cells = []string{joined("\n", p.Place, p.Note, photo), state}
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells, Strong: p.State == "damaged" || p.State == "missing"})
	}
	return t
}
