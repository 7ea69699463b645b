package repair

// DiagnosisFee is what was said about the price of looking before anybody looked:
// a fee that was not announced is not owed. Under the legal guarantee nothing is,
// whatever was announced (Code de la consommation L217-11).
type DiagnosisFee struct {
	Cents    int64 `cbor:"1,keyasint" json:"cents" doc:"with tax; 0: free"`
	Deducted bool  `cbor:"2,keyasint,omitempty" json:"deducted,omitempty" doc:"from the repair, when the quote is accepted"`
}

// CheckDiagnosis checks a fee, when one was announced.
func CheckDiagnosis(f *DiagnosisFee) error {
	if f != nil && (f.Cents < 0 || f.Cents > MaxCents) {
		return outOfRange("diagnosis.cents", 0, MaxCents)
	}
	return nil
}
