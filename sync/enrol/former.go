package enrol

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/x509"
	"fmt"
	"slices"
)

// formerWith returns the keys to keep beside a new one.
func (m *Member) formerWith(key crypto.Signer) []*ecdsa.PrivateKey {
	m.mu.Lock()
	defer m.mu.Unlock()
	former := slices.Clone(m.former)
	was, isECDSA := m.key.(*ecdsa.PrivateKey)
	if isECDSA && !was.Equal(key) {
		former = append(former, was)
	}
	return former[max(0, len(former)-formerKeys):]
}

func parseFormer(raw [][]byte) (keys []*ecdsa.PrivateKey, err error) {
	for _, one := range raw {
		key, err := parseKey(one)
		if err != nil {
			return nil, err
		}
		if former, ok := key.(*ecdsa.PrivateKey); ok {
			keys = append(keys, former)
		}
	}
	return keys, nil
}

func writeFormer(keys []*ecdsa.PrivateKey) (raw [][]byte, err error) {
	for _, key := range keys {
		one, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			return nil, fmt.Errorf("enrol: write a key: %w", err)
		}
		raw = append(raw, one)
	}
	return raw, nil
}
