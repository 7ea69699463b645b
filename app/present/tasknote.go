package present

import (
	"cmp"
	"context"

	"etabli/app/service"
	"etabli/app/views"
)

// noting notes a task about the file that was typed, scanned or known before, or
// about none.
func (t *Tasks) noting(in *service.TaskInput, typed string, file views.Repair) job {
	return func(ctx context.Context, call service.Call) error {
		switch typed {
		case "":
		case file.Number:
			in.Repair = &file.ID
		default:
			row, err := fileNamed(ctx, t.ports.Files, "repair", typed)
			if err != nil {
				return err
			}
			in.Repair = &row.ID
		}
		_, err := t.ports.Acts.SetTask(ctx, call, in)
		return err
	}
}

// FileMatters tells what else goes on about a file.
type FileMatters interface {
	ClaimsAbout(ctx context.Context, in *service.ByID) ([]service.TimedClaim, error)
	ParcelsAbout(ctx context.Context, file ID) ([]views.Parcel, error)
	TasksAbout(ctx context.Context, in *service.ByID) ([]views.Task, error)
}

// matters are the claims, parcels and tasks of a file.
type matters struct {
	claims  []service.TimedClaim
	parcels []views.Parcel
	tasks   []views.Task
}

func readMatters(ctx context.Context, port FileMatters, file ID) (out matters, err error) {
	if out.claims, err = port.ClaimsAbout(ctx, &service.ByID{ID: file}); err != nil {
		return out, err
	}
	if out.parcels, err = port.ParcelsAbout(ctx, file); err != nil {
		return out, err
	}
	out.tasks, err = port.TasksAbout(ctx, &service.ByID{ID: file})
	return out, err
}

// matterCards are what else goes on about a file, each line the way to it.
func (e Env) matterCards(m matters) (out []DetailCard) {
	w := e.Words
	tasks := DetailCard{Title: w.T("tasks.of_file")}
	for _, t := range m.tasks {
		if t.EndedMS == 0 {
			tasks.Lines = append(tasks.Lines, DetailLine{Label: e.dueWords(t), Value: oneLine(t.What), Tone: e.taskChip(t).Tone, Open: actTask + t.ID.String()})
		}
	}
	claims := DetailCard{Title: w.T("nav.claims")}
	for _, c := range m.claims {
		chip := e.claimChip(c)
		claims.Lines = append(claims.Lines, DetailLine{Label: w.T("claiming.about." + c.About), Value: chip.Text, Tone: chip.Tone, Open: actDispute + c.ID.String()})
	}
	parcels := DetailCard{Title: w.T("nav.parcels")}
	for _, p := range m.parcels {
		chip := e.parcelChip(p)
		parcels.Lines = append(parcels.Lines, DetailLine{Label: cmp.Or(p.Tracking, p.CarrierName, w.T("nav.parcels")), Value: chip.Text, Tone: chip.Tone, Open: actPost + p.ID.String()})
	}
	for _, card := range []DetailCard{tasks, claims, parcels} {
		if !card.IsZero() {
			out = append(out, card)
		}
	}
	return out
}
