package assets

import _ "embed"

// Demo is a sample of real repairs in the form of Open Repair Data. Its licence
// is CC BY-SA 4.0 and not that of the program: see demo/LICENCE.md.
//
//go:embed demo/open-repair-sample.csv
var Demo []byte

// DemoLicence is the notice that goes wherever the sample goes.
//
//go:embed demo/LICENCE.md
var DemoLicence string
