package escpos

import (
	"errors"
	"fmt"
)

// ErrReply says that a printer's answer is none that the question can have.
var ErrReply = errors.New("escpos: answer makes no sense")

// Status is how a printer says it is.
type Status struct {
	Offline     bool // it takes no more data, whatever the reason
	CoverOpen   bool
	PaperOut    bool
	PaperLow    bool
	CutterError bool
	Failed      bool // it must be switched off and on, or repaired
	Overheated  bool // it goes on by itself
	Stopped     bool // an error waits for a person
	DrawerHigh  bool // the level of the drawer's switch; which one means open depends on the drawer
}

// Ready tells whether it can print.
func (s Status) Ready() bool {
	return !(s.Offline || s.CoverOpen || s.PaperOut || s.CutterError || s.Failed || s.Overheated || s.Stopped)
}

// StatusAnswers is the number of bytes a printer answers to StatusRequest.
const StatusAnswers = 4

// StatusRequest asks for the state in real time: printers answer it even when
// they are out of paper or busy.
func StatusRequest() []byte {
	var out []byte
	for n := byte(1); n <= StatusAnswers; n++ {
		out = append(out, dle, eot, n)
	}
	return out
}

// ReadStatus reads the answers to StatusRequest in their order. A wrong length
// or a byte that is no answer is ErrReply.
func ReadStatus(answer []byte) (Status, error) {
	if len(answer) != StatusAnswers {
		return Status{}, fmt.Errorf("%w: %d bytes of %d", ErrReply, len(answer), StatusAnswers)
	}
	const fixed, always = 0x93, 0x12 // bits that every answer has the same
	for i, b := range answer {
		if b&fixed != always {
			return Status{}, fmt.Errorf("%w: %#02x to question %d", ErrReply, b, i+1)
		}
	}
	printer, offline, fault, paper := answer[0], answer[1], answer[2], answer[3]
	return Status{
		DrawerHigh:  bit(printer, 2),
		Offline:     bit(printer, 3),
		CoverOpen:   bit(offline, 2),
		PaperOut:    bit(offline, 5) || bit(paper, 5) || bit(paper, 6),
		Stopped:     bit(offline, 6) || bit(fault, 2),
		CutterError: bit(fault, 3),
		Failed:      bit(fault, 5),
		Overheated:  bit(fault, 6),
		PaperLow:    bit(paper, 2) || bit(paper, 3),
	}, nil
}

// PaperRequest asks for the paper sensors after all that was sent before has
// printed: its answer is also the proof that the data was worked off.
func PaperRequest() []byte { return []byte{gs, 'r', 1} }

// ReadPaper reads the answer to PaperRequest.
func ReadPaper(answer byte) (low, out bool, err error) {
	if bit(answer, 4) || bit(answer, 7) {
		return false, false, fmt.Errorf("%w: %#02x about paper", ErrReply, answer)
	}
	return bit(answer, 0) || bit(answer, 1), bit(answer, 2) || bit(answer, 3), nil
}

func bit(b byte, n int) bool { return b>>n&1 == 1 }
