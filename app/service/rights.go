package service

import (
	"errors"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/domain/staff"
	"etabli/storage"
	"etabli/storage/journal"
)

// rightOf says which right each kind of entry needs of its author. What is not
// listed, everybody may do.
var rightOf = map[kind.Kind]staff.Right{
	kind.SiteSaved: staff.Manage, kind.StaffSaved: staff.Manage, kind.CalendarSaved: staff.Manage,
	kind.AnswerTargets: staff.Manage, kind.RightsSet: staff.Manage, kind.Qualified: staff.Manage,
	kind.PINSet: staff.Manage, kind.Away: staff.Plan,

	kind.PersonAsked: staff.Front, kind.PersonAnswered: staff.Front, kind.PersonErased: staff.Manage, kind.ErasureOrdered: staff.Manage,

	kind.CustomersMerged: staff.Merge, kind.VisitDayMoved: staff.Plan,

	kind.RepairReceived: staff.Front, kind.RepairHandedBack: staff.Front, kind.QuoteAnswered: staff.Front, kind.StartWished: staff.Front,
	kind.RepairDiagnosed: staff.Bench,
	kind.PageRelinked:    staff.Front,
	kind.TillRecorded:    staff.Cash, kind.TillPolicySaid: staff.Manage, kind.DrawersSaid: staff.Manage, kind.RuleSaid: staff.Manage,
	kind.WarrantyDecided: staff.Override,
	kind.MessageSent:     staff.Answer, kind.Assisted: staff.Answer,
	kind.MessageCarried: staff.Answer, kind.NoticeSet: staff.Manage, kind.QuietSet: staff.Manage,

	kind.ClaimAnswered: staff.Answer, kind.ClaimConfirmed: staff.Answer, kind.ClaimReplied: staff.Answer,
	kind.RefundStepped: staff.Cash, kind.AuthoritySaid: staff.Manage,
	kind.VoucherIssued: staff.Cash, kind.VoucherReissued: staff.Cash,

	kind.LoanPolicySaid: staff.Manage, kind.RightsGranted: staff.Manage, kind.RightsReclaimed: staff.Manage,
	kind.StockAdjusted: staff.Stock, kind.PartPriced: staff.Stock, kind.StockCounted: staff.Stock, kind.ReorderSaid: staff.Stock, kind.TransferClosed: staff.Stock,
	kind.CarrierSaved: staff.Manage, kind.WorthSaid: staff.Manage, kind.LetterheadSaved: staff.Manage,
	kind.AccountSaved: staff.Manage, kind.InvoiceIssued: staff.Cash, kind.InvoiceStepped: staff.Cash, kind.DebtPlanned: staff.Cash,
	kind.DebtReminded: staff.Cash, kind.DebtGivenUp: staff.Manage, kind.CardsCame: staff.Cash,
	kind.PreorderPlaced: staff.Front, kind.PreorderPaid: staff.Cash, kind.PreorderHanded: staff.Front, kind.PreorderCancelled: staff.Front,
	kind.ReportingSaid: staff.Manage, kind.SalesReported: staff.Cash, kind.SalesReportStepped: staff.Cash,
	kind.ContractSigned: staff.Front, kind.ContractEnded: staff.Front, kind.ContractPaid: staff.Cash,

	kind.GuarantorSaved: staff.Manage, kind.SubcontractorSaved: staff.Manage,
	kind.RecourseAnswered: staff.Cash, kind.RecoursePaid: staff.Cash, kind.RecourseDropped: staff.Override,
	kind.BonusAmountSaved: staff.Manage, kind.BonusLabelSaved: staff.Manage, kind.BonusOpened: staff.Front,
	kind.BonusSubmitted: staff.Cash, kind.BonusAnswered: staff.Cash, kind.BonusPaid: staff.Cash, kind.BonusDropped: staff.Override,
	kind.WasteCollected: staff.Stock, kind.RecallListed: staff.Manage, kind.RecallAnswered: staff.Front,
	kind.AskingSaid: staff.Manage, kind.PeopleFiguresSaid: staff.Manage, kind.ReviewAnswered: staff.Answer,
	kind.IrreparableSaid: staff.Bench, kind.SendoutDecided: staff.Bench, kind.SendoutInvoiced: staff.Stock,
	kind.OrderPlaced: staff.Stock, kind.OrderCancelled: staff.Stock, kind.SentBack: staff.Stock, kind.BackCredited: staff.Stock,
}

// mayCommit refuses what the author of an entry may not do here. Nobody in
// particular, which is the program itself, a script or the customer, is not
// asked; what may reach a command without a name is decided where it comes in.
func (a *App) mayCommit(r storage.Reader, d *journal.Draft) error {
	if d.Author.IsZero() {
		return nil
	}
	who, err := a.views.Member(r, d.Author)
	if errors.Is(err, storage.ErrNotFound) {
		return fault.New(fault.NotFound, "staff", "what", "staff").Because(err)
	}
	if err != nil {
		return err
	}
	right := rightOf[kind.Kind(d.Kind)]
	if isOwn(d) {
		right = ""
	}
	site := a.place.Site
	if site == "" {
		site = who.Site
	}
	return who.Person().Check(who.Display, site, right)
}

// isOwn tells whether an entry is about its author, who may choose a PIN and
// say when they are away.
func isOwn(d *journal.Draft) bool {
	k := kind.Kind(d.Kind)
	return (k == kind.PINSet || k == kind.Away) && len(d.Entities) > 0 && d.Entities[0] == entity(kind.Staff, d.Author)
}

// allow puts behind a plan what holds for every command: the rights of its
// author, and that no step of a file goes past a message nobody has read.
func (a *App) allow(plan Plan) Plan {
	return func(r storage.Reader) (*journal.Draft, error) {
		d, err := plan(r)
		if err != nil || d == nil {
			return d, err
		}
		if err := a.mayCommit(r, d); err != nil {
			return nil, err
		}
		if err := wholeHere(r, d); err != nil {
			return nil, err
		}
		return d, a.readFirst(r, d)
	}
}

// readFirst refuses the next step of a file while a message about it is unread.
// It holds nobody up who stands at the counter: intake, hand-back and answers to
// a quote go on.
func (a *App) readFirst(r storage.Reader, d *journal.Draft) error {
	if k := kind.Kind(d.Kind); k != kind.RepairMoved && k != kind.RepairQuoted {
		return nil
	}
	return a.nothingUnread(r, d.Entities[0].ID)
}

func (a *App) nothingUnread(r storage.Reader, file journal.EntityID) error {
	n, err := a.views.UnreadAbout(r, file)
	if err == nil && n > 0 {
		err = fault.New(message.UnreadStands, "id", "n", itoa(n))
	}
	return err
}
