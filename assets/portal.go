package assets

import "embed"

// Portal holds the customer's page: templates, style, script and icon.
//
//go:embed portal
var Portal embed.FS
