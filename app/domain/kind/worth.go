package kind

// WorthSaid is of a site: whether its managers see what customers are worth.
const WorthSaid Kind = 350

func ofWorth() []Kind { return []Kind{WorthSaid} }
