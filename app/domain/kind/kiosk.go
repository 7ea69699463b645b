package kind

// What customers do themselves, at the kiosk.
const (
	RepairAnnounced Kind = 60 // a customer says that they bring a device; custody does not begin
	KioskCalled     Kind = 61 // somebody at the kiosk wants a member of staff
	KioskAnswered   Kind = 62 // a member of staff went to see

	SurveyAnswered Kind = 290
)

func ofTheKiosk() []Kind {
	return []Kind{RepairAnnounced, KioskCalled, KioskAnswered, SurveyAnswered}
}
