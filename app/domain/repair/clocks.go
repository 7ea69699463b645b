package repair

// Clocks are the three clocks of a file: the legal 30 days, the engagement
// towards the customer (SLA) and the turnaround. All spans are milliseconds.
type Clocks struct {
	LegalRuns    bool   `json:"legal_runs"`
	LegalStartMS int64  `json:"legal_start_ms"`
	LegalOn      string `json:"legal_on,omitempty"` // last day, in the site's time zone
	SLARuns      bool   `json:"sla_runs"`
	SLASpentMS   int64  `json:"sla_spent_ms"` // until SLASinceMS
	SLASinceMS   int64  `json:"sla_since_ms"` // start of the running stretch, 0 when paused
	TurnStartMS  int64  `json:"turn_start_ms"`
	TurnStopMS   int64  `json:"turn_stop_ms,omitempty"`
}
