// Command check reads the example for Kubernetes into the types of Kubernetes
// itself, strictly: a field that is not there, or of another type, is an error.
//
//	go run -C deploy/check . ../kubernetes
//
// It is a module of its own, so that demarche does not depend on Kubernetes.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	"k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/json"
	sigs "sigs.k8s.io/yaml"
)

// kinds are those that the example uses.
func kinds() map[string]any {
	return map[string]any{
		"v1 Namespace": &corev1.Namespace{}, "v1 ConfigMap": &corev1.ConfigMap{}, "v1 Service": &corev1.Service{},
		"apps/v1 Deployment": &appsv1.Deployment{}, "apps/v1 StatefulSet": &appsv1.StatefulSet{}, "policy/v1 PodDisruptionBudget": &policyv1.PodDisruptionBudget{},
	}
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: check FOLDER")
		os.Exit(2)
	}
	n, err := check(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(n, "objects are sound")
}

func check(folder string) (n int, err error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil {
		return 0, err
	}
	var faults []error
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return n, err
		}
		r := yaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(text)))
		for {
			doc, err := r.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return n, fmt.Errorf("%s: %w", file, err)
			}
			var head struct{ APIVersion, Kind string }
			if err := sigs.Unmarshal(doc, &head); err != nil {
				return n, fmt.Errorf("%s: %w", file, err)
			}
			into := kinds()[head.APIVersion+" "+head.Kind]
			if into == nil {
				faults = append(faults, fmt.Errorf("%s: %s %s is not known here", file, head.APIVersion, head.Kind))
				continue
			}
			text, err := sigs.YAMLToJSONStrict(doc)
			if err != nil {
				return n, fmt.Errorf("%s: %w", file, err)
			}
			// Unlike the standard library's this one sees that a name is written with
			// another case.
			strict, err := json.UnmarshalStrict(text, into)
			for _, err := range append(strict, err) {
				if err != nil {
					faults = append(faults, fmt.Errorf("%s: %s: %w", file, head.Kind, err))
				}
			}
			n++
		}
	}
	if n == 0 {
		faults = append(faults, fmt.Errorf("%s holds no objects", folder))
	}
	return n, errors.Join(faults...)
}
