package customer_test

import (
	"slices"
	"testing"

	"etabli/app/domain/customer"
)

func TestWhyACustomerMayLeave(t *testing.T) {
	for _, c := range []struct {
		name string
		d    customer.Dealings
		want []customer.Reason
	}{
		{"all went well", customer.Dealings{Scores: []int{5, 4, 0}}, []customer.Reason{}},
		{"a low mark, whatever the others", customer.Dealings{Scores: []int{5, 2}}, []customer.Reason{customer.LowScore}},
		{"what can be mended comes first", customer.Dealings{LastRefused: true, Repeats: 1, Late: 2, Claims: 1, Unanswered: 1},
			[]customer.Reason{customer.LateNow, customer.ClaimOpen, customer.Unanswered, customer.CameBack, customer.PriceNo}},
	} {
		if got := c.d.Reasons(); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
