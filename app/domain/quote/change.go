package quote

import (
	"etabli/app/domain/repair"
	"etabli/app/domain/warranty"
)

// ChangeFacts is one act: a file goes from one layer to another after the
// diagnosis, with what shows the cause, the quote that goes with it and what
// the customer answers. Why is in a private box of the entry.
type ChangeFacts struct {
	From   warranty.Layer        `cbor:"1,keyasint,omitempty"`
	To     warranty.Layer        `cbor:"2,keyasint,omitempty"` // none when the customer is to pay
	Photos []repair.Attachment   `cbor:"3,keyasint,omitempty"`
	Quote  *Facts                `cbor:"4,keyasint,omitempty"`
	Said   warranty.ChangeAnswer `cbor:"5,keyasint,omitempty"`
	Answer *AnswerFacts          `cbor:"6,keyasint,omitempty"` // when the customer agreed at once
	Cause  warranty.Cause        `cbor:"7,keyasint,omitempty"` // when the diagnosis comes with it
}
