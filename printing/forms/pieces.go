package forms

import (
	"unicode"

	"etabli/printing/document"
)

// Item is a thing that is listed on a paper without a price.
type Item struct {
	Ref      string `json:"ref,omitempty"`
	Name     string `json:"name" form:"need"`
	Serial   string `json:"serial,omitempty"`
	Quantity int    `json:"quantity,omitempty"` // one when zero
	Place    string `json:"place,omitempty"`
	Note     string `json:"note,omitempty"`
}

// opening is the paper's number with what the paper is, and a code beside it.
func (w writer) opening(says, code string) []document.Block {
	said := []document.Block{w.number(w.sheet.Number)}
	if says != "" {
		said = append(said, w.small(says, document.Quiet))
	}
	return append(w.withCode(said, code), document.Rule{})
}

// followed is opening for a paper with the customer's page on it.
func (w writer) followed(says, url string) []document.Block {
	if url == "" {
		return w.opening(says, "")
	}
	return w.opening(joined(" ", says, w.T("paper.follow.how")), url)
}

// section is a heading with what stands under it; nothing when nothing does.
func (w writer) section(title string, body ...document.Block) []document.Block {
	var kept []document.Block
	for _, b := range body {
		switch b := b.(type) {
		case document.Pairs:
			if len(b.Rows) == 0 {
				continue
			}
		case document.List:
			if len(b.Items) == 0 {
				continue
			}
		case document.Table:
			if len(b.Rows) == 0 {
				continue
			}
		case document.Paragraph:
			if len(b.Runs) == 0 || b.Runs[0].Text == "" {
				continue
			}
		}
		kept = append(kept, b)
	}
	if len(kept) == 0 {
		return nil
	}
	return append([]document.Block{document.Heading{Text: title}}, kept...)
}

// because is a text with its reason.
func (w writer) because(text, reason string) string {
	if text == "" || reason == "" {
		return joined("", text, reason)
	}
	return w.T("paper.because", "text", text, "reason", reason)
}

// beside sets two lists of pairs next to each other, or on a roll in one.
func (w writer) beside(left, right document.Pairs) document.Block {
	if w.paper.Narrow() || len(left.Rows) == 0 || len(right.Rows) == 0 {
		return document.Pairs{Rows: append(left.Rows, right.Rows...)}
	}
	return document.Columns{Parts: []document.Part{
		{Share: 0.5, Body: []document.Block{left}}, {Share: 0.5, Body: []document.Block{right}},
	}}
}

// party lists somebody the shop works with.
func (w writer) party(label string, p Party) document.Pairs {
	return pairs(
		row(label, strong(p.Name)),
		row(w.T("paper.address"), document.Plain(p.Address)),
		row(w.T("paper.phone"), document.MonoRun(p.Phone)),
		row(w.T("paper.email"), document.Plain(p.Email)),
		row(w.T("paper.account"), document.MonoRun(p.Account)),
	)
}

// items lists things as a table. Columns that nothing fills are left out, and
// the others are as wide as what they hold asks for.
func (w writer) items(list []Item) document.Table {
	end := document.End
	count := func(i Item) string { return w.Number(max(i.Quantity, 1)) }
	if w.paper.Narrow() {
		t := document.Table{Columns: []document.Column{{Title: w.T("paper.item"), Share: 0.84}, {Title: w.T("paper.count"), Share: 0.16, Align: end}}}
		for _, i := range list {
			t.Rows = append(t.Rows, document.Row{Cells: []string{joined("\n", i.Name, joined(" · ", i.Ref, i.Serial, i.Place), i.Note), count(i)}})
		}
		return t
	}
	t := document.Table{Rows: make([]document.Row, len(list))}
	for _, column := range []struct {
		title string
		align document.Align
		of    func(Item) string
	}{
		{w.T("paper.ref"), document.Start, func(i Item) string { return i.Ref }},
		{w.T("paper.item"), document.Start, func(i Item) string { return i.Name }},
		{w.T("paper.serial"), document.Start, func(i Item) string { return i.Serial }},
		{w.T("paper.shelf"), document.Start, func(i Item) string { return i.Place }},
		{w.T("paper.remark"), document.Start, func(i Item) string { return i.Note }},
		{w.T("paper.count"), end, count},
	} {
		const least, most = 7, 26 // small letters
		widest := 0.0
		for _, i := range list {
			widest = max(widest, breadth(column.of(i)))
		}
		if widest == 0 {
			continue
		}
		share := min(max(widest, breadth(column.title)*4/5, least), most)
		t.Columns = append(t.Columns, document.Column{Title: column.title, Share: share, Align: column.align})
		for n, i := range list {
			t.Rows[n].Cells = append(t.Rows[n].Cells, column.of(i))
		}
	}
	return t
}

// breadth is about how many small letters a text is as wide as: a number has no
// space to break at and must not be cut for a column that looked wide enough.
func breadth(text string) float64 {
	sum := 0.0
	for _, c := range text {
		if sum++; unicode.IsDigit(c) || unicode.IsUpper(c) {
			sum += 0.25
		}
	}
	return sum
}

// photos are set in rows, each with its number and what it shows.
func (w writer) photos(list []Photo) []document.Block {
	across, tall := 3, 42.0
	switch {
	case w.paper.Narrow():
		across, tall = 1, 40
	case w.paper == document.A5:
		across, tall = 2, 36
	}
	var out []document.Block
	for from := 0; from < len(list); from += across {
		parts := make([]document.Part, across)
		for i := range parts {
			if from+i < len(list) {
				parts[i].Body = w.photo(from+i+1, list[from+i], tall)
			}
		}
		out = append(out, document.Keep{Body: []document.Block{document.Columns{Parts: parts}}})
	}
	return out
}

func (w writer) photo(number int, p Photo, tall float64) []document.Block {
	caption := w.T("paper.photo", "number", w.Number(number))
	return []document.Block{
		document.Image{Data: p.Data, Alt: w.T("paper.photo.none"), MaxHeightMM: tall},
		w.small(joined(" · ", caption, p.Caption), document.Quiet),
	}
}

// lines are texts, one an item, without the empty ones.
func (w writer) lines(list []string) document.List {
	var kept []string
	for _, text := range list {
		if text != "" {
			kept = append(kept, text)
		}
	}
	return document.List{Items: kept}
}

// amountOr is a sum, or nothing when there is none.
func (w writer) amountOr(cents int64, currency string) string {
	if cents == 0 {
		return ""
	}
	return w.Money(cents, currency)
}

// countOr is a count, or nothing when there is none.
func (w writer) countOr(n int) string {
	if n == 0 {
		return ""
	}
	return w.Number(n)
}

// momentOr is a moment, or nothing when it is not known.
func (w writer) momentOr(ms int64) string {
	if ms == 0 {
		return ""
	}
	return w.DateTime(ms, w.sheet.zone())
}
