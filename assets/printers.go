package assets

import "embed"

// Printers holds what is known of receipt printers, label rolls and sheets,
// printers/<name>.json.
//
//go:embed printers
var Printers embed.FS
