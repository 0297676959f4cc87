package serve

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/demarche-graph/demarche/serve/api"
)

// arguments makes the parameters of a request the JSON object that an operation
// takes. One that the operation does not know is an error, since a mistyped
// filter would show everything.
func arguments(o *api.Operation, r *http.Request) ([]byte, error) {
	query := r.URL.Query()
	object := map[string]any{}
	others := map[string]string{}
	for name, values := range query {
		if len(values) > 1 {
			return nil, &api.RequestError{Status: http.StatusBadRequest, Err: fmt.Errorf("%s is given twice", name)}
		}
		property := o.In.Properties[name]
		if property == nil || isObject(property) || inPath(o, name) {
			others[name] = values[0]
			continue
		}
		if values[0] == "" {
			continue // an empty field of a form
		}
		if slices.Contains(kinds(property), "integer") {
			n, err := strconv.Atoi(values[0])
			if err != nil {
				return nil, &api.RequestError{Status: http.StatusBadRequest, Err: fmt.Errorf("%s is %q: give a whole number", name, values[0])}
			}
			object[name] = n
			continue
		}
		object[name] = values[0]
	}
	// An operation with a field for free parameters takes all others.
	free := ""
	for _, name := range o.In.PropertyOrder {
		if isObject(o.In.Properties[name]) {
			free = name
		}
		if inPath(o, name) {
			object[name] = r.PathValue(name)
		}
	}
	if free != "" {
		object[free] = others
	} else {
		for _, name := range slices.Sorted(maps.Keys(others)) {
			return nil, &api.RequestError{Status: http.StatusBadRequest, Err: fmt.Errorf("there is no parameter %q: %s takes %s", name, o.Path, strings.Join(o.In.PropertyOrder, ", "))}
		}
	}
	for _, name := range o.In.Required {
		if object[name] == nil {
			return nil, &api.RequestError{Status: http.StatusBadRequest, Err: fmt.Errorf("%s is missing: %s takes %s", name, o.Path, strings.Join(o.In.PropertyOrder, ", "))}
		}
	}
	return json.Marshal(object)
}

func inPath(o *api.Operation, name string) bool { return strings.Contains(o.Path, "{"+name+"}") }

func kinds(s *jsonschema.Schema) []string {
	if s.Type != "" {
		return []string{s.Type}
	}
	return s.Types
}

func isObject(s *jsonschema.Schema) bool { return slices.Contains(kinds(s), "object") }
