package einvoice

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/account"
	"etabli/app/domain/invoice"
	"etabli/app/domain/till"
)

// The codes of the norm that are used here.
const (
	typeInvoice    = "380"
	typeCreditNote = "381"
	bySIREN        = "0002" // register of French businesses
	byEmail        = "EM"
	byAddress      = "0225" // addresses of the French directory
	byTransfer     = "30"
	unitOne        = "C62"
)

func (w *writer) document(in Invoice) {
	kind := typeInvoice
	if in.Refers != "" {
		kind = typeCreditNote
	}
	w.in("rsm:ExchangedDocument", func() {
		w.text("ram:ID", in.Number)
		w.text("ram:TypeCode", kind)
		w.day("ram:IssueDateTime", in.On)
		for _, code := range []string{"PMT", "PMD", "AAB"} {
			if words := in.Notes[code]; words != "" {
				w.in("ram:IncludedNote", func() { w.text("ram:Content", words); w.text("ram:SubjectCode", code) })
			}
		}
	})
}

func (w *writer) line(n int, l netLine, regime invoice.Regime, turn int64, say func(int64) string) {
	quantity, price := l.quantity(turn)
	about := strings.Join(slices.DeleteFunc([]string{l.group.File, l.group.Device, l.group.Order}, func(s string) bool { return s == "" }), " · ")
	eco := ""
	if l.Eco != 0 && say != nil {
		eco = say(l.Eco)
	}
	w.in("ram:IncludedSupplyChainTradeLineItem", func() {
		w.in("ram:AssociatedDocumentLineDocument", func() {
			w.text("ram:LineID", strconv.Itoa(n))
			if about != "" {
				w.in("ram:IncludedNote", func() { w.text("ram:Content", about) })
			}
		})
		w.in("ram:SpecifiedTradeProduct", func() {
			w.text("ram:SellerAssignedID", l.Article)
			w.text("ram:Name", l.Label)
			w.text("ram:Description", eco)
		})
		w.in("ram:SpecifiedLineTradeAgreement", func() {
			w.in("ram:NetPriceProductTradePrice", func() { w.text("ram:ChargeAmount", price) })
		})
		w.in("ram:SpecifiedLineTradeDelivery", func() { w.text("ram:BilledQuantity", quantity, "unitCode", unitOne) })
		w.in("ram:SpecifiedLineTradeSettlement", func() {
			w.in("ram:ApplicableTradeTax", func() {
				w.text("ram:TypeCode", "VAT")
				w.text("ram:CategoryCode", exempt(l.Rate, regime).category)
				w.text("ram:RateApplicablePercent", percent(l.Rate))
			})
			w.in("ram:SpecifiedTradeSettlementLineMonetarySummation", func() { w.text("ram:LineTotalAmount", amount(l.net*turn)) })
		})
	})
}

// exemption is the category of a tax, and of one that is not asked why.
type exemption struct{ category, reason, code string }

// exempt is the category of a rate of tax: standard, or without one by its regime.
func exempt(permille int, regime invoice.Regime) exemption {
	switch {
	case permille != 0:
		return exemption{category: "S"}
	case regime == invoice.Reversed:
		return exemption{"AE", "Autoliquidation", "VATEX-EU-AE"}
	case regime == invoice.Supplied:
		return exemption{"K", "Exonération, art. 262 ter, I du CGI", "VATEX-EU-IC"}
	}
	return exemption{"E", "Sans TVA", ""}
}

func (w *writer) agreement(in Invoice) {
	w.in("ram:ApplicableHeaderTradeAgreement", func() {
		siren := in.Seller.SIRET[:min(len(in.Seller.SIRET), 9)]
		w.party("ram:SellerTradeParty", party{
			name: in.Seller.Name, legal: in.Seller.Legal, number: siren, scheme: bySIREN, address: in.Seller.Address, routing: siren, by: byAddress, vat: in.Seller.VAT,
		})
		w.party("ram:BuyerTradeParty", buyer(in.Buyer))
		if order := onlyOrder(in.Groups); order != "" {
			w.in("ram:BuyerOrderReferencedDocument", func() { w.text("ram:IssuerAssignedID", order) })
		}
	})
}

type party struct {
	name, legal, country string
	id                   string // where no register of the norm's list has it, or writes another thing
	number, scheme       string // in the register that the scheme names
	address, routing, by string // by names the network of routing
	vat                  string
}

// registers are the codes of the registers that a buyer without SIREN can be known by, as
// the tax office lists them for reports (ISO 6523): a VAT number of the Union, New
// Caledonia's, Polynesia's, and anywhere else the country and how the name begins.
var registers = map[account.Scheme]string{account.ByVAT: "0223", account.ByRIDET: "0228", account.ByTAHITI: "0229", account.Abroad: "0227"}

// abroadName is how much of a name stands behind the country.
const abroadName = 16

// buyer is the buyer as the norm writes it. Whom the French directory does not know is
// written to where their letters go.
func buyer(b invoice.BuyerBox) party {
	p := party{name: b.Name, country: b.Country, number: b.SIREN, scheme: bySIREN, address: b.Address, routing: b.Routing, by: byAddress, vat: b.VAT}
	if b.Scheme == "" {
		p.routing = cmp.Or(p.routing, b.SIREN)
		return p
	}
	switch p.number, p.scheme = b.Number, registers[account.Scheme(b.Scheme)]; {
	case p.scheme == "":
		p.id, p.number = b.Number, ""
	case account.Scheme(b.Scheme) == account.Abroad:
		name := []rune(b.Name)
		p.id, p.number = b.Number, b.Country+string(name[:min(len(name), abroadName)])
	}
	if p.routing == "" {
		p.routing, p.by = b.Email, byEmail
	}
	return p
}

func (w *writer) party(name string, p party) {
	w.in(name, func() {
		if p.id != "" {
			w.text("ram:ID", p.id)
		}
		w.text("ram:Name", p.name)
		w.text("ram:Description", p.legal)
		if p.number != "" {
			w.in("ram:SpecifiedLegalOrganization", func() { w.text("ram:ID", p.number, "schemeID", p.scheme) })
		}
		w.address(p.address, cmp.Or(p.country, france))
		if p.routing != "" {
			w.in("ram:URIUniversalCommunication", func() { w.text("ram:URIID", p.routing, "schemeID", p.by) })
		}
		if p.vat != "" {
			w.in("ram:SpecifiedTaxRegistration", func() { w.text("ram:ID", p.vat, "schemeID", "VA") })
		}
	})
}

const france = "FR"

// address writes an address: of one of France the last part that begins with five digits
// is the town.
func (w *writer) address(address, country string) {
	lines := strings.FieldsFunc(address, func(r rune) bool { return r == '\n' || r == ',' })
	postcode, town, street := "", "", []string{}
	for _, l := range lines {
		l = strings.TrimSpace(l)
		code, rest, _ := strings.Cut(l, " ")
		if len(code) == 5 && strings.Trim(code, "0123456789") == "" && rest != "" {
			postcode, town = code, rest
			continue
		}
		street = append(street, l)
	}
	w.in("ram:PostalTradeAddress", func() {
		w.text("ram:PostcodeCode", postcode)
		w.text("ram:LineOne", strings.Join(street, ", "))
		w.text("ram:CityName", town)
		w.text("ram:CountryID", country)
	})
}

// onlyOrder is the buyer's order, when there is one alone.
func onlyOrder(groups []invoice.Group) (order string) {
	for _, g := range groups {
		if g.Order == "" || order != "" && order != g.Order {
			return ""
		}
		order = g.Order
	}
	return order
}

func (w *writer) delivery(in Invoice) {
	w.in("ram:ApplicableHeaderTradeDelivery", func() {
		if in.Has(in.Buyer, invoice.Supplied) {
			w.in("ram:ShipToTradeParty", func() { w.address(in.Buyer.Address, cmp.Or(in.Buyer.Country, france)) })
		}
		last := ""
		for _, g := range in.Groups {
			last = max(last, g.On)
		}
		if last != "" {
			w.in("ram:ActualDeliverySupplyChainEvent", func() { w.day("ram:OccurrenceDateTime", last) })
		}
	})
}

// means says where to pay. The norm takes a transfer with its account or not at all.
func (w *writer) means(iban string) {
	if iban == "" {
		return
	}
	w.in("ram:SpecifiedTradeSettlementPaymentMeans", func() {
		w.text("ram:TypeCode", byTransfer)
		w.in("ram:PayeePartyCreditorFinancialAccount", func() { w.text("ram:IBANID", iban) })
	})
}

// taxed is a tax of an invoice: one rate, and without one, one regime.
type taxed struct {
	till.Rate
	exemption
}

// taxes are those of the lines of an invoice: its rates, that without tax by regime.
func (in Invoice) taxes() (out []taxed) {
	for _, r := range in.Rates {
		if r.Permille != 0 {
			out = append(out, taxed{r, exempt(r.Permille, invoice.Usual)})
			continue
		}
		nets := map[invoice.Regime]int64{}
		for _, l := range netLines(in.IssuedFacts) {
			if l.Rate == 0 {
				nets[in.Buyer.Regime(l.Line)] += l.net
			}
		}
		for _, regime := range slices.Sorted(maps.Keys(nets)) {
			out = append(out, taxed{till.Rate{Net: nets[regime], Gross: nets[regime]}, exempt(0, regime)})
		}
	}
	return out
}

func (w *writer) tax(r taxed, turn int64) {
	w.in("ram:ApplicableTradeTax", func() {
		w.text("ram:CalculatedAmount", amount(r.Tax*turn))
		w.text("ram:TypeCode", "VAT")
		if r.reason != "" {
			w.text("ram:ExemptionReason", r.reason)
		}
		w.text("ram:BasisAmount", amount(r.Net*turn))
		w.text("ram:CategoryCode", r.category)
		if r.code != "" {
			w.text("ram:ExemptionReasonCode", r.code)
		}
		w.text("ram:RateApplicablePercent", percent(r.Permille))
	})
}

func (w *writer) settlement(in Invoice) {
	turn := in.turn()
	var net, tax int64
	w.in("ram:ApplicableHeaderTradeSettlement", func() {
		w.text("ram:PaymentReference", in.Number)
		w.text("ram:InvoiceCurrencyCode", "EUR")
		w.means(in.Seller.IBAN)
		for _, r := range in.taxes() {
			net, tax = net+r.Net, tax+r.Tax
			w.tax(r, turn)
		}
		if in.From != "" && in.To != "" {
			w.in("ram:BillingSpecifiedPeriod", func() { w.day("ram:StartDateTime", in.From); w.day("ram:EndDateTime", in.To) })
		}
		if in.DueOn != "" {
			w.in("ram:SpecifiedTradePaymentTerms", func() { w.day("ram:DueDateDateTime", in.DueOn) })
		}
		w.in("ram:SpecifiedTradeSettlementHeaderMonetarySummation", func() {
			w.text("ram:LineTotalAmount", amount(net*turn))
			w.text("ram:TaxBasisTotalAmount", amount(net*turn))
			w.text("ram:TaxTotalAmount", amount(tax*turn), "currencyID", "EUR")
			w.text("ram:GrandTotalAmount", amount(in.Total*turn))
			w.text("ram:TotalPrepaidAmount", amount(in.Paid*turn))
			w.text("ram:DuePayableAmount", amount((in.Total-in.Paid)*turn))
		})
		if in.Refers != "" {
			w.in("ram:InvoiceReferencedDocument", func() {
				w.text("ram:IssuerAssignedID", in.Refers)
				if in.RefersOn != "" {
					w.in("ram:FormattedIssueDateTime", func() {
						w.text("qdt:DateTimeString", strings.ReplaceAll(in.RefersOn, "-", ""), "format", "102", "xmlns:qdt", "urn:un:unece:uncefact:data:standard:QualifiedDataType:100")
					})
				}
			})
		}
	})
}
