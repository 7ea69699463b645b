package cli

import (
	"etabli/app/domain/bonus"
	"etabli/app/domain/fault"
	"etabli/app/domain/guarantor"
	"etabli/app/domain/opinion"
	"etabli/app/domain/recall"
	"etabli/app/domain/sendout"
	"etabli/app/domain/waste"
	"etabli/app/service"
)

// thirdCodes are those of what others owe, do and take.
var thirdCodes = map[fault.Code]int{
	guarantor.NotAllowed: Refused, guarantor.AboveCap: Refused, guarantor.AuthOver: Refused, guarantor.TooLate: Refused,
	guarantor.AboveClaim: Refused, guarantor.StandsAlready: Refused, guarantor.NotDiagnosed: Refused, guarantor.NotAnnounced: Refused,
	guarantor.Unknown: NotFound,

	bonus.NotEligible: Refused, bonus.NotAllowed: Refused, bonus.Incomplete: Refused, bonus.Stands: Refused, bonus.OtherAmount: Refused,
	bonus.AboveClaim: Refused, bonus.NotValidated: Refused,

	opinion.AskedLately: Refused, opinion.NotOver: Refused, opinion.NotAsking: Refused, opinion.Objects: Refused, opinion.Nobody: Refused, opinion.ClaimOpen: Refused, opinion.Replied: Refused,
	waste.NotGiven: Refused, service.NotByPerson: Refused, recall.NoRemedy: Refused,

	sendout.Unknown: NotFound, sendout.Left: Refused, sendout.NotLeft: Refused, sendout.NotInIt: Refused, sendout.Twice: Refused,
	sendout.IsBack: Refused, sendout.Empty: Refused, sendout.AboveCap: Refused, sendout.NotQuoted: Refused, sendout.OverAgreed: Refused,
}
