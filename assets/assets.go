// Package assets embeds what the programs show, print and serve: message
// catalogues, fonts, icons, web pages and printer profiles. It holds bytes and
// no meaning; the package that uses a folder reads it.
package assets

import "embed"

// I18N holds the message catalogues: i18n/<language>/<room>.json.
//
//go:embed i18n
var I18N embed.FS

// Fonts holds IBM Plex Sans and Mono as TrueType files beside their licence,
// fonts/OFL.txt.
//
//go:embed fonts
var Fonts embed.FS

// Icons holds the outline icons of the screens, icons/<name>.svg, beside their
// licence.
//
//go:embed icons
var Icons embed.FS
