package ords

import (
	"strings"
)

// Count is how many columns the standard has.
const Count = 14

// The columns, by their place in the standard.
const (
	ID = iota
	DataProvider
	Country
	PartnerProductCategory
	ProductCategory
	ProductCategoryID
	Brand
	YearOfManufacture
	ProductAge
	RepairStatus
	RepairBarrier
	GroupIdentifier
	EventDate
	Problem
)

// Names are the column names as they stand in a header, in standard order.
var Names = [Count]string{
	"id",
	"data_provider",
	"country",
	"partner_product_category",
	"product_category",
	"product_category_id",
	"brand",
	"year_of_manufacture",
	"product_age",
	"repair_status",
	"repair_barrier_if_end_of_life",
	"group_identifier",
	"event_date",
	"problem",
}

// Columns are the values of one repair in standard order.
type Columns [Count]string

// Header is what the first record of a file told.
type Header struct {
	Delimiter byte     // ',', ';' or a tab
	Fields    int      // how many fields each record must have
	Missing   []string // standard columns that the file lacks; they read empty
	Unknown   []string // columns that the standard does not have; they are left out

	place [Count]int // field of each standard column, -1 when missing
}

// maxUnknownShown bounds the list of foreign columns that a header reports.
const maxUnknownShown = 32

// readHeader finds the standard columns among the names of a header, in any
// order and letter case. It fails with ErrHeader when there is no id column,
// without which nothing can be imported twice safely, or when a standard column
// comes twice.
func readHeader(names []string, delimiter byte) (Header, error) {
	h := Header{Delimiter: delimiter, Fields: len(names)}
	for i := range h.place {
		h.place[i] = -1
	}
	for field, name := range names {
		column := columnOf(name)
		switch {
		case column < 0 && len(h.Unknown) < maxUnknownShown:
			h.Unknown = append(h.Unknown, strings.ToValidUTF8(name, "\ufffd"))
		case column < 0:
		case h.place[column] >= 0:
			return h, &HeaderError{Column: Names[column], Twice: true}
		default:
			h.place[column] = field
		}
	}
	for column, field := range h.place {
		if field < 0 {
			h.Missing = append(h.Missing, Names[column])
		}
	}
	if h.place[ID] < 0 {
		return h, &HeaderError{Column: Names[ID]}
	}
	return h, nil
}

func columnOf(name string) int {
	name = strings.ToLower(strings.TrimSpace(name))
	for column, known := range Names {
		if name == known {
			return column
		}
	}
	return -1
}
