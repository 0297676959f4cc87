package main

import (
	"bufio"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
)

var shownAt = regexp.MustCompile(`http://[^ ]+/`)

// start starts demarche serve as a process and returns its address.
func start(t *testing.T, args ...string) (address string, stop func() error) {
	t.Helper()
	cmd := process(t, append([]string{"serve", "--listen", "127.0.0.1:0"}, args...)...)
	told, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(told)
	for lines.Scan() {
		if address = shownAt.FindString(lines.Text()); address != "" {
			return address, func() error {
				if err := cmd.Process.Signal(os.Interrupt); err != nil {
					return err
				}
				return cmd.Wait()
			}
		}
	}
	t.Fatalf("serve told no address: %v", cmd.Wait())
	return "", nil
}

func TestServe(t *testing.T) {
	stores(t, func(t *testing.T) {
		demarche(t, "", "ingest", "examples/").must(t, codeDone)
		address, stop := start(t)
		for path, want := range map[string]string{
			"": "<title>demarche</title>", "main.js": "import", "api/v1/events?actor=Putin": `"type":"call"`, "api/v1/actors?q=Puttin": "Vladimir Putin",
			"api/v1/export?format=ics&actor=Putin": "BEGIN:VEVENT", "licences.txt": "Apache", "api/v1/network": `"items":[{"a":{`, "api/v1/places": `"lat":`,
		} {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			answer, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			b, err := io.ReadAll(answer.Body)
			answer.Body.Close()
			if err != nil || answer.StatusCode != http.StatusOK || !strings.Contains(string(b), want) {
				t.Errorf("%s: %d, %v: %.300s\nlacks %s", path, answer.StatusCode, err, b, want)
			}
		}
		if err := stop(); err != nil {
			t.Errorf("Ctrl-C ends it with %v", err)
		}
	})
}

func TestServeRefusesWhatIsNotSafe(t *testing.T) {
	newWorkplace(t)
	demarche(t, "", "serve", "--listen", "0.0.0.0:0").must(t, codeUsage).says(t, "DEMARCHE_SERVE_TOKEN")
	t.Setenv("DEMARCHE_SERVE_TOKEN", "short")
	demarche(t, "", "serve", "--listen", "0.0.0.0:0").must(t, codeUsage).says(t, "fewer than 16")
	t.Setenv("DEMARCHE_SERVE_TOKEN", "")
	demarche(t, "", "serve", "--listen", "127.0.0.1:0").must(t, codeStore).says(t, "no graph here yet")
}
