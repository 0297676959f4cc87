package serve

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/serve/api"
)

// A reader that is not ours has to find the document sound. The variables are
// those of package export's tests.
func TestTheDocumentIsOpenAPI(t *testing.T) {
	h := server(t, store(t), api.DefaultLimits(), Options{})
	answer, body := ask(t, h, "GET", "/api/v1/openapi.json")
	if answer.StatusCode != http.StatusOK || !strings.Contains(body, `"/api/v1/events/{event}"`) {
		t.Fatalf("%d %s", answer.StatusCode, body)
	}
	file := filepath.Join(t.TempDir(), "openapi.json")
	if err := os.WriteFile(file, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	python := os.Getenv("PYTHON")
	if python == "" {
		python = "python3"
	}
	if err := exec.CommandContext(t.Context(), python, "-c", "import openapi_spec_validator").Run(); err != nil {
		if os.Getenv("DEMARCHE_TEST_READERS") == "required" {
			t.Fatalf("no openapi-spec-validator: %v", err)
		}
		t.Skip("no openapi-spec-validator: pip install it, and set PYTHON if it is not in python3")
	}
	if out, err := exec.CommandContext(t.Context(), python, "-m", "openapi_spec_validator", file).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
