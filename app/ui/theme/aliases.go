package theme

import stock "fyne.io/fyne/v2/theme"

// aliases maps the names that Fyne's own widgets ask for to our tokens. The
// box of an entry is drawn by our Field, and Scroll paints its edge shadows
// with the stock shadow colour: those are transparent.
var aliases = map[Token]Token{
	stock.ColorNameBackground:          Paper,
	stock.ColorNameForeground:          Ink1,
	stock.ColorNamePrimary:             Work,
	stock.ColorNameButton:              Surface,
	stock.ColorNamePlaceHolder:         Ink3,
	stock.ColorNameDisabled:            Ink3,
	stock.ColorNameDisabledButton:      Raised,
	stock.ColorNameSeparator:           Line,
	stock.ColorNameHover:               Raised,
	stock.ColorNameFocus:               WorkTint,
	stock.ColorNameSelection:           WorkTint,
	stock.ColorNameHyperlink:           Work,
	stock.ColorNameError:               Late,
	stock.ColorNameWarning:             Watch,
	stock.ColorNameSuccess:             Good,
	stock.ColorNameForegroundOnPrimary: OnWork,
	stock.ColorNameForegroundOnError:   OnWork,
	stock.ColorNameForegroundOnSuccess: OnWork,
	stock.ColorNameForegroundOnWarning: OnWork,
	stock.ColorNameMenuBackground:      Surface,
	stock.ColorNameOverlayBackground:   Surface,
	stock.ColorNameHeaderBackground:    Raised,
	stock.ColorNameInputBackground:     None,
	stock.ColorNameInputBorder:         None,
	stock.ColorNameShadow:              None,
	stock.ColorNameScrollBar:           Scroll,
	stock.ColorNameScrollBarBackground: None,
	stock.ColorNamePressed:             Press,
}
