package scan

import "time"

// Defaults of Options.
const (
	DefaultMaxGap    = 30 * time.Millisecond
	DefaultMaxHeld   = 45 * time.Millisecond
	DefaultMaxStall  = 120 * time.Millisecond
	DefaultMinLength = 4
	DefaultMaxLength = 512
)

// Options tune a Detector; the zero value of each field takes its default.
type Options struct {
	// MaxGap is the greatest mean time between two characters of a reader.
	MaxGap time.Duration
	// MaxHeld is the greatest mean time that may have passed between two characters of
	// which only that is known, because the window was busy: a hand needs more.
	MaxHeld time.Duration
	// MaxStall is the greatest single time between two of them: a slow repaint
	// may hold a reader's characters up and then deliver several at once.
	MaxStall time.Duration
	// MinLength is the least number of characters of a code without prefix.
	MinLength int
	// MaxLength is the greatest number of characters of a code; more is
	// reported as TooLong.
	MaxLength int
	// Prefix and Suffix are what the reader is set up to put around a code.
	// Both are taken off.
	Prefix, Suffix string
	// Plausible reports whether a text can be a code, by its check character.
	// It chooses between several readings; nil knows nothing.
	Plausible func(code string) bool
	// Proves reports whether a text is a code by what it says, and nothing else. It
	// decides where the time does not; nil knows nothing.
	Proves func(code string) bool
}

// Verdict is what a Detector says at the end of a line.
type Verdict uint8

// The verdicts.
const (
	Typed   Verdict = iota // a person was typing
	Scanned                // a reader sent a code
	TooLong                // a reader sent more than MaxLength characters
)

// Scan is a code that a reader sent.
type Scan struct {
	// Code is the best reading.
	Code string
	// Raw is what arrived, prefix and suffix included.
	Raw string
	// Others are further readings, most likely first.
	Others []string
	// Runes is how many characters the reader typed into what had the focus.
	Runes int
}

// stroke is one character, when it was seen, and the moment after which it came.
type stroke struct {
	r         rune
	since, at time.Time
}

// Detector watches characters. It is not safe for concurrent use.
type Detector struct {
	options Options
	strokes []stroke
	dropped int       // characters lost to MaxLength since the last pause
	beat    time.Time // when the keyboard was last known to have nothing more
}

// New returns a Detector.
func New(o Options) *Detector {
	if o.MaxGap <= 0 {
		o.MaxGap = DefaultMaxGap
	}
	if o.MaxHeld <= 0 {
		o.MaxHeld = DefaultMaxHeld
	}
	if o.MaxStall <= 0 {
		o.MaxStall = DefaultMaxStall
	}
	if o.MinLength <= 0 {
		o.MinLength = DefaultMinLength
	}
	if o.MaxLength <= 0 {
		o.MaxLength = DefaultMaxLength
	}
	return &Detector{options: o}
}

// Beat says that everything that was pressed until then has been told. A window that draws
// tells keys late and many at once; whoever knows when it looked last says so here, and what
// comes next is known to be younger. Without it a key counts as pressed when it is told.
func (d *Detector) Beat(at time.Time) { d.beat = at }

// since is the moment after which something came that is told now.
func (d *Detector) since(at time.Time) time.Time {
	if d.beat.IsZero() || d.beat.After(at) {
		return at
	}
	return d.beat
}

// Rune takes a character that arrived at a time.
func (d *Detector) Rune(r rune, at time.Time) {
	if d.paused(at) {
		d.Reset()
	}
	d.strokes = append(d.strokes, stroke{r, d.since(at), at})
	if limit := d.options.MaxLength; len(d.strokes) >= 2*limit {
		// Moving a whole code at a time keeps long runs cheap.
		d.dropped += copy(d.strokes, d.strokes[limit:])
		d.strokes = d.strokes[:limit]
	}
}

// Reset forgets what came before.
func (d *Detector) Reset() { d.strokes, d.dropped = d.strokes[:0], 0 }

// End takes the Enter or Tab that may end a code, and forgets what came before.
func (d *Detector) End(at time.Time) (Scan, Verdict) {
	defer d.Reset()
	if d.paused(at) {
		return Scan{}, Typed
	}
	return d.judge()
}

// Settle is for readers that send no end: called after MaxStall of silence, it
// judges like End; called earlier it says Typed and forgets nothing.
func (d *Detector) Settle(at time.Time) (Scan, Verdict) {
	if len(d.strokes) == 0 || !d.paused(at) {
		return Scan{}, Typed
	}
	defer d.Reset()
	return d.judge()
}

// paused reports whether too much time has passed for certain, or time ran backwards,
// since the last character.
func (d *Detector) paused(at time.Time) bool {
	if len(d.strokes) == 0 {
		return false
	}
	last := d.strokes[len(d.strokes)-1].at
	return at.Before(last) || d.since(at).Sub(last) > d.options.MaxStall
}
