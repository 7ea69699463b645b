package present

// ConformityEnd is conformityEnd for tests.
var ConformityEnd = conformityEnd
