package main

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/adrg/xdg"
	"github.com/agnivade/levenshtein"
	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/env/v2"
	"github.com/knadh/koanf/providers/file"
	"github.com/knadh/koanf/providers/posflag"
	"github.com/knadh/koanf/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/server"
)

// settings is everything that can be set. A key k-l is the flag --k-l, the environment variable HEADWATER_K_L and the
// key k-l of the configuration file; the first of them that says something counts, an empty variable or key says nothing. That file is
// the one that --config or HEADWATER_CONFIG names, else headwater/config.yaml in the user's configuration folder.
type settings struct {
	Server       string   `koanf:"server"`
	Store        string   `koanf:"store"`
	Output       string   `koanf:"output"`
	Listen       string   `koanf:"listen"`
	AllowedHosts []string `koanf:"allowed-hosts"`
	MaxBody      size     `koanf:"max-body"`
	LogLevel     string   `koanf:"log-level"`
	Retain       string   `koanf:"retain"`
	Alternatives string   `koanf:"alternatives"`
	Mapping      string   `koanf:"mapping"`
	Pprof        string   `koanf:"pprof"`

	UserHeader     string   `koanf:"user-header"`
	TrustedProxies []string `koanf:"trusted-proxies"`
	UserScopes     []string `koanf:"user-scopes"`
}

// defaults are the settings where nobody says anything; what is not here is empty.
var defaults = map[string]any{
	"server": "", "store": "", "output": "", "listen": server.DefaultListen,
	"allowed-hosts": []string{}, "max-body": size(16 << 20), "log-level": "", "retain": "", "alternatives": "", "mapping": "", "pprof": "",
	"user-header": "", "trusted-proxies": []string{}, "user-scopes": []string{"read", "write"},
}

func (p *program) globalFlags(root *cobra.Command) {
	flags := root.PersistentFlags()
	flags.String("server", "", "the server to ask, such as http://127.0.0.1:4280; else a store in this process")
	flags.String("config", "", "the file of settings; else headwater/config.yaml in your configuration folder")
	flags.String("store", "", "sqlite:PATH, neo4j://HOST:PORT or memory; else a file in your data folder")
}

func serverFlags(flags *pflag.FlagSet) {
	flags.String("listen", server.DefaultListen, "the address to listen at")
	flags.StringSlice("allowed-hosts", nil, "names, beside this machine's own, by which clients may call the server")
	largest := defaults["max-body"].(size)
	flags.Var(&largest, "max-body", "the largest request that is read, in bytes, KiB, MiB or GiB; large ones share memory of many times that")
	flags.String("user-header", "", "the header by which a proxy says whom it has signed in, such as X-Forwarded-User")
	flags.StringSlice("trusted-proxies", nil, "the addresses of proxies whose header is believed, such as 10.0.0.7 or 10.0.0.0/24")
	flags.StringSlice("user-scopes", []string{"read", "write"}, "what those whom a proxy has signed in may do")
	flags.String("pprof", "", "a loopback address to serve profiles of the process at, such as 127.0.0.1:6060; else nowhere")
	flags.String("log-level", "", "what to log to standard error: debug, info, warn, error or disabled")
}

// readSettings puts the settings together: file, environment and flags, the later over the earlier.
func readSettings(environ []string, flags *pflag.FlagSet) (settings, error) {
	var s settings
	k := koanf.New(".")
	path, named := configFile(environ, flags)
	if err := loadFile(k, path, named); err != nil {
		return s, err
	}
	inFile := k.Copy()
	variables := env.Opt{Prefix: "HEADWATER_", TransformFunc: variable, EnvironFunc: func() []string { return environ }}
	if err := k.Load(env.Provider("", variables), nil); err != nil {
		return s, err
	}
	given := posflag.ProviderWithFlag(flags, ".", k, func(f *pflag.Flag) (string, any) {
		if _, known := defaults[f.Name]; !known || !f.Changed {
			return "", nil
		}
		return f.Name, posflag.FlagVal(flags, f)
	})
	if err := k.Load(given, nil); err != nil {
		return s, err
	}
	if err := checkValues(k, func(key string) string {
		if by := settingOrigin(key, flags, environ, inFile, path); by != path {
			return by
		}
		return path + ": " + key
	}); err != nil {
		return s, err
	}
	s.Listen, s.MaxBody, s.UserScopes = server.DefaultListen, defaults["max-body"].(size), defaults["user-scopes"].([]string)
	if err := k.Unmarshal("", &s); err != nil {
		return s, misused("a setting is not of its kind: %v", err)
	}
	return s, s.choose(flags.Changed("server"), flags.Changed("store"))
}

// choose lets a store that a flag names win over a server from the environment or the file.
func (s *settings) choose(server, store bool) error {
	if server && store {
		return misused("--server and --store exclude each other: a server has a store of its own")
	}
	if store {
		s.Server = ""
	}
	return nil
}

// variable turns HEADWATER_K_L into the key k-l.
func variable(name, value string) (string, any) {
	key := strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(name, "HEADWATER_"), "_", "-"))
	if _, known := defaults[key]; !known || value == "" {
		return "", nil
	}
	return key, value
}

// configFile returns where the configuration file is, and whether somebody named it.
func configFile(environ []string, flags *pflag.FlagSet) (path string, named bool) {
	if given, err := flags.GetString("config"); err == nil && given != "" {
		return given, true
	}
	if given := lookup(environ, "HEADWATER_CONFIG"); given != "" {
		return given, true
	}
	return filepath.Join(folder(environ, "XDG_CONFIG_HOME", xdg.ConfigHome), "headwater", "config.yaml"), false
}

// loadFile reads the configuration file, which may be missing unless it is named. A key that it does not know is an error: a mistyped one would
// otherwise change nothing, and say nothing.
func loadFile(k *koanf.Koanf, path string, named bool) error {
	err := k.Load(file.Provider(path), yaml.Parser())
	switch {
	case errors.Is(err, fs.ErrNotExist) && !named:
		return nil
	case err != nil:
		return misused("%s cannot be read: %v", path, err)
	}
	for _, key := range k.Keys() {
		if _, known := defaults[key]; !known {
			return misused("%s: there is no setting %q; did you mean %s?", path, key, nearest(key, slices.Sorted(maps.Keys(defaults))))
		}
		if k.Get(key) == "" {
			k.Delete(key)
		}
	}
	return nil
}

// folder returns the folder that a variable names, else the system's usual one.
func folder(environ []string, name, usual string) string { return cmp.Or(lookup(environ, name), usual) }

// lookup returns an environment variable, "" where it is not set.
func lookup(environ []string, name string) string {
	for _, entry := range slices.Backward(environ) { // the last one counts, as for os/exec
		if value, found := strings.CutPrefix(entry, name+"="); found {
			return value
		}
	}
	return ""
}

// nearest returns the one of the words that takes the fewest changes to become wrong.
func nearest(wrong string, words []string) string {
	return slices.MinFunc(words, func(a, b string) int {
		return cmp.Compare(levenshtein.ComputeDistance(wrong, a), levenshtein.ComputeDistance(wrong, b))
	})
}

func joined(words []string, by string) string { return strings.Join(words, by) }
