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

// Field returns the ID of a field of the dataset with this ID.
func (id ID) Field(name string) ID {
	return ID(kindNames[Field].prefix + ":" + id.Path() + "/" + url.PathEscape(name))
}

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
	for _, k := range Kinds {
		if kindNames[k].prefix == prefix {
			return k
		}
	}
	return 0
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
func (id ID) Last() string { return id.last(id.Kind()) }

// last is Last where the kind is known.
func (id ID) last(k Kind) string {
	last := id.Path()
	last = last[strings.LastIndexByte(last, '/')+1:]
	if escapes(k) && strings.IndexByte(last, '%') >= 0 {
		if plain, err := url.PathUnescape(last); err == nil {
			return plain
		}
	}
	return last
}

// Namespace returns the first segment of a dataset's, job's or field's ID.
func (id ID) Namespace() string { return id.Segments()[0] }

// ImpliedContainer returns the dataset that a field's ID says it is part of; "" for any other kind, and for an ID that is
// not well-formed.
func (id ID) ImpliedContainer() ID {
	if id.Kind() != Field {
		return ""
	}
	path := id.Path()
	name := strings.LastIndexByte(path, '/')
	if strings.Count(path, "/") != 2 {
		return ""
	}
	if isEscaped(path[:name]) { // as in every ID that is well-formed
		return ID(kindNames[Dataset].prefix + ":" + path[:name])
	}
	segments := id.Segments()
	return DatasetID(segments[0], segments[1])
}

// impliedLike is ImpliedContainer that returns the very text of another container where that is the one, as it is of a dataset's many fields.
func (id ID) impliedLike(other ID) ID {
	if path := id.Path(); other.Kind() == Dataset && id.Kind() == Field {
		if end := strings.LastIndexByte(path, '/'); end >= 0 && path[:end] == other.Path() {
			return other
		}
	}
	return id.ImpliedContainer()
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
		if len(segment) <= MaxSegment && isPlainSegment(segment) {
			continue
		}
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

// bare holds for each byte whether it stands for itself in an escaped segment; "/" stands between segments.
var bare = func() (b [256]bool) {
	for c := range b {
		b[c] = url.PathEscape(string([]byte{byte(c)})) == string([]byte{byte(c)}) || c == '/'
	}
	return b
}()

// isEscaped reports whether segments are escaped as url.PathEscape does it.
func isEscaped(segments string) bool {
	for i := 0; i < len(segments); i++ {
		if c := segments[i]; bare[c] {
			continue
		}
		c, ok := unescaped(segments[i:])
		if !ok || c != '/' && bare[c] {
			return false
		}
		i += 2
	}
	return true
}

// isPlainSegment reports, of an escaped segment, that it is escaped as url.PathEscape does it and says visible ASCII and blanks: most do.
func isPlainSegment(segment string) bool {
	visible := false
	for i := 0; i < len(segment); i++ {
		c := segment[i]
		if !bare[c] {
			escaped, ok := unescaped(segment[i:])
			if !ok || escaped != '/' && bare[escaped] || escaped < ' ' || escaped > '~' {
				return false
			}
			c = escaped
			i += 2
		}
		visible = visible || c != ' '
	}
	return visible
}

// unescaped returns the byte that a text begins with as %XX.
func unescaped(s string) (byte, bool) {
	if len(s) < 3 || s[0] != '%' {
		return 0, false
	}
	high, low := strings.IndexByte(upperHex, s[1]), strings.IndexByte(upperHex, s[2])
	return byte(high<<4 | low), high >= 0 && low >= 0
}

const upperHex = "0123456789ABCDEF"
