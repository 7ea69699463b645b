package assets

import "embed"

// Texts holds the dated wordings of law that papers carry, texts/<country>.json.
//
//go:embed texts
var Texts embed.FS
