package main

import (
	neturl "net/url"
	"reflect"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/knadh/koanf/v2"
	"github.com/spf13/pflag"
)

// setting is one of the settings: what it is, and who said so.
type setting struct {
	Key    string `json:"key"`
	Value  any    `json:"value"`
	Origin string `json:"origin"` // a flag, a variable, a file, or byDefault
}

const (
	byDefault = "default"
	hidden    = "(hidden)"
)

// variables are what only the environment says: secrets, and where they are. The value is whether it is shown.
var variables = map[string]bool{
	"HEADWATER_TOKEN": false, "HEADWATER_TOKEN_FILE": true,
	"HEADWATER_NEO4J_USER": true, "HEADWATER_NEO4J_PASSWORD": false, "HEADWATER_NEO4J_PASSWORD_FILE": true,
}

// everySetting returns the settings in the order of their keys. A password in an address is not shown.
func (p *program) everySetting(flags *pflag.FlagSet) []setting {
	path, _ := configFile(p.env, flags)
	file := koanf.New(".")
	_ = loadFile(file, path, false) // understood before
	var all []setting
	values := reflect.ValueOf(p.settings)
	for i := range values.NumField() {
		key := values.Type().Field(i).Tag.Get("koanf")
		if key == "" {
			continue
		}
		all = append(all, setting{key, shownValue(values.Field(i).Interface()), settingOrigin(key, flags, p.env, file, path)})
	}
	slices.SortFunc(all, func(a, b setting) int { return strings.Compare(a.Key, b.Key) })
	return all
}

// settingOrigin says who said a setting: a flag, a variable, the file at path, or nobody.
func settingOrigin(key string, flags *pflag.FlagSet, environ []string, file *koanf.Koanf, path string) string {
	switch {
	case flags.Changed(key):
		return "--" + key
	case lookup(environ, variableOf(key)) != "":
		return variableOf(key)
	case file.Exists(key):
		return path
	}
	return byDefault
}

// shownValue returns a setting's value without a password that stands in it.
func shownValue(value any) any {
	if list, is := value.([]string); is && list == nil {
		return []string{}
	}
	text, is := value.(string)
	if !is || !strings.Contains(text, "@") {
		return value
	}
	address, err := neturl.Parse(text)
	if err != nil {
		return hidden
	}
	return address.Redacted()
}

func variableOf(key string) string {
	return "HEADWATER_" + strings.ToUpper(strings.ReplaceAll(key, "-", "_"))
}

// mostTypos is how many changes a mistyped variable is away from the right one. What is further away is somebody else's: in
// Kubernetes a service called headwater gives each container a HEADWATER_PORT.
const mostTypos = 2

// warnOfStrays says which variables are no settings, but nearly.
func (p *program) warnOfStrays() {
	known := []string{"HEADWATER_CONFIG"}
	for key := range defaults {
		known = append(known, variableOf(key))
	}
	for name := range variables {
		known = append(known, name)
	}
	slices.Sort(known)
	for _, entry := range p.env {
		name, _, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, "HEADWATER_") || slices.Contains(known, name) {
			continue
		}
		if near := nearest(name, known); levenshtein.ComputeDistance(name, near) <= mostTypos {
			p.say("headwater: warning: %s is no setting; did you mean %s?", name, near)
		}
	}
}
