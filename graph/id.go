package graph

import (
	"fmt"
	"net/url"
	"strings"
)

// ID names an entity for ever: "kind:path", readable, chosen once. A rename or a move changes the entity, not its ID.
//
// The path is segments [a-z0-9]+(-[a-z0-9]+)* joined by "/", the whole ID at most 255 bytes. For datasets, jobs and
// fields the segments are the namespace, the name (and the field), each escaped as by [url.PathEscape] with its case
// kept, each 1 to 1,024 bytes before that: two different pairs never meet in one ID.
type ID string

// The bounds of an ID, in bytes.
const (
	MaxID      = 255     // of a whole ID, other than of a dataset, job or field
	MaxSegment = MaxName // of a namespace, a name or a field, before it is escaped
)

// DatasetID returns the ID of the dataset with this namespace and name.
func DatasetID(namespace, name string) ID { return escaped(Dataset, namespace, name) }

// JobID returns the ID of the job with this namespace and name.
func JobID(namespace, name string) ID { return escaped(Job, namespace, name) }

// FieldID returns the ID of a field of a dataset.
func FieldID(namespace, name, field string) ID { return escaped(Field, namespace, name, field) }

func escaped(k Kind, segments ...string) ID {
	for i, s := range segments {
		segments[i] = url.PathEscape(s)
	}
	return ID(k.Prefix() + ":" + strings.Join(segments, "/"))
}

// Kind returns the kind that the ID begins with, 0 if it begins with none.
func (id ID) Kind() Kind {
	prefix, _, found := strings.Cut(string(id), ":")
	if !found {
		return 0
	}
	k, ok := KindNamed(prefix)
	if !ok || k.Prefix() != prefix {
		return 0
	}
	return k
}

// Path returns what follows the kind: "division-x/sale".
func (id ID) Path() string {
	_, path, _ := strings.Cut(string(id), ":")
	return path
}

// Segments returns the parts of the path, unescaped for datasets, jobs and fields.
func (id ID) Segments() []string {
	segments := strings.Split(id.Path(), "/")
	if escapes(id.Kind()) {
		for i, s := range segments {
			if plain, err := url.PathUnescape(s); err == nil {
				segments[i] = plain
			}
		}
	}
	return segments
}

// Last returns the last segment, the name of what is given none.
func (id ID) Last() string {
	segments := id.Segments()
	return segments[len(segments)-1]
}

// Namespace returns the first segment of a dataset's, job's or field's ID.
func (id ID) Namespace() string { return id.Segments()[0] }

// ImpliedContainer returns the dataset that a field's ID says it is part of; "" for any other kind.
func (id ID) ImpliedContainer() ID {
	if id.Kind() != Field {
		return ""
	}
	segments := id.Segments()
	return DatasetID(segments[0], segments[1])
}

func escapes(k Kind) bool { return k == Dataset || k == Job || k == Field }

// Check returns nil for a well-formed ID, and else what is wrong with it, in words.
func (id ID) Check() error {
	k := id.Kind()
	switch {
	case k == 0:
		return fmt.Errorf("%q does not begin with a kind and a colon, such as domain:division-x/sale", clip(string(id)))
	case escapes(k):
		return id.checkEscaped(k)
	case len(id) > MaxID:
		return fmt.Errorf("%q is %d bytes long; an ID has at most %d", clip(string(id)), len(id), MaxID)
	}
	for _, segment := range strings.Split(id.Path(), "/") {
		if !isSlug(segment) {
			return fmt.Errorf("%q: %q is not lower-case letters and digits joined by single hyphens", clip(string(id)), clip(segment))
		}
	}
	return nil
}

func (id ID) checkEscaped(k Kind) error {
	raw := strings.Split(id.Path(), "/")
	want := 2
	if k == Field {
		want = 3
	}
	if len(raw) != want {
		return fmt.Errorf("%q has %d segments; a %s has %d, each escaped as in a URL's path", clip(string(id)), len(raw), k.Word(1), want)
	}
	for _, segment := range raw {
		plain, err := url.PathUnescape(segment)
		if err != nil || url.PathEscape(plain) != segment {
			return fmt.Errorf("%q: %q is not escaped as in a URL's path", clip(string(id)), clip(segment))
		}
		if problem := checkText(plain); problem != "" {
			return fmt.Errorf("%q: a segment %s", clip(string(id)), problem)
		}
	}
	return nil
}

// isSlug reports whether s matches [a-z0-9]+(-[a-z0-9]+)*.
func isSlug(s string) bool {
	hyphen := true // a hyphen may not follow: at the start, or after another
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			hyphen = false
		case c == '-' && !hyphen:
			hyphen = true
		default:
			return false
		}
	}
	return !hyphen
}

// Slug turns a name into a segment of an ID: lower case, runs of all else to one hyphen. It is "" if nothing is left.
func Slug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}
