package kind

// The entities of what others owe, do and take.
const (
	Guarantor     uint8 = 40 // who answers for repairs beside us
	Recourse      uint8 = 41 // what we ask of a guarantor for one file
	Subcontractor uint8 = 42
	Sendout       uint8 = 43 // devices that go to a subcontractor together
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

func ofThirds() []Kind {
	return []Kind{
		GuarantorSaved, RecourseOpened, RecourseAuthorised, RecourseSubmitted, RecourseAnswered, RecoursePaid, RecourseDropped,
		IrreparableSaid,
		SubcontractorSaved, SendoutOpened, SendoutFilled, SendoutLeft, SendoutQuoted, SendoutDecided, SendoutCame, SendoutInvoiced,
	}
}
