package kind

// PageRelinked gives a repair's page another address; the one before leads nowhere.
const PageRelinked Kind = 410

func ofThePage() []Kind { return []Kind{PageRelinked} }
