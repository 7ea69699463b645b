package scan

import (
	"slices"
	"time"
)

// Defaults of Options.
const (
	DefaultMaxGap    = 30 * time.Millisecond
	DefaultMaxStall  = 120 * time.Millisecond
	DefaultMinLength = 4
	DefaultMaxLength = 512
)

// Options tune a Detector; the zero value of each field takes its default.
type Options struct {
	// MaxGap is the greatest mean time between two characters of a reader.
	MaxGap time.Duration
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

// stroke is one character and when it came.
type stroke struct {
	r  rune
	at time.Time
}

// Detector watches characters. It is not safe for concurrent use.
type Detector struct {
	options Options
	strokes []stroke
	dropped int // characters lost to MaxLength since the last pause
}

// New returns a Detector.
func New(o Options) *Detector {
	if o.MaxGap <= 0 {
		o.MaxGap = DefaultMaxGap
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

// Rune takes a character that arrived at a time.
func (d *Detector) Rune(r rune, at time.Time) {
	if d.paused(at) {
		d.Reset()
	}
	d.strokes = append(d.strokes, stroke{r, at})
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

// paused reports whether too much time has passed, or time ran backwards,
// since the last character.
func (d *Detector) paused(at time.Time) bool {
	if len(d.strokes) == 0 {
		return false
	}
	gap := at.Sub(d.strokes[len(d.strokes)-1].at)
	return gap < 0 || gap > d.options.MaxStall
}

func (d *Detector) judge() (Scan, Verdict) {
	burst, strict := d.burst()
	if burst == nil {
		return Scan{}, Typed
	}
	if len(burst) > d.options.MaxLength || d.dropped > 0 && len(burst) == len(d.strokes) {
		return Scan{}, TooLong
	}
	readings := d.options.readings(text(burst))
	if len(strict) < len(burst) && len(strict) >= d.options.MinLength {
		readings = append(readings, d.options.readings(text(strict))...)
	}
	code, others := choose(readings, d.options.Plausible)
	if code == "" || !d.options.longEnough(burst, code) {
		return Scan{}, Typed
	}
	if len(strict) < len(burst) && slices.Contains(d.options.readings(text(strict)), code) {
		burst = strict // what a hand typed just before stays where it is
	}
	return Scan{Code: code, Raw: text(burst), Others: others, Runes: len(burst)}, Scanned
}

// longEnough reports whether a burst is more than a slip of fast fingers: a
// prefix proves a reader, otherwise length must.
func (o Options) longEnough(burst []stroke, code string) bool {
	return len(burst) >= o.MinLength || o.Prefix != "" && len(burst) > len([]rune(code))
}

// burst returns the longest end of the strokes that a reader can have sent,
// and its part without loose first characters, which a hand may have typed
// just before.
func (d *Detector) burst() (burst, strict []stroke) {
	for start := range d.strokes {
		run := d.strokes[start:]
		gaps := len(run) - 1
		if gaps == 0 {
			break
		}
		mean := run[gaps].at.Sub(run[0].at) / time.Duration(gaps)
		if mean <= d.options.MaxGap && d.loose(run) <= max(1, gaps/8) {
			return run, d.tight(run)
		}
	}
	return nil, nil
}

// loose counts the gaps in a run that are longer than a reader's.
func (d *Detector) loose(run []stroke) int {
	n := 0
	for i := 1; i < len(run); i++ {
		if run[i].at.Sub(run[i-1].at) > d.options.MaxGap {
			n++
		}
	}
	return n
}

// tight drops the first characters of a run that stand apart.
func (d *Detector) tight(run []stroke) []stroke {
	for len(run) > 1 && run[1].at.Sub(run[0].at) > d.options.MaxGap {
		run = run[1:]
	}
	return run
}

func text(run []stroke) string {
	runes := make([]rune, len(run))
	for i, s := range run {
		runes[i] = s.r
	}
	return string(runes)
}
