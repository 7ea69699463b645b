package kind

// The entities of what people say, have to do, and go out for.
const (
	Thread uint8 = 10 // a conversation
	Task   uint8 = 11
	Visit  uint8 = 12
)

// What is said, about threads.
const (
	MessageReceived Kind = 130
	MessageSent     Kind = 131
	MessageNoted    Kind = 132 // for colleagues alone
	MessageAssigned Kind = 133
	MessageSettled  Kind = 134 // done, or read without effect
	CallPromised    Kind = 135
	CallMade        Kind = 136
	MessagePlaced   Kind = 137 // whose it is
	Assisted        Kind = 138 // help without a device
	AnswerTargets   Kind = 139 // of a site: how soon it means to answer
	ThreadsJoined   Kind = 140 // two threads about one matter
	MessageCarried  Kind = 141 // what became of a message on its way out
	NoticeSet       Kind = 142 // of a site: of what customers are told by themselves
	QuietSet        Kind = 143 // of a site: when messages wait
)

// What has to be done by a day.
const (
	TaskSet   Kind = 150
	TaskMoved Kind = 151
	TaskEnded Kind = 152
)

// Visits at customers' homes.
const (
	VisitPlanned    Kind = 160
	VisitMoved      Kind = 161
	VisitStepped    Kind = 162
	VisitCancelled  Kind = 163
	VisitAbsent     Kind = 164 // the customer was not there
	VisitLate       Kind = 165
	VisitDayMoved   Kind = 166 // about who is away, and then their visits
	VisitChecked    Kind = 167 // a checklist
	VisitTookDevice Kind = 168
	VisitReported   Kind = 169
)

// Shops, staff and customers.
const (
	CalendarSaved    Kind = 180
	PINSet           Kind = 181
	RightsSet        Kind = 182
	Qualified        Kind = 183
	Away             Kind = 184
	PersonSaved      Kind = 185 // one more person of a customer
	Consented        Kind = 186
	CustomersMerged  Kind = 187 // and parted again
	PartyNamed       Kind = 188 // a role on a file
	NeedSet          Kind = 189 // a day by which a file must be done
	CallerRecognised Kind = 190
	CollectorSeen    Kind = 191
	CustomerReached  Kind = 192 // told by a person, or a letter went
	NumberShelved    Kind = 193 // the telephone we would call lies on our shelf
	PersonAsked      Kind = 194 // to be erased, to see their data, to correct it, to object
	PersonErased     Kind = 195 // what of a person was erased, by HQ
	ErasureOrdered   Kind = 196 // a manager asks HQ for it
	PersonAnswered   Kind = 340 // what a person asked for about their data was answered
	MessagesStopped  Kind = 400 // a customer wants no more of them, or wants them again
)

func ofPeople() []Kind {
	return []Kind{
		MessageReceived, MessageSent, MessageNoted, MessageAssigned, MessageSettled, CallPromised, CallMade,
		MessagePlaced, Assisted, AnswerTargets, ThreadsJoined, MessageCarried, NoticeSet, QuietSet,
		TaskSet, TaskMoved, TaskEnded,
		VisitPlanned, VisitMoved, VisitStepped, VisitCancelled, VisitAbsent, VisitLate, VisitDayMoved, VisitChecked,
		VisitTookDevice, VisitReported,
		CalendarSaved, PINSet, RightsSet, Qualified, Away, PersonSaved, Consented, CustomersMerged, PartyNamed, NeedSet,
		CallerRecognised, CollectorSeen, CustomerReached, NumberShelved,
		PersonAsked, PersonErased, ErasureOrdered, PersonAnswered, MessagesStopped,
	}
}
