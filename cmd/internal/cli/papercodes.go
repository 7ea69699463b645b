package cli

import (
	"etabli/app/domain/fault"
	"etabli/app/domain/receipt"
)

// paperCodes are those of what papers prove.
var paperCodes = map[fault.Code]int{
	receipt.Unreadable: BadInput,
	receipt.Foreign:    Refused, receipt.Forged: Refused,

	"no_printer": Refused, "job_not_now": Refused, "printer_bad": BadInput,
	"duplicate_at_till": Refused, "printer_named": Refused,
	"printer_not_found": NotFound, "printers_several": BadInput,
}
