package main

import (
	"fmt"

	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

var kitPlaces = []widgets.RailItem{
	{ID: "repairs", Icon: icon.Wrench, Label: "Réparations", Count: "42"},
	{ID: "loans", Icon: icon.ArrowLeftRight, Label: "Prêts", Count: "3", Kind: widgets.KindLate},
	{ID: "stock", Icon: icon.Boxes, Label: "Stock"},
	{ID: "customers", Icon: icon.Users, Label: "Clients"},
	{ID: "messages", Icon: icon.Mail, Label: "Messages", Count: "5", Kind: widgets.KindWatch},
	{ID: "review", Icon: icon.TriangleAlert, Label: "À vérifier", Count: "1", Kind: widgets.KindLate, Apart: true},
	{ID: "settings", Icon: icon.Settings, Label: "Réglages"},
}

var kitRows = []widgets.RowData{
	{Code: "LIL2-00431-K", When: "14:31", Title: "Lave-linge Bosch WAX32", Subtitle: "Amélie Durand", Chip: widgets.RowChip{Kind: widgets.KindLate, Icon: icon.Clock, Text: "J-2 légal"}, Marks: [2]widgets.RowMark{{Icon: icon.CircleDashed}}},
	{Code: "LIL2-00430-W", When: "11:08", Title: "ThinkPad T14", Subtitle: "Karim Benali", Chip: widgets.RowChip{Kind: widgets.KindWatch, Icon: icon.Clock, Text: "Devis envoyé"}},
	{Code: "LIL1-00912-D", When: "hier", Title: "LaserJet M404 ×2", Subtitle: "Société Ferrand et fils, réparations industrielles", Chip: widgets.RowChip{Kind: widgets.KindWork, Icon: icon.Wrench, Text: "En réparation"}, Marks: [2]widgets.RowMark{{Icon: icon.TriangleAlert, Kind: widgets.KindWatch}, {Icon: icon.CircleDashed}}},
	{Code: "LIL2-00428-M", When: "hier", Title: "Galaxy S24", Subtitle: "Jeanne Lopez", Chip: widgets.RowChip{Kind: widgets.KindGood, Icon: icon.Check, Text: "Prête"}},
	{Loading: true},
	{Code: "LIL1-00907-T", When: "17 nov.", Title: "Canon R6", Subtitle: "Inès Moreau", Chip: widgets.RowChip{Kind: widgets.KindWork, Icon: icon.Search, Text: "Diagnostic"}},
}

// kitDesk shows rail, list and page as a desk has them.
func kitDesk() fyne.CanvasObject {
	return widgets.Page(widgets.NewAdaptive(func(class widgets.Class) fyne.CanvasObject {
		list := widgets.NewList(func() int { return 100_000 }, func(i int) widgets.RowData {
			r := kitRows[i%len(kitRows)]
			if !r.Loading && i >= len(kitRows) {
				r.Code = fmt.Sprintf("LIL1-%05d-K", i)
			}
			return r
		})
		list.Select(0)
		wide := class == widgets.Wide
		width := float32(320)
		if wide {
			width = 380
		}
		return widgets.HFill(0, []float32{0, 1}, kitRail(wide), widgets.VGrow(0, 2, kitTop(), widgets.HLine(),
			widgets.Split(width, widgets.Surface(list), widgets.VScroll(widgets.PadAll(24, widgets.V(16, sheetVerdict(), sheetTimeline()))))))
	}))
}

func kitRail(wide bool) fyne.CanvasObject {
	rail := widgets.NewRail("Établi", func(string) {})
	rail.SetWide(wide)
	rail.SetItems(kitPlaces, "repairs")
	line := widgets.NewConnection(widgets.ConnectionData{
		Kind: widgets.KindWatch, Icon: icon.CircleDashed, Title: "Hors ligne",
		Waiting: "14 opérations à envoyer", Last: "Dernière synchro 14:02", Count: "14",
	})
	line.SetNarrow(!wide)
	me := widgets.NewPerson("NB", "Nadia B.", "Comptoir 2 · Lille")
	me.SetNarrow(!wide)
	rail.SetFoot(line, me)
	return rail
}

func kitTop() fyne.CanvasObject {
	search := widgets.NewSearch("Rechercher ou scanner", "Ctrl K")
	return widgets.Surface(widgets.Pad(20, 12, 20, 11, widgets.HW(16, []float32{0, 1, 0, 0},
		widgets.Fix(370, 0, search), widgets.Spacer(),
		widgets.Secondary("Rendre un prêt", widgets.ButtonOptions{Icon: icon.ArrowLeftRight, Key: "F4"}, nil),
		widgets.Primary("Nouveau dépôt", widgets.ButtonOptions{Icon: icon.Plus, Key: "F2"}, nil))))
}

// openKitDialog asks a question over the page.
func openKitDialog(c fyne.Canvas, _ fyne.CanvasObject) {
	widgets.NewDialog("Clore la réparation"+nn+"?",
		widgets.Paragraph(widgets.Muted.Of("La cliente recevra un SMS. Il reste 14 opérations à envoyer"+nn+": elles partiront au retour du réseau.")),
		widgets.DialogOptions{OnCancel: func() {}},
		widgets.Secondary("Pas encore", widgets.ButtonOptions{}, nil),
		widgets.Primary("Clore", widgets.ButtonOptions{}, nil)).Open(c)
}

// kitPhone shows the kit at the density of a phone in the field.
func kitPhone() fyne.CanvasObject {
	top := widgets.V(0, widgets.Surface(widgets.Pad(8, 8, 16, 8, widgets.HW(4, []float32{0, 1},
		widgets.IconButton(icon.ChevronLeft, nil), widgets.Short(widgets.LeadStrong.Of("Intervention 2 / 5")),
		widgets.NewChip(widgets.KindWatch, icon.CircleDashed, "6 à envoyer")))), widgets.HLine())
	tabs := widgets.NewTabs(func(string) {})
	tabs.Set([]widgets.RailItem{
		{ID: "today", Icon: icon.CalendarDays, Label: "Aujourd’hui"}, {ID: "scan", Icon: icon.ScanLine, Label: "Scanner"},
		{ID: "van", Icon: icon.Truck, Label: "Véhicule"}, {ID: "mail", Icon: icon.Mail, Label: "Messages"},
	}, "today")
	body := widgets.V(12,
		widgets.V(4, widgets.Flow(8, widgets.Line(widgets.CodeStrong.Of("ROU4-00118-H")), widgets.NewChip(widgets.KindWork, icon.Wrench, "Sur place 00:24")),
			widgets.Paragraph(widgets.Title.Of("Sèche-linge Miele TWC560")),
			widgets.Paragraph(widgets.Muted.Of("Mme Petit · 12 rue du Molinel, Roubaix · 2ᵉ étage"))),
		widgets.HFill(8, []float32{1, 1}, widgets.Secondary("Appeler", widgets.ButtonOptions{Icon: icon.Phone}, nil), widgets.Secondary("Y aller", widgets.ButtonOptions{Icon: icon.Navigation}, nil)),
		widgets.NewVerdict(widgets.VerdictData{Kind: widgets.KindGood, Icon: icon.Check, Word: "Contrat Sérénité", Until: []widgets.Run{widgets.Caption.Of("2 visites restantes")}, Reasons: "Déplacement et main-d’œuvre compris. Pièces à 50" + nn + "%."}, "", nil),
		widgets.TitledCard("À faire", nil, 8, widgets.NewChecklist(widgets.Step{Text: "Photo avant", Done: true}, widgets.Step{Text: "Diagnostic" + nn + ": courroie rompue", Done: true}, widgets.Step{Text: "Photo après"})))
	next := widgets.Pad(16, 8, 16, 16, widgets.Primary("Photo après", widgets.ButtonOptions{IconRight: icon.ArrowRight, Large: true}, nil))
	return widgets.Page(widgets.VGrow(0, 1, top, widgets.VScroll(widgets.PadAll(16, body)), next, tabs))
}

// kitKiosk shows the kit at the density of the kiosk.
func kitKiosk() fyne.CanvasObject {
	tongues := widgets.NewSegment(nil)
	tongues.Set([]widgets.Option{{ID: "fr", Label: "Français"}, {ID: "en", Label: "English"}}, "fr")
	doors := widgets.HFill(24, []float32{1, 1, 1},
		widgets.Door(icon.ArrowDownToLine, "Déposer un appareil", "Environ 2 minutes. Un numéro à la fin, le reçu au comptoir.", true, nil),
		widgets.Door(icon.Search, "Suivre ma réparation", "Scannez le reçu ou tapez son numéro.", false, nil),
		widgets.Door(icon.ArrowUpFromLine, "Récupérer un appareil", "Nous prévenons l’équipe tout de suite.", false, nil))
	return widgets.Page(widgets.Pad(64, 40, 64, 40, widgets.VGrow(0, 4,
		widgets.HW(12, []float32{0, 1}, widgets.Mark(44), widgets.Short(widgets.LeadStrong.Of("Atelier Lille")), tongues),
		widgets.Pad(0, 60, 0, 0, widgets.Paragraph(widgets.Display.Of("Bonjour. Que souhaitez-vous faire"+nn+"?"))),
		widgets.Paragraph(widgets.Lead.In(theme.Ink2).Of("Vous pouvez aussi présenter le QR de votre reçu devant le lecteur.")),
		widgets.Pad(0, 52, 0, 0, doors), widgets.Spacer(),
		widgets.HW(8, []float32{1}, widgets.Paragraph(widgets.Caption.Of("Cette borne n’affiche jamais vos coordonnées et oublie tout à la fin.")),
			widgets.Secondary("Appeler quelqu’un", widgets.ButtonOptions{Icon: icon.Phone}, nil)))))
}
