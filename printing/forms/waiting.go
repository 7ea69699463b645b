package forms

import (
	"etabli/app/lang"
	"etabli/printing/document"
)

// Waiting is the number of somebody who waits for their turn. Its Number is
// what is called out.
type Waiting struct {
	Sheet
	Service string `json:"service,omitempty"` // what they came for
	Ahead   *int   `json:"ahead,omitempty"`   // people before them; left out when nobody counted
	Minutes int    `json:"minutes,omitempty"` // the wait as it was estimated
	PageURL string `json:"page_url,omitempty"`
}

// WaitingNumber writes the number of the kiosk. It is no receipt, and says so
// before anything else.
func WaitingNumber(in Waiting, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	number := w.number(in.Number)
	number.Align = document.Centre
	body := []document.Block{number,
		document.Box{Tone: document.Late, Body: []document.Block{document.Paragraph{Runs: strong(w.law("not_a_receipt"))}}},
	}
	ahead := ""
	switch {
	case in.Ahead != nil && *in.Ahead > 0:
		ahead = w.N("paper.waiting.ahead", *in.Ahead)
	case in.Ahead != nil:
		ahead = w.T("paper.waiting.next")
	}
	wait := ""
	if in.Minutes > 0 {
		wait = w.N("paper.waiting.minutes", in.Minutes)
	}
	body = append(body, pairs(
		row(w.T("paper.waiting.service"), strong(in.Service)),
		row(w.T("paper.waiting.queue"), document.Plain(ahead)),
		row(w.T("paper.waiting.wait"), document.Plain(wait)),
	))
	if in.PageURL != "" {
		body = append(body, document.QR{Content: in.PageURL, WidthMM: 28, Worn: true, Align: document.Centre},
			document.Paragraph{Runs: document.Plain(w.T("paper.waiting.follow")), Size: document.Small, Tone: document.Quiet, Align: document.Centre})
	}
	return w.document(w.T("paper.waiting.title"), body)
}
