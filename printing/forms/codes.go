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
		"accepted":       "paper.used_part.accepted",
		"refused":        "paper.used_part.refused",
		"unavailable":    "paper.used_part.unavailable",
		"not_applicable": "paper.used_part.not_applicable",
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
