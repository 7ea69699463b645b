package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"etabli/app/ui/mastertest"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/datetext"
	"etabli/app/ui/widgets/icon"
)

// fixtures are the widgets of the kit in a fixed state.
var fixtures = map[string]func() fyne.CanvasObject{
	"text": func() fyne.CanvasObject {
		return widgets.V(4,
			widgets.Line(widgets.Strong.Of("Pièce posée"), widgets.Body.Of("\u202f: pompe")),
			widgets.Short(widgets.Code.Of("LIL2-00431-K"), widgets.Muted.Of(" un titre trop long pour la place")),
			widgets.Paragraph(widgets.Muted.Of("Rien à payer par la cliente, sous réserve du diagnostic."), widgets.Strong.Of(" Vraiment.")))
	},
	"chip": func() fyne.CanvasObject {
		return widgets.Flow(8, widgets.NewChip(widgets.KindLate, icon.Clock, "J-2 légal"), widgets.NewChip(widgets.KindNeutral, icon.None, "SIM"))
	},
	"buttons": func() fyne.CanvasObject {
		off := widgets.Secondary("Imprimer", widgets.ButtonOptions{}, nil)
		off.SetEnabled(false)
		return widgets.V(8, widgets.Primary("Dépôt", widgets.ButtonOptions{Icon: icon.Plus, Key: "F2"}, nil), off, widgets.Link("Pourquoi", nil))
	},
	"field": func() fyne.CanvasObject {
		f := widgets.NewField("Téléphone", widgets.NewEntry(widgets.EntryOptions{Text: "06 44", Mono: true}))
		f.SetVerdict(widgets.KindGood, icon.Check, "mobile")
		f.SetError("Il manque des chiffres.")
		return f
	},
	"date": func() fyne.CanvasObject {
		f := widgets.NewDateField("Acheté le", datetext.Past, func() string { return "2026-11-21" })
		f.Put("2025-02-14")
		return f
	},
	"clock": func() fyne.CanvasObject {
		return widgets.NewClock(widgets.ClockData{Label: "Délai légal 30 j", Value: "J-2", Sub: "échéance 23 nov.", Kind: widgets.KindLate, Share: .9})
	},
	"verdict": func() fyne.CanvasObject {
		return widgets.NewVerdict(widgets.VerdictData{Kind: widgets.KindGood, Icon: icon.Check, Word: "Garantie légale",
			Until: []widgets.Run{widgets.Muted.Of("jusqu’au "), widgets.Strong.Of("2 octobre 2027")}, Reasons: "Livré le 10 mars 2025."}, "Pourquoi", nil)
	},
	"event": func() fyne.CanvasObject {
		return widgets.NewEvent(widgets.EventData{When: "14:31", Title: "Pièce posée", Text: "pompe", By: "Nadia B.", Alert: "Sans réponse",
			Chips: []widgets.RowChip{{Icon: icon.CircleDashed, Text: "à envoyer"}}})
	},
	"notice": func() fyne.CanvasObject {
		return widgets.NewNotice(widgets.NoticeData{Kind: widgets.KindWatch, Title: "Hors ligne.", Text: "Le dossier est gardé.", Action: "Relancer"}, true)
	},
	"empty": func() fyne.CanvasObject {
		return widgets.NewEmptyState(widgets.EmptyData{Icon: icon.PackageOpen, Title: "Rien ici", Text: "Ce qui est prêt apparaît ici.", Action: "Voir tout"}, nil)
	},
	"segment": func() fyne.CanvasObject {
		s := widgets.NewSegment(nil)
		s.Set([]widgets.Option{{ID: "a", Label: "Ouvertes"}, {ID: "b", Label: "Prêtes"}}, "a")
		return s
	},
	"rail": func() fyne.CanvasObject {
		r := widgets.NewRail("Établi", func(string) {})
		r.SetItems(places, "repairs")
		r.SetFoot(widgets.NewConnection(widgets.ConnectionData{Kind: widgets.KindWatch, Icon: icon.CircleDashed, Title: "Hors ligne", Waiting: "14 à envoyer"}),
			widgets.NewPerson("NB", "Nadia B.", "Comptoir 2"))
		return r
	},
	"row": func() fyne.CanvasObject {
		l := widgets.NewList(func() int { return 2 }, rowAt)
		l.Select(1)
		return l
	},
	"tabs": func() fyne.CanvasObject {
		t := widgets.NewTabs(func(string) {})
		t.Set(places, "loans")
		return t
	},
	"facts": func() fyne.CanvasObject {
		return widgets.V(8, widgets.NewKeyValue("Prêt", "gratuit"), widgets.NewChecklist(widgets.Step{Text: "Photo", Done: true}, widgets.Step{Text: "Essai"}))
	},
	"progress": func() fyne.CanvasObject {
		p := widgets.NewProgress("Arrêter", nil)
		p.Set("Import", 0.5)
		return p
	},
}

var places = []widgets.RailItem{
	{ID: "repairs", Icon: icon.Wrench, Label: "Réparations", Count: "42"},
	{ID: "loans", Icon: icon.ArrowLeftRight, Label: "Prêts", Count: "3", Kind: widgets.KindLate},
	{ID: "settings", Icon: icon.Settings, Label: "Réglages", Apart: true},
}

func TestEveryWidgetLooksLikeItsMaster(t *testing.T) {
	looks := map[string]theme.Options{
		"":         standard,
		"-dark":    {Appearance: theme.Dark, PixelScale: 1},
		"-text150": {Appearance: theme.Light, PixelScale: 1, Text: 1.5},
	}
	for name, build := range fixtures {
		for suffix, look := range looks {
			t.Run(name+suffix, func(t *testing.T) {
				s := newStage(t, look)
				o := build()
				s.show(o, 320, max(200, widgets.HeightOf(o, 320)))
				s.golden(name+suffix, o)
			})
		}
	}
}

func TestALiveSwitchEqualsAFreshBuild(t *testing.T) {
	for name, build := range fixtures {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, standard)
			o := build()
			s.show(o, 320, max(200, widgets.HeightOf(o, 320)))
			s.app.Settings().SetTheme(theme.New(theme.Options{Appearance: theme.Dark, PixelScale: 1}))
			o.Refresh()
			if mastertest.Updating() {
				return
			}
			s.golden(name+"-dark", o)
		})
	}
}
