package cli

// ExitCodes are the exit codes by fault.
var ExitCodes = exitCodes
