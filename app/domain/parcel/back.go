package parcel

import (
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// OtherReturn says that a parcel carries the number of another one; args: number.
const OtherReturn fault.Code = "parcel_other_return"

// Authorise lets a customer send something to us: under a number, until a day. What we
// send has none.
func (f OpenedFacts) Authorise(number string, until civil.Date) OpenedFacts {
	if f.Incoming {
		f.Return, f.ReturnUntil = number, until.String()
	}
	return f
}

// Came checks the number that was read on a parcel that came, and notes that its day is
// over: law owes some returns whatever day it is, so that a late one is not refused.
func (f MovedFacts) Came(number, until string, today civil.Date) (MovedFacts, error) {
	if f.To != Received || number == "" {
		f.Return = ""
		return f, nil
	}
	f.Return = strings.ToUpper(strings.TrimSpace(f.Return))
	if err := text.Line("return_number", f.Return, MaxCode); err != nil {
		return f, err
	}
	if f.Return != "" && f.Return != number {
		return f, fault.New(OtherReturn, "return_number", "number", number)
	}
	last, err := civil.Parse("until", until)
	f.Expired = last.Known() && today > last
	return f, err
}
