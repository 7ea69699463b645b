package document

// Size is a step of the type scale; the paper gives it its points.
type Size int

// The sizes.
const (
	Body Size = iota
	Small
	Large
	Title
	Huge // the number of a file, to be read across a counter
)

// Weight is how strongly a run speaks.
type Weight int

// The weights.
const (
	Regular Weight = iota
	Strong
	Italic
)

// Tone is what a colour means; on a roll all tones are black.
type Tone int

// The tones.
const (
	Ink   Tone = iota
	Quiet      // secondary
	Work       // what to act on
	Late       // a warning
)

// Align is where a line stands in its column.
type Align int

// The alignments.
const (
	Start Align = iota
	Centre
	End
)

// Run is a piece of text in one face.
type Run struct {
	Text   string
	Weight Weight
	Mono   bool // numbers and serials, where 0 and O must differ
}

// Heading opens a part; it stays with what follows it.
type Heading struct{ Text string }

// Paragraph is running text. A line feed in a run begins a new line.
type Paragraph struct {
	Runs  []Run
	Size  Size
	Tone  Tone
	Align Align
	Fit   bool // one line, made smaller until it fits
}

// Pair is a label with its value.
type Pair struct {
	Label string
	Value []Run
}

// Pairs is a list of labels and values, the values in one column.
type Pairs struct{ Rows []Pair }

// Column is one column of a table; Share is its part of the width.
type Column struct {
	Title string
	Share float64
	Align Align
}

// Tick is a cell with nothing but an empty box to tick by hand.
const Tick = "☐"

// Row is one row of a table; a strong row is a total.
type Row struct {
	Cells  []string
	Strong bool
}

// Table has a head that returns on each page the table goes on to.
type Table struct {
	Columns []Column
	Rows    []Row
}

// Rule is a line across the column.
type Rule struct{ Strong bool }

// Spacer is empty height.
type Spacer struct{ HeightMM float64 }

// Part is one of several columns; Share is its part of the width.
type Part struct {
	Share float64
	Body  []Block
}

// Columns stand side by side, and under each other on a roll.
type Columns struct{ Parts []Part }

// Mark is what stands before the items of a list.
type Mark int

// The marks.
const (
	Bullet Mark = iota
	Check       // an empty box to tick by hand
)

// List is a list of short items.
type List struct {
	Items []string
	Mark  Mark
	Size  Size
	Tone  Tone
}

// Box is a framed part that must not be overlooked.
type Box struct {
	Body []Block
	Tone Tone
}

// Image is a picture, PNG or JPEG, scaled down into its bounds. What cannot be
// read as a picture is replaced by its Alt text.
type Image struct {
	Data        []byte
	Alt         string
	MaxWidthMM  float64
	MaxHeightMM float64
	Align       Align
}

// Point is a place on a signature pad, both axes from 0 to 1.
type Point struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// Signature is a field to sign in, with the strokes or the picture of a
// signature that was already given. Aspect is the pad's width over its height.
type Signature struct {
	Caption  string
	Note     string // under the line: who, when
	Strokes  [][]Point
	Aspect   float64
	Data     []byte // PNG or JPEG, when there are no strokes
	HeightMM float64
}

// QR is a code to scan; Worn asks for the stronger error correction that a code
// needs which is carried or stuck on.
type QR struct {
	Content string
	WidthMM float64 // wanted; a code too dense for it grows
	Worn    bool
	Align   Align
}

// Barcode is a Code 128 of printable ASCII.
type Barcode struct {
	Content  string
	HeightMM float64
}

// Keep holds its body on one page where a page can hold it.
type Keep struct{ Body []Block }

// Break begins a new page; on a roll it is a line to cut along.
type Break struct{}

// Blanks are labels with a line beside each to write on by hand.
type Blanks struct {
	Labels   []string
	HeightMM float64 // of one line; a comfortable one when zero
}

// Text is a paragraph of plain body text.
func Text(s string) Paragraph { return Paragraph{Runs: []Run{{Text: s}}} }

// Plain is a value of one regular run.
func Plain(s string) []Run { return []Run{{Text: s}} }

// MonoRun is a value of one run in the mono face.
func MonoRun(s string) []Run { return []Run{{Text: s, Mono: true}} }
