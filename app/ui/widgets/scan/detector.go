package scan

import (
	"slices"
	"strings"
	"time"
)

// Defaults of Options.
const (
	DefaultMaxGap    = 30 * time.Millisecond
	DefaultHandGap   = 45 * time.Millisecond
	DefaultMaxStall  = 120 * time.Millisecond
	DefaultMinLength = 4
	DefaultMaxLength = 512
)

// Options tune a Detector; the zero value of each field takes its default.
type Options struct {
	// MaxGap is the greatest mean time between two characters of a reader.
	MaxGap time.Duration
	// HandGap is the least mean time between two characters of a hand. What may have
	// taken longer, as far as a busy screen can know, is a reader's only where
	// Plausible says so.
	HandGap time.Duration
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

// stroke is one character. It was pressed after the keyboard had been looked at before,
// and taken at a time.
type stroke struct {
	r        rune
	from, at time.Time
}

// apart is the least time that two strokes lie apart, and the greatest.
func (s stroke) apart(before stroke) (least, most time.Duration) {
	return max(0, s.from.Sub(before.at)), s.at.Sub(before.from)
}

// Detector watches characters. It is not safe for concurrent use.
type Detector struct {
	options Options
	strokes []stroke
	dropped int       // characters lost to MaxLength since the last pause
	looked  time.Time // zero where nobody says when
}

// New returns a Detector.
func New(o Options) *Detector {
	if o.MaxGap <= 0 {
		o.MaxGap = DefaultMaxGap
	}
	if o.HandGap <= 0 {
		o.HandGap = DefaultHandGap
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

// Looked says that every key was taken that was pressed before a time. Whoever waits
// behind something slow hands over several keys at once; this is how long they may
// have waited.
func (d *Detector) Looked(at time.Time) { d.looked = at }

// since is from when on a key can have been pressed that is taken at a time.
func (d *Detector) since(at time.Time) time.Time {
	if d.looked.IsZero() || d.looked.After(at) {
		return at
	}
	return d.looked
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

// paused reports whether too much time has passed, or time ran backwards,
// since the last character.
func (d *Detector) paused(at time.Time) bool {
	if len(d.strokes) == 0 {
		return false
	}
	last := d.strokes[len(d.strokes)-1].at
	return at.Before(last) || d.since(at).Sub(last) > d.options.MaxStall
}

func (d *Detector) judge() (Scan, Verdict) {
	sure, doubtful := d.bursts()
	if doubtful != nil {
		if code, verdict := d.read(doubtful); verdict == Scanned && d.proves(doubtful, code.Code) {
			return code, verdict
		}
	}
	if sure == nil {
		return Scan{}, Typed
	}
	return d.read(sure)
}

// read takes what a reader put around a code off.
func (d *Detector) read(burst []stroke) (Scan, Verdict) {
	if len(burst) > d.options.MaxLength || d.dropped > 0 && len(burst) == len(d.strokes) {
		return Scan{}, TooLong
	}
	strict := d.tight(burst)
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

// proves reports whether a code that a hand had the time to type is a reader's.
func (d *Detector) proves(burst []stroke, code string) bool {
	return d.options.Plausible != nil && d.options.Plausible(code) || d.options.Prefix != "" && strings.HasPrefix(text(burst), d.options.Prefix)
}

// longEnough reports whether a burst is more than a slip of fast fingers: a
// prefix proves a reader, otherwise length must.
func (o Options) longEnough(burst []stroke, code string) bool {
	return len(burst) >= o.MinLength || o.Prefix != "" && len(burst) > len([]rune(code))
}

// bursts returns the longest end of the strokes that only a reader can have sent, and
// a longer one, or nil, that a hand can have typed too.
func (d *Detector) bursts() (sure, doubtful []stroke) {
	for start := range d.strokes {
		run := d.strokes[start:]
		gaps := len(run) - 1
		if gaps == 0 {
			break
		}
		least, most := run[gaps].apart(run[0])
		if least/time.Duration(gaps) > d.options.MaxGap || d.loose(run) > max(1, gaps/8) {
			continue
		}
		if most/time.Duration(gaps) <= d.options.HandGap {
			return run, doubtful
		}
		if doubtful == nil {
			doubtful = run
		}
	}
	return nil, doubtful
}

// loose counts the gaps in a run that are longer than a reader's.
func (d *Detector) loose(run []stroke) int {
	n := 0
	for i := 1; i < len(run); i++ {
		if least, _ := run[i].apart(run[i-1]); least > d.options.MaxGap {
			n++
		}
	}
	return n
}

// tight drops the first characters of a run that stand apart.
func (d *Detector) tight(run []stroke) []stroke {
	for len(run) > 1 {
		if least, _ := run[1].apart(run[0]); least <= d.options.MaxGap {
			break
		}
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
