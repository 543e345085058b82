package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/knadh/koanf/v2"
	"golang.org/x/net/http/httpguts"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
	"github.com/headwater-catalog/headwater/server"
	"github.com/headwater-catalog/headwater/server/access"
)

// checks say of each setting why a text can mean nothing by it, of a list each of its texts. Of files and folders only the command that
// needs them looks whether they are there.
var checks = map[string]func(text string) error{
	"server":          func(text string) error { _, err := client.To(text); return err },
	"store":           func(text string) error { _, err := findPlace(settings{Store: text}, nil); return err },
	"output":          checkFormat,
	"listen":          func(text string) error { return server.CheckListen(text, true) },
	"allowed-hosts":   server.CheckAllowedHost,
	"max-body":        func(text string) error { _, err := parseSize(text); return err },
	"log-level":       func(text string) error { _, err := parseLevel(text); return err },
	"retain":          func(text string) error { _, err := parseAge(text); return err },
	"alternatives":    anyText,
	"mapping":         anyText,
	"pprof":           checkProfiles,
	"user-header":     checkHeader,
	"trusted-proxies": func(text string) error { _, err := parseProxies(text); return err },
	"user-scopes":     func(text string) error { _, err := access.ParseScopes([]string{text}); return err },
}

func anyText(string) error { return nil }

// checkFormat refuses what is a format of no command.
func checkFormat(text string) error {
	known := slices.Concat(render.Formats, []render.Format{asManifest, asOpenLineage, asODPS})
	if !slices.Contains(known, render.Format(text)) {
		return fmt.Errorf("there is no format %q; choose of %s", text, render.List(known))
	}
	return nil
}

func checkHeader(text string) error {
	if !httpguts.ValidHeaderFieldName(text) {
		return fmt.Errorf("%q is no name of a header; write one such as X-Forwarded-User", text)
	}
	return nil
}

// checkValues refuses a setting that is not of its kind, and says who said it.
func checkValues(k *koanf.Koanf, saidBy func(key string) string) error {
	for _, key := range slices.Sorted(maps.Keys(defaults)) {
		if err := checkValue(key, k.Get(key)); err != nil {
			return misused("%s: %v", saidBy(key), err)
		}
	}
	return nil
}

// checkValue looks at a setting as a file, a variable or a flag says it; nil and an empty text say nothing.
func checkValue(key string, value any) error {
	texts, err := textsOf(key, value)
	if err != nil {
		return err
	}
	for _, text := range texts {
		if err := checks[key](text); err != nil {
			return err
		}
	}
	return nil
}

// textsOf returns what a setting says: one text, or those of a list.
func textsOf(key string, value any) (texts []string, err error) {
	_, many := defaults[key].([]string)
	switch value := value.(type) {
	case nil:
		return nil, nil
	case []string:
		return value, nil
	case []any:
		if !many {
			return nil, fmt.Errorf("%v is a list; say one", value)
		}
		for _, one := range value {
			text, is := one.(string)
			if !is {
				return nil, fmt.Errorf("%v in the list is no text; put quotes around it", one)
			}
			texts = append(texts, text)
		}
		return texts, nil
	case string:
		switch {
		case value == "":
			return nil, nil
		case many:
			return strings.Split(value, ","), nil
		}
		return []string{value}, nil
	case size, int, int64, uint64, float64:
		return []string{fmt.Sprint(value)}, nil
	}
	return nil, fmt.Errorf("%v is no text; put quotes around it", value)
}
