package main

// sizes are how much a run does.
type sizes struct {
	Repairs  int `json:"repairs"`  // in the shop that is searched and listed
	Long     int `json:"long"`     // rows of the import that shows whether memory is flat
	Commands int `json:"commands"` // of each sort
	Searches int `json:"searches"` // of each sort
	Jumps    int `json:"jumps"`    // in the list
	Openings int `json:"openings"` // of the list, each in a process of its own
	Edits    int `json:"edits"`    // followed from device to device

	Tickets    int `json:"tickets"`     // in one device's queue
	Fleet      int `json:"fleet"`       // devices that push at once
	FleetEdits int `json:"fleet_edits"` // whose bytes are counted

	Crowd   int `json:"crowd"`   // entries of each who writes beside others
	Idle    int `json:"idle"`    // devices that are only connected
	Changes int `json:"changes"` // that all of them hear of
	Settle  int `json:"settle"`  // seconds of silence before their memory is looked at

	Pages   int `json:"pages"`   // repairs of the HQ whose page is asked for
	Devices int `json:"devices"` // that exchange meanwhile
	Seconds int `json:"seconds"` // of each attack

	Years   int `json:"years"`   // repairs of an HQ of many years
	Open    int `json:"open"`    // of these that are not over
	Million int `json:"million"` // repairs, as many as anybody has
}

var (
	fullSizes = sizes{Repairs: 100_000, Long: 300_000, Commands: 600, Searches: 400, Jumps: 2000, Openings: 5, Edits: 1000,
		Tickets: 10_000, Fleet: 50, FleetEdits: 200, Crowd: 40, Idle: 2000, Changes: 10, Settle: 150, Pages: 100_000, Devices: 50, Seconds: 30,
		Years: 100_000, Open: 10_000, Million: 1_000_000}
	shortSizes = sizes{Repairs: 1200, Long: 2500, Commands: 20, Searches: 10, Jumps: 50, Openings: 1, Edits: 20,
		Tickets: 200, Fleet: 4, FleetEdits: 20, Crowd: 5, Idle: 20, Changes: 3, Settle: 5, Pages: 200, Devices: 3, Seconds: 3,
		Years: 600, Open: 100, Million: 1500}
)

// What the table holds the figures against.
const (
	screenRows = 20 // lines that a list shows at first
	jumpRows   = 12 // lines that come into sight at a jump
	firstHits  = 20 // hits that a search answers

	mostCommandTimesRaw = 3
	leastImportRowsPerS = 5000
	mostPeakMB          = 300
	mostSearchMS        = 10
	mostOpeningMS       = 1000
	mostJumpMS          = 16
	mostLiveMS          = 5
	mostLiveWorstMS     = 25

	growthFew    = 1000
	mostGrowth   = 1.3
	mostShortS   = 10
	mostWholeS   = 40
	mostRebuildS = 20
	mostRestartS = 2
)
