package dbt

import "regexp"

// envVar is the one call of Jinja that profiles say where a database is by: {{ env_var('NAME', 'what else') | as_number }}.
var envVar = regexp.MustCompile(`\{\{-?\s*env_var\(\s*['"]([^'"]+)['"]\s*(?:,\s*['"]([^'"]*)['"]\s*)?\)\s*(?:\|\s*(?:as_number|as_text|int|string|trim)\s*)*-?\}\}`)

// render answers the calls of env_var in a text. A variable that is not set and has nothing else to be stays as it is written.
func render(text string, env func(string) (string, bool)) string {
	return envVar.ReplaceAllStringFunc(text, func(call string) string {
		found := envVar.FindStringSubmatch(call)
		if value, set := env(found[1]); set {
			return value
		}
		if hasDefault.MatchString(call) {
			return found[2]
		}
		return call
	})
}

var hasDefault = regexp.MustCompile(`env_var\([^,)]*,`)
