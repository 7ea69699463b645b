package forms

import (
	"etabli/app/lang"
	"etabli/printing/document"
)

// Parcel is what leaves the shop in a box.
type Parcel struct {
	Sheet               // Number: of the parcel
	Reason       string `json:"reason,omitempty" form:"to_customer,to_supplier,to_subcontractor,to_site,return"`
	To           Party  `json:"to"`
	From         *Party `json:"from,omitempty"` // the shop when empty
	Carrier      string `json:"carrier,omitempty"`
	Tracking     string `json:"tracking,omitempty"`
	PickupPoint  string `json:"pickup_point,omitempty"`
	Return       string `json:"return_number,omitempty"` // the receiver's authorisation
	ReturnUntil  string `json:"return_until,omitempty" form:"date"`
	Contents     []Item `json:"contents"`
	WeightGrams  int    `json:"weight_grams,omitempty"`
	Currency     string `json:"currency,omitempty"`
	InsuredCents int64  `json:"insured_cents,omitempty"`
	Battery      string `json:"battery,omitempty" form:"ok,damaged,critical"`
}

// ParcelSlip writes the bordereau that lies in the parcel.
func ParcelSlip(in Parcel, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	body := w.opening(w.chosen(parcelReasons, in.Reason), in.Number)
	if in.Battery == "damaged" || in.Battery == "critical" {
		body = append(body, document.Box{Tone: document.Late, Body: []document.Block{
			document.Paragraph{Runs: strong(w.law("damaged_battery"))},
		}})
	}
	weight := ""
	if in.WeightGrams > 0 {
		weight = w.quantity(int64(in.WeightGrams), "kg")
	}
	from := Party{Name: in.Shop.Name, Address: in.Shop.Address, Phone: in.Shop.Phone}
	if in.From != nil {
		from = *in.From
	}
	body = append(body, w.beside(w.party(w.T("paper.parcel.to"), in.To), w.party(w.T("paper.parcel.from"), from)))
	body = append(body, w.section(w.T("paper.parcel.way"), pairs(
		row(w.T("paper.parcel.carrier"), strong(in.Carrier)),
		row(w.T("paper.parcel.point"), document.Plain(in.PickupPoint)),
		row(w.T("paper.parcel.return_number"), document.MonoRun(in.Return)),
		row(w.T("paper.parcel.return_until"), document.Plain(w.Date(in.ReturnUntil))),
		row(w.T("paper.parcel.weight"), document.Plain(weight)),
		row(w.T("paper.parcel.insured"), document.Plain(w.amountOr(in.InsuredCents, in.Currency))),
		row(w.T("paper.battery"), document.Plain(w.chosen(batteries, in.Battery))),
	))...)
	if tracking := barcodeText(in.Tracking); tracking != "" {
		body = append(body, document.Keep{Body: []document.Block{
			document.Heading{Text: w.T("paper.parcel.tracking")},
			document.Barcode{Content: tracking}, document.Paragraph{Runs: document.MonoRun(tracking), Size: document.Small},
		}})
	} else if in.Tracking != "" {
		body = append(body, pairs(row(w.T("paper.parcel.tracking"), document.MonoRun(in.Tracking))))
	}
	body = append(body, w.section(w.T("paper.parcel.contents"), w.items(in.Contents))...)
	return w.document(w.T("paper.parcel.title"), body)
}

// maxBars is the longest text that bars of a readable width hold on a page.
const maxBars = 20

// barcodeText is a text that bars can say, or nothing.
func barcodeText(text string) string {
	if len(text) > maxBars {
		return ""
	}
	for _, c := range text {
		if c < ' ' || c > '~' {
			return ""
		}
	}
	return text
}

// SupplierSlip is an order, or what goes back to a supplier.
type SupplierSlip struct {
	Sheet
	Kind     string `json:"kind" form:"order,return,warranty,core"`
	To       Party  `json:"to"`
	Return   string `json:"return_number,omitempty"`
	WantedOn string `json:"wanted_on,omitempty" form:"date"`
	Deliver  string `json:"deliver_to,omitempty"`
	Items    []Item `json:"items"`
	Note     string `json:"note,omitempty"`
}

// SupplierForm writes the slip for a supplier.
func SupplierForm(in SupplierSlip, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	body := w.opening(w.chosen(supplierKinds, in.Kind), in.Number)
	body = append(body, w.beside(w.party(w.T("paper.supplier"), in.To), pairs(
		row(w.T("paper.parcel.return_number"), document.MonoRun(in.Return)),
		row(w.T("paper.supplier.wanted"), strong(w.dateOr(in.WantedOn))),
		row(w.T("paper.bill.deliver"), document.Plain(in.Deliver)),
	)))
	body = append(body, w.section(w.T("paper.supplier.items"), w.items(in.Items))...)
	body = append(body, w.section(w.T("paper.remarks"), document.Text(in.Note))...)
	body = append(body, w.signatures(w.signature("paper.supplier.signature", in.To.Name, Signature{}), in.By))
	return w.document(w.T("paper.supplier.title"), body)
}

// Subcontract is a device that somebody else repairs. Of the customer it shows
// the initials and nothing more.
type Subcontract struct {
	Sheet
	To           Party    `json:"to"`
	Initials     string   `json:"initials,omitempty"`
	Product      Product  `json:"product"`
	Fault        string   `json:"fault,omitempty"`
	Finding      string   `json:"finding,omitempty"`
	Asked        string   `json:"asked" form:"need"` // what is to be done
	Accessories  []string `json:"accessories,omitempty"`
	Condition    []string `json:"condition,omitempty"`
	Currency     string   `json:"currency,omitempty"`
	CeilingCents int64    `json:"ceiling_cents,omitempty"`
	CeilingNet   bool     `json:"ceiling_net,omitempty"` // without tax, as between professionals
	Batch        string   `json:"batch,omitempty"`       // number of the list it leaves with
	BackOn       string   `json:"back_on,omitempty" form:"date"`
	Claim        string   `json:"claim,omitempty" form:"lgc,commercial,contract,paid"`
	Battery      string   `json:"battery,omitempty" form:"ok,damaged,critical"`
	Photos       []Photo  `json:"photos,omitempty"`
}

// SubcontractorSlip writes what goes with the device.
func SubcontractorSlip(in Subcontract, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	ceiling := w.T("paper.subcontract.ask")
	if in.CeilingCents > 0 {
		key := "paper.subcontract.ceiling"
		if in.CeilingNet {
			key = "paper.subcontract.ceiling.net"
		}
		ceiling = w.T(key, "amount", w.Money(in.CeilingCents, in.Currency))
	}
	body := w.opening(w.T("paper.subcontract.says"), in.Number)
	left := w.party(w.T("paper.subcontractor"), in.To)
	body = append(body, w.beside(left, w.product(in.Product)))
	body = append(body, w.section(w.T("paper.subcontract.asked"), document.Text(in.Asked), pairs(
		row(w.T("paper.subcontract.back"), strong(w.dateOr(in.BackOn))),
		row(w.T("paper.subcontract.batch"), document.MonoRun(in.Batch)),
		row(w.T("paper.ceiling"), document.Plain(ceiling)),
		row(w.T("paper.claim"), document.Plain(w.chosen(claims, in.Claim))),
		row(w.T("paper.battery"), document.Plain(w.chosen(batteries, in.Battery))),
		row(w.T("paper.initials"), document.Plain(in.Initials)),
	))...)
	body = append(body, w.fault(in.Fault)...)
	body = append(body, w.section(w.T("paper.order.finding"), document.Text(in.Finding))...)
	body = append(body, w.section(w.T("paper.subcontract.with"), pairs(
		row(w.T("paper.accessories"), document.Plain(w.listed(in.Accessories, "paper.accessories.none"))),
		row(w.T("paper.condition"), document.Plain(w.listed(in.Condition, "paper.condition.none"))),
	))...)
	body = append(body, w.section(w.T("paper.photos.title"), w.photos(in.Photos)...)...)
	body = append(body, w.signatures(w.signature("paper.subcontract.signature", in.To.Name, Signature{}), in.By))
	body = append(body, w.smallPrint(w.laws("subcontract"))...)
	return w.document(w.T("paper.subcontract.title"), body)
}
