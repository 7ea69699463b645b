package kind

// What is told to the tax office of sales to consumers.
const (
	SalesReported      Kind = 270
	SalesReportStepped Kind = 271 // handed to a platform, and what became of it there
	ReportingSaid      Kind = 276 // of a site: how it reports
)

// SalesReport is what a shop sold to consumers in a period.
const SalesReport uint8 = 58

func ofReports() []Kind { return []Kind{SalesReported, SalesReportStepped, ReportingSaid} }
