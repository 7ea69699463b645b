package raw

import (
	"bytes"
	"strconv"
	"strings"

	"etabli/printing/escpos"
	"etabli/printing/spool"
)

// state is what a printer said about itself.
type state struct {
	reason spool.Reason // what keeps it from printing
	done   bool         // everything that was sent is worked off
}

// talk is the language in which a printer answers.
type talk struct {
	question func() []byte // nil for a printer that answers nothing
	last     []byte        // follows a document
	read     func(data []byte) (state, bool)
}

// speech is the language of a printer's setting.
func speech(answers string) talk {
	switch answers {
	case spool.AnswersESCPOS:
		t := &escposTalk{}
		return talk{question: escpos.StatusRequest, last: escpos.PaperRequest(), read: t.read}
	case spool.AnswersZPL:
		t := &zplTalk{}
		return talk{question: func() []byte { return []byte("~HS") }, read: t.read}
	}
	return talk{read: func([]byte) (state, bool) { return state{}, false }}
}

// escposTalk gathers answers, which come byte by byte.
type escposTalk struct{ status []byte }

func (t *escposTalk) read(data []byte) (said state, ok bool) {
	const fixed, status = 0x93, 0x12 // tell answers in real time from those about paper
	for _, b := range data {
		if b&fixed == status {
			if t.status = append(t.status, b); len(t.status) < escpos.StatusAnswers {
				continue
			}
			if s, err := escpos.ReadStatus(t.status); err == nil {
				said.reason, ok = reason(s), true
			}
			t.status = nil
			continue
		}
		if _, _, err := escpos.ReadPaper(b); err == nil {
			said.done, ok = true, true
		}
	}
	return said, ok
}

// reason names the first thing a person has to see to.
func reason(s escpos.Status) spool.Reason {
	switch {
	case s.Ready():
		return ""
	case s.CoverOpen:
		return spool.CoverOpen
	case s.PaperOut:
		return spool.PaperOut
	case s.CutterError:
		return spool.CutterJammed
	case s.Failed:
		return spool.Broken
	case s.Overheated:
		return spool.Overheated
	case s.Stopped:
		return spool.Stopped
	}
	return spool.Offline
}

// zplTalk reads the three lines that printers answer to ~HS, each between STX
// and ETX.
//
// A document that has only just arrived is not counted yet, so the printer has
// to say twice that nothing is left.
type zplTalk struct {
	buf  []byte
	done bool
}

const maxAnswer = 1 << 10

func (t *zplTalk) read(data []byte) (state, bool) {
	t.buf = append(t.buf, data...)
	if bytes.Count(t.buf, []byte{etx}) < 3 {
		if len(t.buf) > maxAnswer {
			t.buf = nil
		}
		return state{}, false
	}
	var lines [][]string
	for range 3 {
		from, to := bytes.IndexByte(t.buf, stx), bytes.IndexByte(t.buf, etx)
		line := ""
		if from >= 0 && from < to {
			line = string(t.buf[from+1 : to])
		}
		lines = append(lines, strings.Split(line, ","))
		t.buf = t.buf[to+1:]
	}
	if len(lines[0]) < 12 || len(lines[1]) < 11 {
		return state{}, false
	}
	said := hostStatus(lines[0], lines[1])
	said.done, t.done = said.done && t.done, said.done
	return said, true
}

const stx, etx = 0x02, 0x03

// hostStatus reads the fields as their maker documents them.
func hostStatus(first, second []string) state {
	on := func(s string) bool { return strings.TrimSpace(s) == "1" }
	number := func(s string) int { n, _ := strconv.Atoi(strings.TrimSpace(s)); return n }
	s := state{done: number(first[4]) == 0 && number(second[8]) == 0}
	switch {
	case on(second[2]):
		s.reason = spool.CoverOpen
	case on(first[1]):
		s.reason = spool.PaperOut
	case on(second[3]): // the ribbon
		s.reason = spool.PaperOut
	case on(first[11]):
		s.reason = spool.Overheated
	case on(first[2]):
		s.reason = spool.Stopped
	}
	s.done = s.done && s.reason == ""
	return s
}
