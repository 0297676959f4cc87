// Pack writes weights.bin from the weights that prose carries. It runs by
// go generate; only it and the tests need prose.
package main

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"os"

	"github.com/jdkato/prose/v2"

	"github.com/demarche-graph/demarche/extract/syntax/internal/prosetagger"
)

func main() {
	if err := pack("weights.bin"); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func pack(into string) error {
	var classes []string
	if err := decode("classes.gob", &classes); err != nil {
		return err
	}
	var known map[string]string
	if err := decode("tags.gob", &known); err != nil {
		return err
	}
	weights, err := asset("weights.gob")
	if err != nil {
		return err
	}
	b, err := prosetagger.Pack(weights, classes, known)
	if err != nil {
		return err
	}
	return os.WriteFile(into, b, 0o644)
}

func asset(name string) ([]byte, error) {
	b, err := prose.Asset("model/AveragedPerceptron/" + name)
	if err != nil {
		return nil, fmt.Errorf("prose's %s: %w", name, err)
	}
	return b, nil
}

func decode(name string, into any) error {
	b, err := asset(name)
	if err != nil {
		return err
	}
	if err := gob.NewDecoder(bytes.NewReader(b)).Decode(into); err != nil {
		return fmt.Errorf("prose's %s: %w", name, err)
	}
	return nil
}
