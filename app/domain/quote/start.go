package quote

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// The faults of work that begins while the customer may still withdraw.
const (
	TooEarly   fault.Code = "work_too_early"    // args: date, the last day to withdraw
	NoSuchWish fault.Code = "start_not_awaited" // nothing has to be waited for
)

// WishFacts says that the customer, after their yes, expressly asked that work
// begins before the period to withdraw is over.
type WishFacts struct {
	Version int      `cbor:"1,keyasint"`           // of the quote that they agreed to
	Channel string   `cbor:"2,keyasint"`           // by which they asked: counter, home, phone, page
	On      string   `cbor:"3,keyasint"`           //
	Known   bool     `cbor:"4,keyasint,omitempty"` // and know that the right ends when all is done
	Proof   [][]byte `cbor:"5,keyasint,omitempty"` // SHA-256 of the signature's picture
}

// Check checks a wish.
func (f WishFacts) Check() error {
	return text.OneOf("channel", f.Channel, "counter", "home", "phone", "page")
}

// Wished is the contract after such a wish: from its day on work may begin.
func (c Contract) Wished(f WishFacts) Contract {
	c.StartNow, c.Known = true, c.Known || f.Known
	return c
}

// Waits is until when work on every one of the lines of an accepted quote has to
// wait, because the customer may still withdraw and did not ask to begin; no day
// when work on some of them may begin on a day.
func (c Contract) Waits(lines []Line, on civil.Date, t Terms) civil.Date {
	var until civil.Date
	for _, l := range lines {
		if l.Kind == Reduction {
			continue
		}
		if c.StartFrom(l.Necessary, t) <= on {
			return civil.None
		}
		until = civil.Later(until, c.WithdrawUntil(l.Necessary, t))
	}
	return until
}
