package cli

import "etabli/app/domain/fault"

// carryCodes are those of exchanging without HQ.
var carryCodes = map[fault.Code]int{
	"carry_not_one": BadInput, "carry_damaged": Damaged, "carry_forged": Damaged,

	"carry_nobody": Refused, "carry_stranger": Refused, "carry_other_site": Refused, "carry_revoked": Refused,
	"carry_not_for_us": Refused, "carry_gap": Refused, "carry_older": Refused, "carry_newer": Refused, "carry_own": Refused,

	"peer_unreachable": Unreachable, "peer_refused": Unreachable, "peer_stranger": Unreachable,
}
