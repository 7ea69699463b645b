package replica_test
import "testing"
func diffStates(t testing.TB, a, b map[string]string) {
	for k, v := range b { if a[k] != v { t.Logf("%q: mine %q theirs %q", k, a[k], v) } }
	for k := range a { if _, ok := b[k]; !ok { t.Logf("extra %q = %q", k, a[k]) } }
}
