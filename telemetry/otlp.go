package telemetry

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	sdk "go.opentelemetry.io/otel/sdk/trace"
)

// exporter sends spans as OTLP over HTTP in its JSON form, which every collector
// takes at port 4318. The library's own exporters bring gRPC along, 15 MB of a
// program, for the sake of another form of the same.
type exporter struct {
	endpoint string
	headers  map[string]string
	client   *http.Client
}

func newExporter(endpoint string, headers map[string]string) *exporter {
	return &exporter{endpoint: endpoint, headers: headers, client: &http.Client{Timeout: 10 * time.Second}}
}

// The messages of opentelemetry/proto/collector/trace/v1, as far as they are used.
// In JSON, IDs are hexadecimal, times and 64-bit numbers are strings.
type (
	otlpRequest struct {
		ResourceSpans []otlpResourceSpans `json:"resourceSpans"`
	}
	otlpResourceSpans struct {
		Resource struct {
			Attributes []otlpAttribute `json:"attributes"`
		} `json:"resource"`
		ScopeSpans []otlpScopeSpans `json:"scopeSpans"`
	}
	otlpScopeSpans struct {
		Scope struct {
			Name string `json:"name"`
		} `json:"scope"`
		Spans []otlpSpan `json:"spans"`
	}
	otlpSpan struct {
		TraceID    string          `json:"traceId"`
		SpanID     string          `json:"spanId"`
		ParentID   string          `json:"parentSpanId,omitempty"`
		Name       string          `json:"name"`
		Kind       int             `json:"kind"`
		Start      string          `json:"startTimeUnixNano"`
		End        string          `json:"endTimeUnixNano"`
		Attributes []otlpAttribute `json:"attributes,omitempty"`
		Links      []otlpLink      `json:"links,omitempty"`
		Status     otlpStatus      `json:"status"`
	}
	otlpLink struct {
		TraceID string `json:"traceId"`
		SpanID  string `json:"spanId"`
	}
	otlpStatus struct {
		Message string `json:"message,omitempty"`
		Code    int    `json:"code,omitempty"`
	}
	otlpAttribute struct {
		Key   string    `json:"key"`
		Value otlpValue `json:"value"`
	}
	otlpValue struct {
		String *string `json:"stringValue,omitempty"`
		Int    *string `json:"intValue,omitempty"`
	}
)

// otlpError is the code of a status that is an error.
const otlpError = 2

// ExportSpans implements the library's SpanExporter.
func (e *exporter) ExportSpans(ctx context.Context, spans []sdk.ReadOnlySpan) error {
	if len(spans) == 0 {
		return nil
	}
	var rs otlpResourceSpans
	rs.Resource.Attributes = attributesOf(spans[0].Resource().Attributes())
	rs.ScopeSpans = make([]otlpScopeSpans, 1)
	rs.ScopeSpans[0].Scope.Name = spans[0].InstrumentationScope().Name
	for _, s := range spans {
		o := otlpSpan{
			TraceID: s.SpanContext().TraceID().String(), SpanID: s.SpanContext().SpanID().String(), Name: s.Name(), Kind: int(s.SpanKind()),
			Start: strconv.FormatInt(s.StartTime().UnixNano(), 10), End: strconv.FormatInt(s.EndTime().UnixNano(), 10), Attributes: attributesOf(s.Attributes()),
		}
		if p := s.Parent(); p.SpanID().IsValid() {
			o.ParentID = p.SpanID().String()
		}
		for _, l := range s.Links() {
			o.Links = append(o.Links, otlpLink{l.SpanContext.TraceID().String(), l.SpanContext.SpanID().String()})
		}
		if s.Status().Code == codes.Error {
			o.Status = otlpStatus{s.Status().Description, otlpError}
		}
		rs.ScopeSpans[0].Spans = append(rs.ScopeSpans[0].Spans, o)
	}
	body, err := json.Marshal(otlpRequest{[]otlpResourceSpans{rs}})
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, e.endpoint, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	for name, value := range e.headers {
		req.Header.Set(name, value)
	}
	res, err := e.client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(res.Body, 1<<16)) // so that the connection can be used again
	if res.StatusCode/100 != 2 {
		return fmt.Errorf("the collector answers %s", res.Status)
	}
	return nil
}

// Shutdown implements the library's SpanExporter.
func (e *exporter) Shutdown(context.Context) error {
	e.client.CloseIdleConnections()
	return nil
}

func attributesOf(have []attribute.KeyValue) []otlpAttribute {
	var all []otlpAttribute
	for _, a := range have {
		o := otlpAttribute{Key: string(a.Key)}
		if a.Value.Type() == attribute.INT64 {
			n := strconv.FormatInt(a.Value.AsInt64(), 10)
			o.Value.Int = &n
		} else {
			s := a.Value.String()
			o.Value.String = &s
		}
		all = append(all, o)
	}
	return all
}
