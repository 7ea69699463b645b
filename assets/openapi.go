package assets

import _ "embed"

// OpenAPI says what the door for other programs does.
//
//go:embed api/openapi.json
var OpenAPI []byte
