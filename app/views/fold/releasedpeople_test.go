package fold_test

import (
	"maps"

	"etabli/app/domain/calendar"
	"etabli/app/domain/customer"
	"etabli/app/domain/erasure"
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/domain/staff"
	"etabli/app/domain/task"
	"etabli/app/domain/visit"
)

// releasedPeople are the facts of shops, staff, customers, messages, tasks and
// visits.
var releasedPeople = map[kind.Kind][]any{
	kind.WorthSaid:     {customer.WorthFacts{}},
	kind.CalendarSaved: {calendar.SavedFacts{}}, kind.PINSet: {staff.PINFacts{}}, kind.RightsSet: {staff.RightsFacts{}},
	kind.Qualified: {staff.QualifiedFacts{}}, kind.Away: {staff.AbsentFacts{}}, kind.PersonSaved: {customer.PersonFacts{}},
	kind.Consented: {customer.ConsentFacts{}}, kind.CustomersMerged: {customer.MergedFacts{}}, kind.PartyNamed: {customer.PartyFacts{}},
	kind.NeedSet: {customer.NeedFacts{}}, kind.CallerRecognised: {customer.RecognisedFacts{}}, kind.CollectorSeen: {customer.CollectorFacts{}},
	kind.CustomerReached: {customer.ReachedFacts{}}, kind.NumberShelved: {customer.ShelvedFacts{}},
	kind.PersonAsked: {erasure.AskedFacts{}}, kind.PersonErased: {erasure.ErasedFacts{}}, kind.ErasureOrdered: {erasure.OrderedFacts{}},
	kind.PersonAnswered: {erasure.AnsweredFacts{}}, kind.MessagesStopped: {customer.StoppedFacts{}},

	kind.MessageReceived: {message.ReceivedFacts{}, message.ReceivedFacts{}}, kind.MessageSent: {message.SentFacts{}, message.SentFacts{}}, kind.MessageNoted: {message.NotedFacts{}},
	kind.MessageAssigned: {message.AssignedFacts{}}, kind.MessageSettled: {message.SettledFacts{}}, kind.CallPromised: {message.CallPromisedFacts{}},
	kind.CallMade: {message.CalledFacts{}}, kind.MessagePlaced: {message.PlacedFacts{}}, kind.Assisted: {message.AssistedFacts{}},
	kind.AnswerTargets: {message.TargetsFacts{}}, kind.ThreadsJoined: {message.JoinedFacts{}},
	kind.MessageCarried: {message.CarriedFacts{}}, kind.NoticeSet: {message.NoticeFacts{}}, kind.QuietSet: {message.QuietFacts{}},

	kind.TaskSet: {task.SetFacts{}}, kind.TaskMoved: {task.MovedFacts{}}, kind.TaskEnded: {task.EndedFacts{}},

	kind.VisitPlanned: {visit.PlannedFacts{}}, kind.VisitMoved: {visit.MovedFacts{}}, kind.VisitStepped: {visit.SteppedFacts{}},
	kind.VisitCancelled: {visit.CancelledFacts{}}, kind.VisitAbsent: {visit.AbsentFacts{}}, kind.VisitLate: {visit.LateFacts{}},
	kind.VisitDayMoved: {visit.DayMovedFacts{}}, kind.VisitChecked: {visit.CheckedFacts{}}, kind.VisitTookDevice: {visit.TakenFacts{}},
	kind.VisitReported: {visit.ReportedFacts{}},
}

func init() { maps.Copy(released, releasedPeople) }
