package kind

// The kinds of the till.
const (
	TillRecorded   Kind = 200 // one record of a series
	TillPolicySaid Kind = 201 // what a shop displays beside its till
	DrawersSaid    Kind = 390 // which tills of a shop share a drawer
)

// Till is one business day of one series.
const Till uint8 = 19

func ofTheTill() []Kind { return []Kind{TillRecorded, TillPolicySaid, DrawersSaid} }
