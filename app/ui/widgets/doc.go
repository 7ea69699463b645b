// Package widgets is the kit that the screens of Établi are built from. It
// draws with the tokens, type and sizes of app/ui/theme and knows nothing of
// repairs: every word is handed in by the caller.
//
// # Text
//
// A Style says how text looks; Style.Of makes a Run of it, Style.In changes
// its colour. Line, Short and Paragraph show runs:
//
//	widgets.Short(widgets.Strong.Of("Lave-linge"), widgets.Code.In(theme.Ink2).Of(" SN 7040"))
//
// Styles: Body Muted Strong Code CodeStrong Caption Label CodeCaption Lead
// LeadStrong Title CodeTitle Figure Display.
//
// # Layout
//
// V and VGrow stack, H HW HTop HFill place side by side (with weights), Flow
// wraps, Pad PadAll Fix Centre Z wrap one or more objects, VScroll scrolls,
// Split makes two panes, Adaptive picks an arrangement by width class. All ask
// for height by width (HeightForWidth), so wrapped text has its true height.
// Build in reading order: that is the order of Tab.
//
// # Things to look at
//
// Icon, Box, Page, Surface, Card, TitledCard, Chip (Kind: a colour with a
// meaning), KeyHint, HLine, VLine, Clock, Bar, Progress, Verdict, Event,
// KeyValue, Checklist, EmptyState, Notice, Toasts, Mark, Avatar, Person,
// Connection, PhotoStrip.
//
// # Things to press and fill in
//
// Primary Secondary Danger Link IconButton are Buttons; Tap is what they are
// made of. NewField labels a control; NewEntry, NewSelect and NewSignaturePad
// are such controls; NewDateField is a field with its own; NewSearch is the
// search-or-scan box; NewSegment chooses one of a few and NewChoices any; Rail
// and Tabs lead between screens; List shows a hundred thousand rows; NewDialog
// asks; Door is a large button for the kiosk.
//
// Widgets have a Set method (an entry: Put) for each thing that a screen's
// state changes; none of them calls its own callback then.
//
// # Keys and readers
//
// A KeyRouter serves a window: Attach it to the canvas, Bind the keys of a
// screen and call what Bind returned when the screen leaves, set OnScan. Every
// focusable of this package offers keys and characters to it first. An entry
// with OnScan takes codes itself.
//
// All of it belongs to Fyne's one goroutine.
package widgets
