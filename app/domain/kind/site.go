package kind

// LetterheadSaved is of a site: what its papers carry at their head and foot.
const LetterheadSaved Kind = 380

func ofSites() []Kind { return []Kind{LetterheadSaved} }
