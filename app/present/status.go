package present

import (
	"etabli/app/domain/repair"
	"etabli/app/lang"
)

// statusLook is how a status is drawn.
type statusLook struct {
	tone Tone
	icon string
}

var statusLooks = map[repair.Status]statusLook{
	repair.Draft:        {Neutral, "pencil"},
	repair.Announced:    {Neutral, "calendar-clock"},
	repair.Received:     {Neutral, "package-check"},
	repair.DiagWait:     {Watch, "clock"},
	repair.Diag:         {Work, "stethoscope"},
	repair.QuoteSent:    {Watch, "clock"},
	repair.QuoteOK:      {Good, "check"},
	repair.QuoteKO:      {Watch, "x"},
	repair.ApprovalWait: {Watch, "hourglass"},
	repair.PartWait:     {Watch, "clock"},
	repair.Repairing:    {Work, "wrench"},
	repair.Subcontract:  {Work, "truck"},
	repair.Test:         {Work, "clipboard-check"},
	repair.Ready:        {Good, "check"},
	repair.InTransit:    {Work, "truck"},
	repair.Returned:     {Neutral, "handshake"},
	repair.Closed:       {Neutral, "lock"},
}

func statusChip(words *lang.Catalogue, s repair.Status) Chip {
	look := statusLooks[s]
	if look.icon == "" {
		look.icon = "circle"
	}
	return Chip{Tone: look.tone, Icon: look.icon, Text: words.T("status." + string(s))}
}

func outcomeChip(words *lang.Catalogue, o repair.Outcome) Chip {
	tone, icon := Neutral, "flag"
	if o == repair.Repaired {
		tone, icon = Good, "circle-check"
	}
	return Chip{Tone: tone, Icon: icon, Text: words.T("outcome." + string(o))}
}

// running tells whether a repair in this status is still work to do: not yet
// ready for its customer, not given back.
func running(s repair.Status) bool {
	switch s {
	case repair.Ready, repair.InTransit, repair.Returned, repair.Closed, repair.Draft:
		return false
	}
	return true
}

// move is what people press to bring a repair to a status.
type move struct {
	label string // catalogue key
	icon  string
}

var moves = map[repair.Status]move{
	repair.Received:     {"move.received", "package-check"},
	repair.DiagWait:     {"move.diag_wait", "clock"},
	repair.Diag:         {"move.diag", "stethoscope"},
	repair.QuoteSent:    {"move.quote_sent", "receipt-text"},
	repair.QuoteOK:      {"move.quote_ok", "check"},
	repair.QuoteKO:      {"move.quote_ko", "x"},
	repair.ApprovalWait: {"move.approval_wait", "hourglass"},
	repair.PartWait:     {"move.part_wait", "package-open"},
	repair.Repairing:    {"move.repair", "wrench"},
	repair.Subcontract:  {"move.subcontract", "truck"},
	repair.Test:         {"move.test", "clipboard-check"},
	repair.Ready:        {"move.ready", "check"},
	repair.InTransit:    {"move.in_transit", "send"},
	repair.Returned:     {"move.returned", "handshake"},
	repair.Closed:       {"move.closed", "lock"},
	repair.Announced:    {"move.announced", "calendar-clock"},
}
