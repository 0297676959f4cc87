package serve

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/demarche-graph/demarche/export"
	"github.com/demarche-graph/demarche/queries"
	"github.com/demarche-graph/demarche/serve/api"
)

// object is a JSON object; encoding/json writes its keys sorted.
type object = map[string]any

// openAPI makes the document of OpenAPI 3.1 from the operations.
func (s *Server) openAPI() ([]byte, error) {
	paths := object{}
	failures := object{}
	for status, means := range map[string]string{"400": "a parameter is wrong", "401": "a token is needed", "404": "the graph has nothing of that name", "503": "the store can't be used, or too many requests are being answered", "504": "the answer takes too long"} {
		failures[status] = object{"description": means, "content": object{"application/problem+json": object{"schema": object{"$ref": "#/components/schemas/Problem"}}}}
	}
	for i := range s.operations {
		o := &s.operations[i]
		var params []object
		for _, name := range o.In.PropertyOrder {
			p := o.In.Properties[name]
			if isObject(p) {
				params = append(params, object{"name": name, "in": "query", "style": "form", "explode": true, "description": p.Description + "; each as a parameter of its own",
					"schema": object{"type": "object", "additionalProperties": object{"type": "string"}}})
				continue
			}
			schema := *p
			schema.Description = ""
			one := object{"name": name, "in": "query", "description": p.Description, "schema": &schema, "required": slices.Contains(o.In.Required, name)}
			if inPath(o, name) {
				one["in"], one["required"] = "path", true
			}
			params = append(params, one)
		}
		answers := maps.Clone(failures)
		answers["200"] = object{"description": "the answer", "content": object{"application/json": object{"schema": o.Out}}}
		get := object{"operationId": o.Name, "summary": o.Means, "responses": answers}
		if params != nil {
			get["parameters"] = params
		}
		paths["/api/v1"+o.Path] = object{"get": get}
	}
	paths["/api/v1/export"] = object{"get": s.exportOperation(failures)}
	return json.Marshal(object{
		"openapi": "3.1.0",
		"info": object{"title": "demarche", "version": s.opts.Version, "description": "Who talked to whom, when, where, and who said what about it. Everything is read only.",
			"license": object{"name": "Apache-2.0", "identifier": "Apache-2.0"}},
		"paths": paths,
		"components": object{
			"schemas": object{"Problem": object{"type": "object", "required": []string{"title", "status", "detail"}, "properties": object{
				"title": &jsonschema.Schema{Type: "string"}, "status": &jsonschema.Schema{Type: "integer"}, "detail": &jsonschema.Schema{Type: "string", Description: "what is wrong, and what would be right"}}}},
			"securitySchemes": object{"token": object{"type": "http", "scheme": "bearer", "description": "needed where the server was started with a token"}},
		},
		"security": []object{{}, {"token": []string{}}},
	})
}

func (s *Server) exportOperation(failures object) object {
	timeline := s.operations[slices.IndexFunc(s.operations, func(o api.Operation) bool { return o.Name == "timeline" })]
	var params []object
	for _, name := range timeline.In.PropertyOrder {
		if name == "limit" || name == "offset" {
			continue
		}
		params = append(params, object{"name": name, "in": "query", "description": timeline.In.Properties[name].Description, "schema": object{"type": "string"}})
	}
	formats := []string{string(queries.CSV), string(queries.JSON), string(queries.JSONLines), string(queries.Markdown)}
	for _, f := range slices.Concat(export.Timelines(), export.Graphs()) {
		if !slices.Contains(formats, f.Name) {
			formats = append(formats, f.Name)
		}
	}
	params = append(params, object{"name": "format", "in": "query", "required": true, "description": "csv, json, jsonl, md, html, ics, timelinejs and svg are timelines, the others graphs", "schema": object{"type": "string", "enum": formats}})
	answers := maps.Clone(failures)
	answers["200"] = object{"description": "a file", "content": object{"application/octet-stream": object{}}}
	return object{"operationId": "export", "summary": "A timeline or a part of the graph as a file, at most 20,000 events.", "parameters": params, "responses": answers}
}
