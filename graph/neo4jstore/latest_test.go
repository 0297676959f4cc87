package neo4jstore

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/neo4jtest"
	"github.com/demarche-graph/demarche/graph/occasion"
	"github.com/demarche-graph/demarche/graph/storetest"
)

// The latest release, with certificates and routing, as it is run in practice. It
// gets a smaller part of the suite: what differs between releases is statements,
// errors and the protocol, not what package graph asks for.
func TestLatest(t *testing.T) {
	server := neo4jtest.OpenLatest(t)
	host := strings.TrimPrefix(server.URI, "bolt+s://")
	reach := func(uri, ca string) (*Store, error) {
		return Open(t.Context(), Options{URI: uri, CA: ca, User: server.User, Password: server.Password, Linker: occasion.Linker{}, Names: storetest.Names,
			Batch: graph.Batch{Claims: 50, Articles: 10}})
	}
	t.Run("certificates", func(t *testing.T) {
		nothing := filepath.Join(t.TempDir(), "nothing.pem")
		if err := os.WriteFile(nothing, []byte("no certificate"), 0o600); err != nil {
			t.Fatal(err)
		}
		_, port, _ := strings.Cut(host, ":")
		for _, c := range []struct {
			uri, ca string
			kind    error
			says    string
		}{
			{"bolt+s://" + host, "", graph.ErrUnreachable, "set neo4j.ca"},
			{"neo4j+s://" + host, "", graph.ErrUnreachable, "set neo4j.ca"},
			{"bolt+s://localhost:" + port, server.Authority, graph.ErrUnreachable, "write the address with the name"},
			{"bolt://" + host, "", graph.ErrUnreachable, "bolt+s://"},
			{"bolt://" + host, server.Authority, nil, "bolt+s://"},
			{"neo4j+s://" + host, nothing, nil, "holds no certificate"},
			{"neo4j+s://" + host, nothing + "x", nil, "neo4j.ca"},
		} {
			s, err := reach(c.uri, c.ca)
			if err == nil {
				_ = s.Close(t.Context())
			}
			wants(t, err, c.kind, c.says)
		}
		s, err := reach("bolt+ssc://"+host, "") // asks for no certificate that anybody vouches for
		if err != nil {
			t.Fatal(err)
		}
		wants(t, s.Close(t.Context()), nil)
	})
	t.Run("loads and answers", func(t *testing.T) {
		server.Empty(t)
		s, err := reach("neo4j+s://"+host, server.Authority)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close(t.Context())
		if err := s.Init(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := storetest.Walk(t.Context(), s, occasion.Linker{}, storetest.Names, 4, storetest.Some(8, 4)); err != nil {
			t.Error(err)
		}
		if faults, err := s.Check(t.Context()); err != nil || len(faults) > 0 {
			t.Error(faults, err)
		}
	})
	t.Run("loaders at once", func(t *testing.T) {
		server.Empty(t)
		var loaders []graph.Store
		for range 3 {
			s, err := reach("neo4j+s://"+host, server.Authority)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close(t.Context())
			if err := s.Init(t.Context()); err != nil {
				t.Fatal(err)
			}
			loaders = append(loaders, s)
		}
		if err := storetest.Concurrent(t.Context(), loaders, occasion.Linker{}, 12); err != nil {
			t.Error(err)
		}
	})
}
