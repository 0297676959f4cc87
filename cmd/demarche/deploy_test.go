package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/demarche-graph/demarche/config"
)

// documents reads a file of YAML, strictly: a key that stands twice is an error.
func documents(t *testing.T, file string) []map[string]any {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]any
	for dec := yaml.NewDecoder(bytes.NewReader(text)); ; {
		var one map[string]any
		err := dec.Decode(&one)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all = append(all, one)
	}
}

// at goes down a tree of YAML by names and numbers, nil where there is nothing.
func at(v any, path ...any) any {
	for _, p := range path {
		switch p := p.(type) {
		case string:
			m, _ := v.(map[string]any)
			v = m[p]
		case int:
			l, _ := v.([]any)
			if p >= len(l) {
				return nil
			}
			v = l[p]
		}
	}
	return v
}

func words(v any) []string {
	var all []string
	list, _ := v.([]any)
	for _, w := range list {
		all = append(all, fmt.Sprint(w))
	}
	return all
}

// takes fails the test unless the program takes the arguments and every variable is
// one of its settings.
func takes(t *testing.T, where string, args []string, variables map[string]any) {
	t.Helper()
	cmd, flags, err := new(app).command().Find(args)
	if err == nil {
		err = cmd.ParseFlags(flags)
	}
	if err != nil || !cmd.Runnable() {
		t.Errorf("%s: demarche %s: %v", where, strings.Join(args, " "), err)
	}
	for name := range variables {
		if !strings.Contains(config.Markdown(), "| `"+name+"` |") {
			t.Errorf("%s: %s is no setting", where, name)
		}
	}
}

func TestCompose(t *testing.T) {
	file := documents(t, "compose.yaml")[0]
	services, _ := file["services"].(map[string]any)
	ours := 0
	for name, s := range services {
		if at(s, "image") == "demarche" {
			ours++
			variables, _ := at(s, "environment").(map[string]any)
			takes(t, name, words(at(s, "command")), variables)
			if at(s, "read_only") != true || at(s, "build", "dockerfile") != "Containerfile" {
				t.Errorf("%s may write to its image, or is not built from Containerfile", name)
			}
		}
		needed, _ := at(s, "depends_on").(map[string]any)
		for n := range needed {
			if services[n] == nil || at(services, n, "healthcheck") == nil {
				t.Errorf("%s waits for %s, which is not there or never healthy", name, n)
			}
		}
		for _, secret := range words(at(s, "secrets")) {
			if at(file, "secrets", secret) == nil {
				t.Errorf("%s: no secret %s", name, secret)
			}
		}
		for _, p := range words(at(s, "ports")) {
			if !strings.HasPrefix(p, "127.0.0.1:") {
				t.Errorf("%s: port %s is open to other machines", name, p)
			}
		}
	}
	if ours != 2 || at(services, "worker", "deploy", "replicas") != 2 {
		t.Errorf("%d services of ours", ours)
	}
}

// deploy/check compares the example with the types of Kubernetes, which needs its
// modules; here it is compared with demarche and with itself.
func TestKubernetes(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, "deploy", "kubernetes", "*.yaml"))
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	var objects []map[string]any
	for _, f := range files {
		rel, err := filepath.Rel(root, f)
		if err != nil {
			t.Fatal(err)
		}
		objects = append(objects, documents(t, rel)...)
	}
	find := func(kind, name string) map[string]any {
		for _, o := range objects {
			if o["kind"] == kind && at(o, "metadata", "name") == name {
				return o
			}
		}
		return nil
	}
	ours := 0
	for _, o := range objects {
		name := fmt.Sprint(o["kind"], " ", at(o, "metadata", "name"))
		if ns := at(o, "metadata", "namespace"); o["kind"] != "Namespace" && (ns == nil || find("Namespace", fmt.Sprint(ns)) == nil) {
			t.Errorf("%s: there is no namespace %v", name, ns)
		}
		pod := at(o, "spec", "template")
		if pod == nil {
			continue
		}
		if fmt.Sprint(at(o, "spec", "selector", "matchLabels")) != fmt.Sprint(at(pod, "metadata", "labels")) {
			t.Errorf("%s selects other pods than it makes", name)
		}
		if s := at(o, "spec", "serviceName"); s != nil && find("Service", fmt.Sprint(s)) == nil {
			t.Errorf("%s: there is no service %v", name, s)
		}
		c := at(pod, "spec", "containers", 0)
		if at(pod, "spec", "securityContext", "runAsNonRoot") != true || at(c, "securityContext", "allowPrivilegeEscalation") != false || !slices.Equal(words(at(c, "securityContext", "capabilities", "drop")), []string{"ALL"}) {
			t.Errorf("%s may do too much", name)
		}
		var ports []string
		list, _ := at(c, "ports").([]any)
		for _, p := range list {
			ports = append(ports, fmt.Sprint(at(p, "name")))
		}
		for _, probe := range []string{"startupProbe", "livenessProbe", "readinessProbe"} {
			for _, how := range []string{"httpGet", "tcpSocket"} {
				if p := at(c, probe, how, "port"); p != nil && !slices.Contains(ports, fmt.Sprint(p)) {
					t.Errorf("%s: %s asks port %v, there are %q", name, probe, p, ports)
				}
			}
		}
		if at(c, "image") != "demarche" {
			continue
		}
		ours++
		variables := map[string]any{}
		from := find("ConfigMap", fmt.Sprint(at(c, "envFrom", 0, "configMapRef", "name")))
		settings, _ := at(from, "data").(map[string]any)
		for k, v := range settings {
			variables[k] = v
		}
		own, _ := at(c, "env").([]any)
		for _, e := range own {
			variables[fmt.Sprint(at(e, "name"))] = at(e, "value")
		}
		if len(variables) < 4 {
			t.Errorf("%s has %d settings", name, len(variables))
		}
		takes(t, name, words(at(c, "args")), variables)
	}
	if ours != 2 {
		t.Errorf("%d pods of ours", ours)
	}
	for _, o := range objects {
		if o["kind"] == "Service" {
			app := at(o, "spec", "selector", "app")
			if find("Deployment", fmt.Sprint(app)) == nil && find("StatefulSet", fmt.Sprint(app)) == nil {
				t.Errorf("service %v leads to no pods", at(o, "metadata", "name"))
			}
		}
	}
}

// The image holds one static file, and nobody in it is root.
func TestContainerfile(t *testing.T) {
	text := readText(t, "Containerfile")
	for _, words := range []string{"CGO_ENABLED=0", "gcr.io/distroless/static", "\nUSER 65532:65532\n", `ENTRYPOINT ["/usr/bin/demarche"]`} {
		if !strings.Contains(text, words) {
			t.Errorf("it lacks %q", words)
		}
	}
	goVersion := ""
	for line := range strings.Lines(readText(t, "go.mod")) {
		if v, ok := strings.CutPrefix(line, "go "); ok {
			goVersion = strings.TrimSpace(v)
		}
	}
	if v, _, _ := strings.Cut(goVersion+".", ".0."); !strings.Contains(text, "golang:"+v+" ") {
		t.Errorf("it builds with another Go than %s", goVersion)
	}
	if readText(t, ".dockerignore") != readText(t, ".containerignore") {
		t.Error(".dockerignore and .containerignore differ")
	}
}
