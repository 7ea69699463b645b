// Package document is a printed form as a tree of plain values: what is said
// and in which order, never where on the paper. Forms build it, renderers lay
// it out; between the two nothing knows a printer. Lengths are millimetres.
package document

// Paper is what a document is printed on. It decides sizes and whether columns
// stand side by side.
type Paper string

// The papers.
const (
	A4     Paper = "a4"
	A5     Paper = "a5"
	Roll80 Paper = "80mm"
	Roll58 Paper = "58mm"
)

// Papers lists all papers.
func Papers() []Paper { return []Paper{A4, A5, Roll80, Roll58} }

// Known tells whether p is one of the papers.
func (p Paper) Known() bool {
	return p == A4 || p == A5 || p == Roll80 || p == Roll58
}

// Narrow tells whether the paper is a roll of a receipt printer: one column,
// one ink, as long as the text.
func (p Paper) Narrow() bool { return p == Roll80 || p == Roll58 }

// Document is a whole printed form.
type Document struct {
	Paper   Paper
	Lang    string // language of the words, "fr" or "en"
	Title   string // what the form is, with its number; the PDF's title
	Author  string // the shop; the PDF's author
	Banner  string // across the head of every page, such as training mode
	Running string // head of the second and following pages
	Accent  string // colour of what to act on, #rrggbb; the house's own when empty
	Footer  Footer
	Body    []Block
}

// Footer is the foot of every page; on a roll it ends the strip.
type Footer struct {
	Text     string
	Numbered bool // "1/2" at the end; a roll has no page numbers
}

// Block is one part of a document's body.
type Block interface{ block() }

func (Heading) block()   {}
func (Paragraph) block() {}
func (Pairs) block()     {}
func (Table) block()     {}
func (Rule) block()      {}
func (Spacer) block()    {}
func (Columns) block()   {}
func (List) block()      {}
func (Box) block()       {}
func (Image) block()     {}
func (Signature) block() {}
func (QR) block()        {}
func (Barcode) block()   {}
func (Keep) block()      {}
func (Break) block()     {}
func (Blanks) block()    {}
