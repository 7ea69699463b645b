package service

import (
	"context"
	"slices"

	"etabli/app/domain/customer"
	"etabli/app/domain/fault"
	"etabli/app/domain/product"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// Anything asks without saying more.
type Anything struct{}

// ByID asks for one entity.
type ByID struct {
	ID journal.EntityID `json:"id"`
}

// ByWords asks for what holds some words, the last of which may be unfinished.
type ByWords struct {
	Words string `json:"words"`
}

// ByPhone asks for people by telephone.
type ByPhone struct {
	Phone string `json:"phone" doc:"as people write it"`
}

// BySerial asks for a device.
type BySerial struct {
	Serial string `json:"serial" doc:"as it was read"`
}

func peopleQuestions() []Question {
	return slices.Concat(staffQuestions(), calendarQuestions(), customerQuestions(), worthQuestions(), letterheadQuestions(), messageQuestions(), noticeQuestions(), taskQuestions(), visitQuestions(), parcelQuestions())
}

func customerQuestions() []Question {
	return []Question{
		question("customer.get", "A customer with their repairs.", func(a *App, ctx context.Context, in *ByID) (views.Customer, error) {
			return a.Customer(ctx, in.ID)
		}),
		question("customer.find", "The customers that words name, told apart by their last digits and what they brought.", func(a *App, ctx context.Context, in *PeopleAsked) ([]views.Namesake, error) {
			return read(ctx, a, func(r storage.Reader) ([]views.Namesake, error) { return a.views.FindCustomers(r, in.Words) })
		}),
		question("customer.history", "The files of a customer, newest first.", func(a *App, ctx context.Context, in *ByID) ([]views.RepairRow, error) {
			return a.HistoryOf(ctx, in.ID)
		}),
		question("customer.sharing", "Who has a telephone number or an e-mail address, and which of their files are open.", (*App).Sharing),
		question("customer.second_contact", "Whether an intake asks for another way to reach the customer, because their telephone stays here.", (*App).SecondContact),
		question("customer.to_tell", "The files whose customers no machine can tell: call or write.", (*App).ToTell),
		question("erasure.plan", "What of a customer goes when they are erased, what stays, why and until when.", (*App).ErasurePlan),
		question("person.data", "Everything that is kept of a person, to be handed to them; other people are left out.", (*App).PersonData),
		question("erasure.list", "The customers of whom something was erased, or is to be.", func(a *App, ctx context.Context, _ *Anything) ([]views.Customer, error) {
			return a.Erasures(ctx)
		}),
		question("person.requests", "The customers whose request about their data waits for an answer, the oldest first.", func(a *App, ctx context.Context, _ *Anything) ([]views.Customer, error) {
			return a.PersonRequests(ctx)
		}),
		question("kiosk.unattended", "The numbers of the kiosk that nobody took in, the oldest first.", (*App).Unattended),
		question("repair.people", "Who has to do with a file, and by when it must be done.", func(a *App, ctx context.Context, in *ByID) (views.FilePeople, error) {
			return a.FilePeople(ctx, in.ID)
		}),
		question("repair.needed", "The open files that must be done within three days, or had to be.", (*App).Needed),
		question("repair.caller", "The two questions for a caller about a file.", (*App).CallerCard),
		question("customer.by_phone", "The people who share a telephone number.", func(a *App, ctx context.Context, in *ByPhone) ([]views.Customer, error) {
			phone := customer.NormalisePhone(in.Phone)
			if phone == "" {
				return nil, fault.New(fault.Malformed, "phone", "expected", "+33 6 12 34 56 78")
			}
			return a.CustomersByPhone(ctx, phone)
		}),
	}
}

func repairQuestions() []Question {
	return []Question{
		question("repair.get", "One file.", func(a *App, ctx context.Context, in *ByID) (views.Repair, error) {
			return a.Repair(ctx, in.ID)
		}),
		question("serial.history", "The files of one device, newest first.", func(a *App, ctx context.Context, in *BySerial) ([]views.RepairRow, error) {
			return a.SerialHistory(ctx, product.Classify(in.Serial).Normalised)
		}),
		question("review.list", "What has to be verified.", func(a *App, ctx context.Context, _ *Anything) ([]views.ReviewItem, error) {
			return a.Review(ctx)
		}),
	}
}
