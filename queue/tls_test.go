package queue

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/demarche-graph/demarche/queue/queuetest"
)

// authority makes certificates.
type authority struct {
	t    *testing.T
	dir  string
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	a := &authority{t: t, dir: t.TempDir()}
	a.cert, a.key = a.issue("ca", nil)
	return a
}

func (a *authority) path(name string) string { return filepath.Join(a.dir, name) }

// issue makes name.pem and name.key, signed by the authority, or by itself when
// change is nil.
func (a *authority) issue(name string, change func(*x509.Certificate)) (*x509.Certificate, *ecdsa.PrivateKey) {
	a.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		a.t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	parent, signer := c, key
	if change == nil {
		c.IsCA, c.BasicConstraintsValid, c.KeyUsage = true, true, x509.KeyUsageCertSign
	} else {
		change(c)
		parent, signer = a.cert, a.key
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, &key.PublicKey, signer)
	if err != nil {
		a.t.Fatal(err)
	}
	private, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		a.t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{name + ".pem": {Type: "CERTIFICATE", Bytes: der}, name + ".key": {Type: "EC PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(a.path(file), pem.EncodeToMemory(block), 0o600); err != nil {
			a.t.Fatal(err)
		}
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		a.t.Fatal(err)
	}
	return made, key
}

// Both ends show a certificate.
func TestTLS(t *testing.T) {
	a := newAuthority(t)
	a.issue("server", func(c *x509.Certificate) {
		c.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1)}
		c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	})
	a.issue("worker", func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} })
	c := queuetest.Start(t, 1, fmt.Sprintf("tls {cert_file: %q, key_file: %q, ca_file: %q, verify: true}", a.path("server.pem"), a.path("server.key"), a.path("ca.pem")))
	with := func(change func(*Options)) error {
		opts := Options{URLs: []string{"tls://" + c.Address(0)}, Stream: "news", CA: a.path("ca.pem"), Cert: a.path("worker.pem"), Key: a.path("worker.key")}
		change(&opts)
		q, err := Open(t.Context(), opts)
		if err == nil {
			submit(t, q, false, made(1, "One."))
			err = q.Close()
		}
		return err
	}
	if err := with(func(*Options) {}); err != nil {
		t.Error(err)
	}
	if err := with(func(o *Options) { o.CA = "" }); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a server whose authority is not known: %v", err)
	}
	if err := with(func(o *Options) { o.Cert, o.Key = "", "" }); err == nil {
		t.Error("the server lets in who shows no certificate")
	}
	if err := with(func(o *Options) { o.Cert = a.path("none.pem") }); err == nil || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a certificate that is not there: %v", err)
	}
}
