// Package icons embeds the outline icons of one family, as SVG on a grid of 24
// units. They are Lucide's files, unchanged, under the licence that stands
// beside them. Drawing them is the business of app/ui/widgets/icon.
package icons

import "embed"

// Files holds every icon as <name>.svg.
//
//go:embed *.svg
var Files embed.FS
