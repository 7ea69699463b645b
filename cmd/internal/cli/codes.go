package cli

import (
	"maps"

	"etabli/app/domain/customer"
	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/domain/staff"
	"etabli/app/domain/task"
	"etabli/app/domain/visit"
)

// exitCodes has every code of the module but those of an import's rows.
var exitCodes = together(generalCodes, peopleCodes, tradeCodes)

// peopleCodes are those of people, messages, visits and tasks.
var peopleCodes = map[fault.Code]int{
	staff.WeakPIN: BadInput, visit.NoProposal: BadInput, visit.NotToldYet: BadInput, visit.FeeUnknown: BadInput,

	staff.WrongPIN: Refused, staff.NoPIN: Refused, staff.LockedPIN: Refused, staff.Unqualified: Refused,
	staff.NoRight: Refused, staff.WrongSite: Refused, staff.LeftUs: Refused,
	customer.NotRecognised: Refused, customer.MayNotCollect: Refused, customer.SameCustomer: Refused,
	message.ConsentNeeded: Refused, message.Unowned: Refused, message.AckedBefore: Refused, message.UnreadStands: Refused,
	visit.NotAllowed: Refused, visit.SlotTaken: Refused, visit.WrongDay: Refused, visit.NotPrepared: Refused,
	task.Over: Refused,
}

func together(rooms ...map[fault.Code]int) map[fault.Code]int {
	all := map[fault.Code]int{}
	for _, room := range rooms {
		maps.Copy(all, room)
	}
	return all
}
