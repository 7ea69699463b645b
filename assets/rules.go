package assets

import "embed"

// Rules holds the dated legal numbers, rules/<name>.json.
//
//go:embed rules
var Rules embed.FS
