package scan

import (
	"slices"
	"time"
	"unicode"
)

// judge asks the time first, and what was written where the time does not tell.
func (d *Detector) judge() (Scan, Verdict) {
	if code, verdict := d.byTime(); verdict != Typed {
		return code, verdict
	}
	return d.byContent()
}

func (d *Detector) byTime() (Scan, Verdict) {
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

// leastProof is the least number of characters that can prove a reader.
const leastProof = 8

// byContent finds the code at the end of what came, where its times neither show a reader
// nor exclude one, or where nobody can have meant the signs of a French keyboard.
func (d *Detector) byContent() (Scan, Verdict) {
	for start := range d.strokes {
		run := d.strokes[start:]
		if len(run) < leastProof {
			break
		}
		if start > 0 && !apart(d.strokes[start-1].r) {
			continue
		}
		raw := text(run)
		if d.byHand(run) && !unmeant(raw) {
			continue
		}
		if code, proved := d.options.proved(raw); proved {
			return Scan{Code: code, Raw: raw, Runes: len(run)}, Scanned
		}
	}
	return Scan{}, Typed
}

// proved is the reading of a text that can only be a code.
func (o Options) proved(raw string) (code string, ok bool) {
	readings := o.readings(raw)
	if o.Proves != nil {
		if i := slices.IndexFunc(readings, o.Proves); i >= 0 {
			return readings[i], true
		}
		if len(readings) > 0 {
			if s, ok := mended(readings[0], o.Proves); ok {
				return s, true
			}
		}
	}
	if garbled(raw) && len(readings) > 0 {
		return readings[0], true
	}
	return "", false
}

// apart reports whether a character may stand before a code that is no part of it.
func apart(r rune) bool { return unicode.IsSpace(r) || unicode.IsLower(r) && r < unicode.MaxASCII }

// byHand reports whether the characters of a run came too slowly for a reader, however
// late the window told them.
func (d *Detector) byHand(run []stroke) bool {
	gaps := len(run) - 1
	least := run[gaps].since.Sub(run[0].at)
	return least > time.Duration(gaps)*d.options.MaxGap || d.loose(run) > max(1, gaps/8)
}

// burst returns the longest end of the strokes that a reader must have sent,
// and its part without loose first characters, which a hand may have typed
// just before.
func (d *Detector) burst() (burst, strict []stroke) {
	for start := range d.strokes {
		run := d.strokes[start:]
		gaps := len(run) - 1
		if gaps == 0 {
			break
		}
		if !d.byHand(run) && d.quick(run) {
			return run, d.tight(run)
		}
	}
	return nil, nil
}

// quick reports whether the characters of a run came faster than any hand types, however
// early the first was pressed before the window told it.
func (d *Detector) quick(run []stroke) bool {
	gaps := len(run) - 1
	limit := d.options.MaxGap
	if gaps >= leastProof {
		limit = d.options.MaxHeld
	}
	return run[gaps].at.Sub(run[0].since) <= time.Duration(gaps)*limit
}

// loose counts the gaps in a run that are longer than a reader's for certain.
func (d *Detector) loose(run []stroke) int {
	n := 0
	for i := 1; i < len(run); i++ {
		if run[i].since.Sub(run[i-1].at) > d.options.MaxGap {
			n++
		}
	}
	return n
}

// tight drops the first characters of a run that stand apart.
func (d *Detector) tight(run []stroke) []stroke {
	for len(run) > 1 && run[1].since.Sub(run[0].at) > d.options.MaxGap {
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
