package repair

// Clocks are the three clocks of a file: the legal one, the engagement
// towards the customer (SLA) and the turnaround. All spans are milliseconds.
// The last legal day needs the time zone of the site, so it is not stored.
type Clocks struct {
	LegalRuns    bool   `json:"legal_runs" cbor:"1,keyasint,omitempty"`
	LegalStartMS int64  `json:"legal_start_ms" cbor:"2,keyasint,omitempty"`
	LegalOn      string `json:"legal_on,omitempty" cbor:"-"` // last day, in the site's time zone
	SLARuns      bool   `json:"sla_runs" cbor:"3,keyasint,omitempty"`
	SLASpentMS   int64  `json:"sla_spent_ms" cbor:"4,keyasint,omitempty"` // until SLASinceMS
	SLASinceMS   int64  `json:"sla_since_ms" cbor:"5,keyasint,omitempty"` // start of the running stretch, 0 when paused
	TurnStartMS  int64  `json:"turn_start_ms" cbor:"6,keyasint,omitempty"`
	TurnStopMS   int64  `json:"turn_stop_ms,omitempty" cbor:"7,keyasint,omitempty"`
	// LegalRule is the rule that the legal clock of this file goes by.
	LegalRule *LegalRule `json:"legal_rule,omitempty" cbor:"8,keyasint,omitempty"`
}

// running says which clocks count in a status. The legal clock never pauses;
// the SLA pauses while others have to act; the turnaround ends when the
// customer can come.
type running struct{ legal, sla, turn bool }

var clocksIn = map[Status]running{
	Announced:    {legal: true},
	Received:     {legal: true, sla: true, turn: true},
	DiagWait:     {legal: true, sla: true, turn: true},
	Diag:         {legal: true, sla: true, turn: true},
	QuoteSent:    {legal: true, turn: true},
	QuoteOK:      {legal: true, sla: true, turn: true},
	QuoteKO:      {legal: true, sla: true, turn: true},
	ApprovalWait: {legal: true, turn: true},
	PartWait:     {legal: true, turn: true},
	Repairing:    {legal: true, sla: true, turn: true},
	Subcontract:  {legal: true, sla: true, turn: true},
	Test:         {legal: true, sla: true, turn: true},
	Ready:        {legal: true},
	InTransit:    {legal: true},
}

// Request starts the legal clock at the moment the customer asked, by the rule
// that the file keeps.
func (c *Clocks) Request(atMS int64, by *LegalRule) { c.LegalStartMS, c.LegalRule = atMS, by }

// Step moves the clocks on as the repair enters a status at a time. A time
// before the last step counts as that step's: spans are never negative.
func (c *Clocks) Step(to Status, atMS int64) {
	runs := clocksIn[to]
	c.LegalRuns = runs.legal && c.LegalStartMS != 0
	c.stepSLA(runs.sla, atMS)
	switch {
	case runs.turn && c.TurnStartMS == 0:
		c.TurnStartMS = atMS
	case runs.turn:
		c.TurnStopMS = 0
	case c.TurnStartMS != 0 && c.TurnStopMS == 0:
		c.TurnStopMS = max(atMS, c.TurnStartMS)
	}
}

func (c *Clocks) stepSLA(runs bool, atMS int64) {
	switch {
	case c.SLARuns && !runs:
		c.SLASpentMS += max(0, atMS-c.SLASinceMS)
		c.SLASinceMS = 0
	case !c.SLARuns && runs:
		c.SLASinceMS = atMS
	}
	c.SLARuns = runs
}

// SLAMS is what the SLA clock shows at a moment.
func (c Clocks) SLAMS(nowMS int64) int64 {
	if !c.SLARuns {
		return c.SLASpentMS
	}
	return c.SLASpentMS + max(0, nowMS-c.SLASinceMS)
}

// TurnMS is what the turnaround clock shows at a moment.
func (c Clocks) TurnMS(nowMS int64) int64 {
	switch {
	case c.TurnStartMS == 0:
		return 0
	case c.TurnStopMS != 0:
		return c.TurnStopMS - c.TurnStartMS
	}
	return max(0, nowMS-c.TurnStartMS)
}
