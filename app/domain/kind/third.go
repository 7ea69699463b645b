package kind

// The entities of what others owe, do and take.
const (
	Guarantor     uint8 = 40 // who answers for repairs beside us
	Recourse      uint8 = 41 // what we ask of a guarantor for one file
	Subcontractor uint8 = 42
	Sendout       uint8 = 43 // devices that go to a subcontractor together
	Bonus         uint8 = 44 // a repair bonus that a body owes
	BonusTable    uint8 = 45 // what a body pays
	Waste         uint8 = 46 // what a stream takes away
	Review        uint8 = 47 // what somebody published of us
)

// What we ask of guarantors.
const (
	GuarantorSaved     Kind = 300
	RecourseOpened     Kind = 301
	RecourseAuthorised Kind = 302 // or not
	RecourseSubmitted  Kind = 303
	RecourseAnswered   Kind = 304
	RecoursePaid       Kind = 305
	RecourseDropped    Kind = 306
	IrreparableSaid    Kind = 307 // a paper for an insurer
)

// What goes to subcontractors.
const (
	SubcontractorSaved Kind = 310
	SendoutOpened      Kind = 311
	SendoutFilled      Kind = 312 // one more device, or one less
	SendoutLeft        Kind = 313
	SendoutQuoted      Kind = 314 // what they want for a device
	SendoutDecided     Kind = 315 // go on, or send it back as it is
	SendoutCame        Kind = 316 // a device is back, or is missing
	SendoutInvoiced    Kind = 317
)

// What goes to the streams of waste.
const (
	WasteKept      Kind = 318
	WasteCollected Kind = 319
)

// The repair bonus. That it was taken off a bill is a record of the till.
const (
	BonusAmountSaved Kind = 320
	BonusLabelSaved  Kind = 321 // of a site
	BonusOpened      Kind = 322 // the customer validated the repair
	BonusCompleted   Kind = 323
	BonusSubmitted   Kind = 324
	BonusAnswered    Kind = 325
	BonusPaid        Kind = 326
	BonusDropped     Kind = 327
)

// What customers are asked, and what they publish.
const (
	OpinionAsked   Kind = 330
	OpinionGiven   Kind = 331 // all is well, or not
	ReviewLogged   Kind = 332
	ReviewAnswered Kind = 333
	AskingSaid     Kind = 334 // of a site: what it asks

	PeopleFiguresSaid Kind = 335 // of a site: whether figures are told by person
)

func ofThirds() []Kind {
	return []Kind{
		GuarantorSaved, RecourseOpened, RecourseAuthorised, RecourseSubmitted, RecourseAnswered, RecoursePaid, RecourseDropped,
		IrreparableSaid,
		SubcontractorSaved, SendoutOpened, SendoutFilled, SendoutLeft, SendoutQuoted, SendoutDecided, SendoutCame, SendoutInvoiced,
		WasteKept, WasteCollected,
		BonusAmountSaved, BonusLabelSaved, BonusOpened, BonusCompleted, BonusSubmitted, BonusAnswered, BonusPaid, BonusDropped,
		OpinionAsked, OpinionGiven, ReviewLogged, ReviewAnswered, AskingSaid, PeopleFiguresSaid,
	}
}
