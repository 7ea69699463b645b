package main

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/datetext"
	"etabli/app/ui/widgets/icon"
	"etabli/app/ui/widgets/stroke"
)

// The narrow no-break space before French punctuation.
const nn = "\u202f"

// kitSheet shows every widget of the kit on one page.
func kitSheet() fyne.CanvasObject {
	left := widgets.V(16, sheetType(), sheetChips(), sheetButtons(), sheetClocks())
	middle := widgets.V(16, sheetFields(), sheetNotices())
	right := widgets.V(16, sheetVerdict(), sheetTimeline(), sheetMore())
	columns := widgets.HTop(16, []float32{1, 1, 1}, left, middle, right)
	return widgets.Page(widgets.VScroll(widgets.PadAll(24, columns)))
}

func sheetType() fyne.CanvasObject {
	return widgets.TitledCard("Caractères", nil, 8,
		widgets.Line(widgets.Display.Of("34 Bonjour")),
		widgets.Line(widgets.Figure.Of("28 J-2"), widgets.Caption.Of("  échéance 23 nov.")),
		widgets.Line(widgets.Title.Of("20 Clore la réparation")),
		widgets.Line(widgets.LeadStrong.Of("16 Lave-linge Bosch "), widgets.Lead.In(theme.Ink2).Of("WAX32")),
		widgets.Line(widgets.Strong.Of("14 Pièce posée"), widgets.Body.Of(nn+": pompe de vidange")),
		widgets.Line(widgets.CodeTitle.Of("LIL2-00431-K"), widgets.Code.In(theme.Ink2).Of("  0O 1lI 8B")),
		widgets.Short(widgets.Strong.Of("Un titre bien trop long "), widgets.Body.Of("pour la place qu’il a dans cette carte étroite, alors il finit ainsi")),
		widgets.Paragraph(widgets.Muted.Of("«"+nn+"S’éteint tout seul, même chargé à 60"+nn+"%."+nn+"» Le client en veut "),
			widgets.Strong.Of("1"+nn+"234,56"+nn+"€"), widgets.Muted.Of(nn+"; SN 70401132009870401132009870401132009870401132009")),
	)
}

func sheetChips() fyne.CanvasObject {
	filters := widgets.NewSegment(nil)
	filters.Set([]widgets.Option{{ID: "open", Label: "Ouvertes 42"}, {ID: "risk", Label: "À risque 4"}, {ID: "ready", Label: "Prêtes 9"}, {ID: "all", Label: "Toutes"}}, "open")
	with := widgets.NewChoices(nil)
	with.Set([]widgets.Option{{ID: "case", Label: "Coque"}, {ID: "charger", Label: "Chargeur"}, {ID: "sim", Label: "SIM"}}, "case")
	return widgets.TitledCard("États et choix", widgets.KeyHint("F9"), 12,
		widgets.Flow(8,
			widgets.NewChip(widgets.KindWork, icon.Wrench, "En réparation"),
			widgets.NewChip(widgets.KindGood, icon.Check, "Prête"),
			widgets.NewChip(widgets.KindWatch, icon.Clock, "Devis envoyé"),
			widgets.NewChip(widgets.KindLate, icon.Clock, "J-2 légal"),
			widgets.NewChip(widgets.KindNeutral, icon.CircleDashed, "à envoyer"),
			widgets.NewChip(widgets.KindNeutral, icon.None, "sans icône")),
		filters,
		widgets.H(6, with, widgets.PillButton(icon.Plus, "", nil)),
	)
}

func sheetButtons() fyne.CanvasObject {
	off := widgets.Primary("Interdit", widgets.ButtonOptions{Icon: icon.Check}, nil)
	off.SetEnabled(false)
	focused := widgets.Secondary("Au clavier", widgets.ButtonOptions{}, nil)
	focused.FocusGained()
	return widgets.TitledCard("Boutons", widgets.Link("Pourquoi"+nn+"?", nil), 12,
		widgets.Flow(12,
			widgets.Primary("Nouveau dépôt", widgets.ButtonOptions{Icon: icon.Plus, Key: "F2"}, nil),
			widgets.Secondary("Rendre un prêt", widgets.ButtonOptions{Icon: icon.ArrowLeftRight, Key: "F4"}, nil),
			off, focused,
			widgets.Danger("Annuler le dossier", widgets.ButtonOptions{Icon: icon.Trash2}, nil),
			widgets.IconButton(icon.Ellipsis, nil)),
		widgets.Primary("Enregistrer et imprimer", widgets.ButtonOptions{Key: "F9", Large: true}, nil),
	)
}

func sheetClocks() fyne.CanvasObject {
	work := widgets.NewProgress("Arrêter", nil)
	work.Set("Import"+nn+": 31"+nn+"204 lignes sur 59"+nn+"604", 0.52)
	return widgets.V(12,
		widgets.HFill(12, []float32{1, 1},
			widgets.NewClock(widgets.ClockData{Label: "Délai légal 30 j", Value: "J-2", Sub: "échéance 23 nov.", Kind: widgets.KindLate, Share: .93}),
			widgets.NewClock(widgets.ClockData{Label: "Engagement (SLA)", Value: "6 h", Sub: "réponse avant 18:00", Kind: widgets.KindWork, Share: .55})),
		widgets.HFill(12, []float32{1, 1},
			widgets.NewClock(widgets.ClockData{Label: "Durée au SAV", Value: "28 j", Sub: "médiane du site 6 j", Kind: widgets.KindWatch, Share: 1}),
			widgets.NewClock(widgets.ClockData{Label: "Arrêté", Value: "12 j", Sub: "rendu le 3 nov.", Kind: widgets.KindGood, Share: -1})),
		widgets.Card(work))
}

func sheetFields() fyne.CanvasObject {
	serial := widgets.NewField("N° de série ou IMEI (scanner)", widgets.NewEntry(widgets.EntryOptions{Text: "490154203237518", Mono: true}))
	serial.SetVerdict(widgets.KindGood, icon.Check, "IMEI")
	wrong := widgets.NewField("Téléphone", widgets.NewEntry(widgets.EntryOptions{Text: "06 44 10 22", Mono: true}))
	wrong.SetError("Il manque deux chiffres. Sans numéro, la cliente ne sera pas prévenue.")
	helped := widgets.NewField("Nom", widgets.NewEntry(widgets.EntryOptions{Placeholder: "Nom et prénom"}))
	helped.SetHint("Comme sur la facture.")
	focused := widgets.NewEntry(widgets.EntryOptions{Text: "Samsung Galaxy S24"})
	product := widgets.NewField("Produit", focused)
	focused.FocusGained()
	by := widgets.NewSelect(nil)
	by.Set([]widgets.Option{{ID: "sms", Label: "SMS"}, {ID: "mail", Label: "Courriel"}, {ID: "none", Label: "Ne pas prévenir"}}, "sms")
	bought := widgets.NewDateField("Acheté le", datetext.Past, func() string { return "2026-11-21" })
	bought.Put("2025-02-14")
	return widgets.V(16,
		widgets.NewSearch("Rechercher ou scanner", "Ctrl K"),
		widgets.TitledCard("2 · Appareil", widgets.Line(widgets.Caption.Of("3 déjà vus")), 10,
			serial, product,
			widgets.HTop(12, []float32{1, 1}, bought, widgets.NewField("Prévenir par", by)),
			widgets.HTop(12, []float32{1, 1}, wrong, helped),
			widgets.NewField("Panne, avec les mots du client", widgets.NewEntry(widgets.EntryOptions{Text: "«" + nn + "S’éteint tout seul, même chargé à 60" + nn + "%." + nn + "»", Rows: 2})),
			widgets.NewField("Signature", signedPad())))
}

// signedPad shows a signature drawn by hand.
func signedPad() fyne.CanvasObject {
	pad := widgets.NewSignaturePad("Signer ici")
	pad.Set(stroke.Drawing{
		{{X: .2, Y: .1}, {X: .19, Y: .2}, {X: .185, Y: .27}},
		{{X: .28, Y: .1}, {X: .24, Y: .16}, {X: .2, Y: .19}, {X: .24, Y: .23}, {X: .3, Y: .27}},
		{{X: .36, Y: .24}, {X: .4, Y: .18}, {X: .43, Y: .22}, {X: .4, Y: .26}, {X: .47, Y: .2}, {X: .52, Y: .26}, {X: .57, Y: .19}, {X: .62, Y: .25}, {X: .74, Y: .15}},
	})
	return pad
}

func sheetNotices() fyne.CanvasObject {
	empty := widgets.NewEmptyState(widgets.EmptyData{
		Icon: icon.PackageOpen, Title: "Aucune réparation prête",
		Text: "Ce qui est réparé et contrôlé apparaît ici.", Action: "Voir les réparations ouvertes",
	}, nil)
	return widgets.V(12,
		widgets.NewNotice(widgets.NoticeData{Kind: widgets.KindGood, Title: "Dossier LIL2-00432-R enregistré", Text: "Le reçu est parti à l’imprimante.", Action: "Réimprimer"}, true),
		widgets.NewNotice(widgets.NoticeData{Kind: widgets.KindLate, Title: "L’imprimante ne répond pas.", Text: "Le dossier est gardé. Vérifiez le papier, puis relancez.", Action: "Relancer"}, false),
		widgets.Card(empty))
}

func sheetVerdict() fyne.CanvasObject {
	return widgets.NewVerdict(widgets.VerdictData{
		Kind: widgets.KindGood, Icon: icon.Check, Word: "Garantie légale",
		Until:   []widgets.Run{widgets.Body.In(theme.Ink2).Of("jusqu’au "), widgets.Strong.Of("2 octobre 2027")},
		Heading: "Rien à payer, sous réserve du diagnostic",
		Reasons: "Livré le 10 mars 2025 · immobilisé 23 jours · réparé sous garantie" + nn + ": +6 mois. Rien à payer par la cliente.",
	}, "Pourquoi"+nn+"?", nil)
}

func sheetTimeline() fyne.CanvasObject {
	return widgets.TitledCard("Fil du dossier", nil, 14,
		widgets.NewEvent(widgets.EventData{When: "14:31", Title: "Pièce posée", Text: "pompe de vidange 00145787", By: "Nadia B. · stock magasin 4 → 3",
			Chips: []widgets.RowChip{{Icon: icon.CircleDashed, Text: "à envoyer"}}}),
		widgets.NewEvent(widgets.EventData{When: "hier", Title: "Message de la cliente", Text: "«" + nn + "Puis-je passer samedi" + nn + "?" + nn + "»",
			Alert: "Sans réponse depuis 3 h 12 · à traiter avant la remise"}),
		widgets.NewEvent(widgets.EventData{When: "12 nov.", Title: "Diagnostic", Text: "pompe bloquée, défaut d’origine", By: "Yann L., atelier"}))
}

func sheetMore() fyne.CanvasObject {
	photos := widgets.NewPhotoStrip(nil, func() {})
	photos.Set([]widgets.Photo{{Thumbnail: swatch(theme.Color(theme.Work))}, {Thumbnail: swatch(theme.Color(theme.Watch))}})
	return widgets.V(16,
		widgets.TitledCard("Photos", nil, 10, photos),
		widgets.TitledCard("À faire", nil, 8, widgets.NewChecklist(
			widgets.Step{Text: "Photo avant", Done: true},
			widgets.Step{Text: "Diagnostic" + nn + ": courroie rompue", Done: true},
			widgets.Step{Text: "Essai 10 min"})),
		widgets.Card(widgets.V(2,
			widgets.NewKeyValue("À rendre avant le", "21 déc. 2026"),
			widgets.NewKeyValue("Le client choisit", "réparer / remplacer"),
			widgets.NewKeyValue("Prêt d’appareil", "gratuit"))))
}

// swatch is a picture that stands for a photograph.
func swatch(c color.NRGBA) image.Image {
	picture := image.NewRGBA(image.Rect(0, 0, 96, 64))
	for y := range 64 {
		for x := range 96 {
			shade := uint8((x + 2*y) / 3)
			picture.Set(x, y, color.NRGBA{R: c.R/2 + shade, G: c.G/2 + shade, B: c.B/2 + shade, A: c.A})
		}
	}
	return picture
}
