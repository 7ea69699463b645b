package forms

// Codes that come with the inputs and the messages that word them.
var (
	serialKinds = map[string]string{
		"imei":   "paper.serial.imei",
		"imeisv": "paper.serial.imeisv",
		"gtin":   "paper.serial.gtin",
		"serial": "paper.serial",
	}
	places = map[string]string{
		"shop":  "paper.place.shop",
		"home":  "paper.place.home",
		"phone": "paper.place.phone",
		"page":  "paper.place.page",
	}
	backups = map[string]string{
		"done":    "paper.backup.done",
		"none":    "paper.backup.none",
		"no_data": "paper.backup.no_data",
	}
	claims = map[string]string{
		"lgc":        "paper.claim.lgc",
		"commercial": "paper.claim.commercial",
		"contract":   "paper.claim.contract",
		"paid":       "paper.claim.paid",
	}
	proofs = map[string]string{
		"receipt": "paper.proof.receipt",
		"id":      "paper.proof.id",
		"known":   "paper.proof.known",
	}
	returns = map[string]string{
		"returned": "paper.accessory.returned",
		"left":     "paper.accessory.left",
		"missing":  "paper.accessory.missing",
	}
	usedParts = map[string]string{
		"offered":        "paper.used_part.offered",
		"accepted":       "paper.used_part.accepted",
		"refused":        "paper.used_part.refused",
		"unavailable":    "paper.used_part.unavailable",
		"not_applicable": "paper.used_part.not_applicable",
	}
	layers = map[string]string{
		"lgc":        "paper.layer.lgc",
		"commercial": "paper.layer.commercial",
		"contract":   "paper.layer.contract",
		"goodwill":   "paper.layer.goodwill",
		"hidden":     "paper.layer.hidden",
		"insurance":  "paper.layer.insurance",
		"paid":       "paper.layer.paid",
	}
	aheadKinds = map[string]string{
		"arrhes":  "paper.ahead.arrhes",
		"acompte": "paper.ahead.acompte",
	}
	batteries = map[string]string{
		"ok":       "paper.battery.ok",
		"damaged":  "paper.battery.damaged",
		"critical": "paper.battery.critical",
	}
	means = map[string]string{
		"cash":     "paper.means.cash",
		"card":     "paper.means.card",
		"cheque":   "paper.means.cheque",
		"transfer": "paper.means.transfer",
		"voucher":  "paper.means.voucher",
		"preauth":  "paper.means.preauth",
		"account":  "paper.means.account",
		"before":   "paper.paid.before", "deducted": "paper.deducted",
		"other": "paper.means.other",
	}
	visitOutcomes = map[string]string{
		"done":        "paper.visit.done",
		"partial":     "paper.visit.partial",
		"no_access":   "paper.visit.no_access",
		"absent":      "paper.visit.absent",
		"to_workshop": "paper.visit.to_workshop",
	}
	moments = map[string]string{
		"intake":    "paper.moment.intake",
		"hand_back": "paper.moment.hand_back",
		"loan_out":  "paper.moment.loan_out",
		"loan_back": "paper.moment.loan_back",
		"visit":     "paper.moment.visit",
		"transfer":  "paper.moment.transfer",
	}
	states = map[string]string{
		"ok":      "paper.state.ok",
		"worn":    "paper.state.worn",
		"damaged": "paper.state.damaged",
		"missing": "paper.state.missing",
		"unseen":  "paper.state.unseen",
	}
	deposits = map[string]string{
		"released": "paper.caution.released",
		"kept":     "paper.caution.kept",
		"part":     "paper.caution.part",
	}
	voucherKinds = map[string]string{
		"goodwill": "paper.voucher.goodwill",
		"gift":     "paper.voucher.gift",
		"credit":   "paper.voucher.credit",
	}
	periods = map[string]string{
		"day":   "paper.closing.day",
		"month": "paper.closing.month",
		"year":  "paper.closing.year",
	}
	parcelReasons = map[string]string{
		"to_customer":      "paper.parcel.to_customer",
		"to_supplier":      "paper.parcel.to_supplier",
		"to_subcontractor": "paper.parcel.to_subcontractor",
		"to_site":          "paper.parcel.to_site",
		"return":           "paper.parcel.return",
	}
	wishes = map[string]string{
		"repair":      "paper.wish.repair",
		"replacement": "paper.wish.replacement",
		"reduction":   "paper.wish.reduction",
		"rescission":  "paper.wish.rescission",
		"refund":      "paper.wish.refund",
		"other":       "paper.wish.other",
	}
	irreparables = map[string]string{
		"cost":   "paper.irreparable.cost",
		"part":   "paper.irreparable.part",
		"damage": "paper.irreparable.damage",
		"safety": "paper.irreparable.safety",
	}
	supplierKinds = map[string]string{
		"order":    "paper.supplier.order",
		"return":   "paper.supplier.return",
		"warranty": "paper.supplier.warranty",
		"core":     "paper.supplier.core",
	}
)

// chosen words a code; an unknown code says nothing.
func (w writer) chosen(words map[string]string, code string) string {
	key, ok := words[code]
	if !ok {
		return ""
	}
	return w.T(key)
}
