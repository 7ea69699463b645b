package present

// IntakeField names a field of the intake that is typed in.
type IntakeField int

// The fields, in the order in which Enter goes through them.
const (
	PhoneField IntakeField = iota
	NameField
	EmailField
	OtherContactField // while the telephone itself is left for repair
	SerialField
	ProductField
	BoughtField
	FaultField
	AccessoryField // one more accessory
	ConditionField // one more remark on the state
	PromisedField
	CeilingField
	DiagnosisField // fee that is announced; the shop's when empty
	intakeFields
)

// FieldState is a field of the intake.
type FieldState struct {
	Label   string
	Value   string
	Hint    string // shown while it is empty
	Error   string
	Verdict Chip // what was understood of it
}

// Tick is something that is there or not.
type Tick struct {
	Label string `json:"label"`
	On    bool   `json:"on"`
}

// KnownCustomer is somebody who shares the telephone number that was typed.
type KnownCustomer struct {
	ID     ID
	Name   string
	Detail string
	Chosen bool
	Key    string // that says it is this one
}

// Line is a fact with its name.
type Line struct {
	Label string
	Value string
}

// LawCard says provisionally what the law gives.
type LawCard struct {
	Chip  Chip
	Title string
	Text  string
	Lines []DetailLine
}

// SeenRow is an earlier file of the same device.
type SeenRow struct {
	ID     ID
	Number string
	When   string
	Text   string
}

// ParkedRow is an intake that was put aside.
type ParkedRow struct {
	ID    string
	Label string
	When  string
}

// IntakeDone is an intake that was saved.
type IntakeDone struct {
	Shown  bool
	ID     ID
	Number string // large, to be copied by hand when nothing prints
	Text   string
	Prints []Notice // one a form: printed, or why not
}

// IntakeState is the intake, one page in three steps.
type IntakeState struct {
	Fields [intakeFields]FieldState

	Known       []KnownCustomer
	KnownChip   Chip // "trouvé par téléphone"
	TellBy      []Choice
	TellByValue string
	OwnPhone    bool // the other contact is asked for
	OwnNotice   Notice

	Accessories []Tick
	Conditions  []Tick
	Photos      []string // their names
	Battery     []Choice
	BatteryAt   string // the value chosen
	BatterySays Notice
	SeenChip    string // how many devices of this customer were seen

	Signed     bool
	SignedWord string

	Law    LawCard
	Seen   []SeenRow
	Prints string

	Kept   string // "Brouillon gardé 14:31"
	Parked []ParkedRow
	Busy   bool
	Notice Notice
	Done   IntakeDone
}
