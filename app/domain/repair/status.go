package repair

// Status is where a repair stands. The codes are stored and sent; the words
// people see are in the message catalogue under "status.<code>".
type Status string

// The statuses of a repair, in the usual order of a file.
const (
	Draft        Status = "draft"
	Announced    Status = "announced"
	Received     Status = "received"
	DiagWait     Status = "diag_wait"
	Diag         Status = "diag"
	QuoteSent    Status = "quote_sent"
	QuoteOK      Status = "quote_ok"
	QuoteKO      Status = "quote_ko"
	ApprovalWait Status = "approval_wait"
	PartWait     Status = "part_wait"
	Repairing    Status = "repair"
	Subcontract  Status = "subcontract"
	Test         Status = "test"
	Ready        Status = "ready"
	InTransit    Status = "in_transit"
	Returned     Status = "returned"
	Closed       Status = "closed"
)

// Outcome is how a repair ended; it is independent of the status.
type Outcome string

// The outcomes.
const (
	NoOutcome    Outcome = ""
	Repaired     Outcome = "repaired"
	NoFault      Outcome = "nff"
	BeyondRepair Outcome = "ber"
	Refused      Outcome = "refused"
	Exchanged    Outcome = "exchanged"
	Refunded     Outcome = "refunded"
	Cancelled    Outcome = "cancelled"
	Abandoned    Outcome = "abandoned"  // nobody came for it
	Unrepaired   Outcome = "unrepaired" // given back as it was, without a quote that was refused
)
