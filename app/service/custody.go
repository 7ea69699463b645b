package service

import (
	"context"
	"errors"

	"etabli/app/domain/custody"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/domain/rules"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func custodyCommands() []Command {
	return []Command{
		command("incident.open", "Open an incident about a device in our care, or register a thing that was found.", (*App).OpenIncident),
		command("incident.step", "Take an incident further: told, settled, opened again.", (*App).StepIncident),
		command("custody.count", "Count the customers' devices by scan: present, missing, strange, unknown.", (*App).CountCustody),
	}
}

func custodyQuestions() []Question {
	return []Question{
		question("custody.expected", "The files whose devices should be here: what a count by scan looks for.", (*App).CustodyExpected),
		question("custody.scan", "What one code of a count is.", (*App).CustodyScan),
		question("incident.get", "One incident.", (*App).IncidentByID),
		question("incident.list", "Incidents that are not settled, or those that words name.", (*App).Incidents),
		question("found.list", "Things nobody knows whose they are, by IMEI, model or colour.", (*App).FoundThings),
	}
}

// IncidentByID is one incident.
func (a *App) IncidentByID(ctx context.Context, in *ByID) (views.Incident, error) {
	return read(ctx, a, func(r storage.Reader) (views.Incident, error) { return a.views.Incident(r, in.ID) })
}

// Incidents are those that are not settled, or those that words name.
func (a *App) Incidents(ctx context.Context, in *SomeWords) ([]views.Incident, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Incident, error) { return a.views.Incidents(r, false, in.Words) })
}

// FoundThings are those of which nobody knows whose they are.
func (a *App) FoundThings(ctx context.Context, in *SomeWords) ([]views.Incident, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Incident, error) { return a.views.Incidents(r, true, in.Words) })
}

// SomeWords may say what to look for.
type SomeWords struct {
	Words string `json:"words,omitempty"`
}

// IncidentInput is an incident.
type IncidentInput struct {
	File        *journal.EntityID `json:"file,omitempty" doc:"whose device it is; left out for what was found"`
	Sort        custody.Sort      `json:"sort" doc:"damaged, lost, swapped, missing_accessory, missing_at_count or found"`
	Words       string            `json:"words,omitempty" doc:"what happened"`
	Item        string            `json:"item,omitempty" doc:"the accessory, or what was found"`
	Serial      string            `json:"serial,omitempty"`
	Colour      string            `json:"colour,omitempty"`
	ValueCents  int64             `json:"value_cents,omitempty"`
	Attachments []AttachmentInput `json:"attachments,omitempty"`
}

// OpenIncident opens an incident. The customer is to be told within the days of
// the rule; the legal clock of the file goes on.
func (a *App) OpenIncident(ctx context.Context, call Call, in *IncidentInput) (Result, error) {
	f := custody.OpenedFacts{
		Sort: in.Sort, Site: a.place.Site, Item: in.Item, Serial: in.Serial, Colour: in.Colour, ValueCents: in.ValueCents,
		Photos: attachments(in.Attachments),
	}
	if f.ValueCents != 0 {
		f.Currency = defaultCurrency
	}
	if err := f.Check(); err != nil {
		return Result{}, err
	}
	shown, err := a.checkAttachments(ctx, f.Photos)
	if err != nil {
		return Result{}, err
	}
	if in.Words != "" {
		if err := repair.CheckText("words", in.Words); err != nil {
			return Result{}, err
		}
	}
	if (in.File == nil) != (in.Sort == custody.Found) {
		return Result{}, fault.New(fault.Missing, "file")
	}
	id := journal.NewEntityID(call.ID, 0)
	return begin(ctx, a, call, kind.IncidentOpened, kind.Incident, a.views.Incident, func(r storage.Reader, d *draft) (any, error) {
		if in.File != nil {
			if _, err := a.views.Repair(r, *in.File); err != nil {
				return nil, fault.New(fault.NotFound, "file", "what", "repair").Because(err)
			}
			d.also(kind.Repair, *in.File)
		}
		d.attach(id, shown)
		if in.Words != "" {
			d.box(id, journal.File, repair.FileBox{Note: in.Words})
		}
		var err error
		f.TellBy, err = a.tellBy(r, in.Sort)
		return f, err
	})
}

// tellBy is the last day on which a customer is to be told.
func (a *App) tellBy(r storage.Reader, sort custody.Sort) (string, error) {
	if sort == custody.Found {
		return "", nil
	}
	at, err := a.lawAt(r, a.place.Site)
	if err != nil {
		return "", err
	}
	set, err := at.rules(rules.Dates{})
	if err != nil {
		return "", err
	}
	on, err := set.After("incident_tell_days", at.today, at.region)
	return on.String(), err
}

// IncidentStepInput takes an incident further.
type IncidentStepInput struct {
	ID         journal.EntityID  `json:"id"`
	To         custody.State     `json:"to" doc:"told, settled or open"`
	File       *journal.EntityID `json:"file,omitempty" doc:"whose the found thing turned out to be"`
	Channel    string            `json:"channel,omitempty" doc:"by which the customer was told"`
	Insurer    string            `json:"insurer,omitempty" doc:"with its reference"`
	Outcome    string            `json:"outcome,omitempty" doc:"found, repaired, replaced, paid, returned, scrapped or none"`
	PaidCents  int64             `json:"paid_cents,omitempty"`
	ReplacedBy string            `json:"replaced_by,omitempty" doc:"serial number"`
}

// StepIncident takes an incident further.
func (a *App) StepIncident(ctx context.Context, call Call, in *IncidentStepInput) (Result, error) {
	f := custody.StepFacts{
		To: in.To, Channel: in.Channel, Insurer: in.Insurer, Outcome: in.Outcome, PaidCents: in.PaidCents, ReplacedBy: in.ReplacedBy,
	}
	if f.PaidCents != 0 {
		f.Currency = defaultCurrency
	}
	it := about[views.Incident]{"incident", kind.Incident, in.ID, a.views.Incident}
	return on(ctx, a, call, kind.IncidentStepped, it, func(r storage.Reader, now views.Incident, d *draft) (any, error) {
		file := now.File
		if in.File != nil {
			file = *in.File
		}
		if !file.IsZero() {
			if _, err := a.views.Repair(r, file); err != nil {
				return nil, fault.New(fault.NotFound, "file", "what", "repair").Because(err)
			}
			d.also(kind.Repair, file)
		}
		return f, f.Check(now.Sort, now.State)
	})
}

// CustodyInput is a count by scan.
type CustodyInput struct {
	Place repair.Place `json:"place,omitempty" doc:"one place only; the whole shop when empty"`
	Scans []string     `json:"scans" doc:"numbers on labels, or serial numbers"`
}

// CountCustody counts the customers' devices.
func (a *App) CountCustody(ctx context.Context, call Call, in *CustodyInput) (Result, error) {
	return begin(ctx, a, call, kind.CustodyCounted, kind.Batch, a.views.Count, func(r storage.Reader, _ *draft) (any, error) {
		var expected []custody.File
		err := a.eachOpen(r, func(row views.RepairRow) error {
			file, err := a.views.Repair(r, row.ID)
			if f := a.counted(file, in.Place); err == nil && f.Here {
				expected = append(expected, f)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		var failed error
		f, err := custody.Count(in.Scans, expected, func(scan string) (custody.File, bool) {
			file, known, err := a.scanned(r, scan)
			failed = errors.Join(failed, err)
			return a.counted(file, in.Place), known
		})
		f.Site, f.Place = a.place.Site, string(in.Place)
		return f, errors.Join(err, failed)
	})
}

// counted is what a count needs to know of a file.
func (a *App) counted(file views.Repair, place repair.Place) custody.File {
	where := file.Care.Place
	away := where == repair.AtSubcontractor || where == repair.InVan || where == repair.OnTheWay || file.Status == repair.InTransit
	return custody.File{
		Number: file.Number,
		Here:   file.Site == a.place.Site && inCustody(file) == nil && !away && (place == "" || place == where),
	}
}

// scanned is the file that a label or a serial number names.
func (a *App) scanned(r storage.Reader, scan string) (views.Repair, bool, error) {
	var ids []journal.EntityID
	if number, ok := repair.ParseNumber(scan); ok {
		found, err := a.views.RepairsByNumber(r, number)
		if err != nil {
			return views.Repair{}, false, err
		}
		ids = found
	}
	if len(ids) == 0 {
		rows, err := a.views.SerialHistory(r, product.Classify(scan).Normalised)
		if err != nil {
			return views.Repair{}, false, err
		}
		for _, row := range rows {
			ids = append(ids, row.ID)
		}
	}
	if len(ids) == 0 {
		return views.Repair{}, false, nil
	}
	file, err := a.views.Repair(r, ids[0])
	return file, err == nil, err
}
