package main

import (
	"fmt"
	"maps"
	"slices"

	"github.com/knadh/koanf/v2"
)

// checkValues refuses a setting that is not of its kind, and says who said it.
func checkValues(k *koanf.Koanf, saidBy func(key string) string) error {
	for _, key := range slices.Sorted(maps.Keys(defaults)) {
		if err := checkValue(key, k.Get(key)); err != nil {
			return misused("%s: %v", saidBy(key), err)
		}
	}
	return nil
}

// checkValue looks at a setting as a file, a variable or a flag says it; nil is one that nobody says.
func checkValue(key string, value any) (err error) {
	_, many := defaults[key].([]string)
	switch value := value.(type) {
	case nil:
		return nil
	case []any, []string:
		if !many {
			return fmt.Errorf("%v is a list; say one", value)
		}
		return nil
	}
	switch text := fmt.Sprint(value); key {
	case "max-body":
		_, err = parseSize(text)
	case "retain":
		if text != "" {
			_, err = parseAge(text)
		}
	}
	return err
}
