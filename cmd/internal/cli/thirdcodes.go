package cli

import (
	"etabli/app/domain/fault"
	"etabli/app/domain/guarantor"
	"etabli/app/domain/sendout"
)

// thirdCodes are those of what others owe, do and take.
var thirdCodes = map[fault.Code]int{
	guarantor.NotAllowed: Refused, guarantor.AboveCap: Refused, guarantor.AuthOver: Refused, guarantor.TooLate: Refused,
	guarantor.AboveClaim: Refused, guarantor.StandsAlready: Refused, guarantor.NotDiagnosed: Refused, guarantor.NotAnnounced: Refused,
	guarantor.Unknown: NotFound,

	sendout.Unknown: NotFound, sendout.Left: Refused, sendout.NotLeft: Refused, sendout.NotInIt: Refused, sendout.Twice: Refused,
	sendout.IsBack: Refused, sendout.Empty: Refused, sendout.AboveCap: Refused, sendout.NotQuoted: Refused, sendout.OverAgreed: Refused,
}
