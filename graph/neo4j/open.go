package neo4j

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"github.com/headwater-catalog/headwater/graph"
)

var (
	_ graph.Store           = (*Store)(nil)
	_ graph.OperationFinder = (*Store)(nil)
	_ graph.Compactor       = (*Store)(nil)
)

const (
	wholeVersion     = 1                // of nodes and properties, where the log is whole
	compactedVersion = 2                // where it has a base, which programs that know of none must refuse
	formatVersion    = compactedVersion // a newer one is refused

	oldestVersion  = 5  // of Neo4j
	mostConnection = 16 // of one store
	fetchSize      = 10_000
)

// Login is who Headwater is to Neo4j. Without a user nobody is named, for a server that asks nobody.
type Login struct{ User, Password string }

// String keeps the password out of whatever prints a Login.
func (l Login) String() string { return l.User }

// GoString does too.
func (l Login) GoString() string { return l.User }

// Store is a catalog in a Neo4j database. See the package for what it promises.
type Store struct {
	address   string // for messages, without anything secret
	database  string // "" for the user's home database
	driver    driver.DriverWithContext
	witness   witness
	appending sync.RWMutex // held for reading by each Append, for writing by Close
	observe   func(transaction []Statement)
}

// Open opens the catalog in a Neo4j database, in which it makes constraints and an empty catalog where there is none.
// The address is URL://HOST:PORT/DATABASE, where URL is neo4j or bolt, with +s or +ssc for TLS; port 7687 and the user's
// home database need not be named. It takes at most 10 s, and some round trips where all is well.
//
// Errors say what to do. Unavailable is what may be well later: Neo4j cannot be reached, or is too busy. Everything else
// stays until somebody sets it right: BadUserInput where the address is none, the login is refused or may not write, there
// is no such database, Neo4j is too old or a newer Headwater wrote the catalog; StoreCorrupt where the head is not what
// the log says. To the other methods all these but StoreCorrupt are Unavailable: what was once well will be again.
func Open(ctx context.Context, address string, login Login) (*Store, error) {
	s, target, err := parse(address)
	if err != nil {
		return nil, err
	}
	auth := driver.NoAuth()
	if login.User != "" {
		auth = driver.BasicAuth(login.User, login.Password, "")
	}
	if s.driver, err = driver.NewDriverWithContext(target, auth, configure); err != nil {
		return nil, s.misnamed()
	}
	if err := s.open(ctx); err != nil {
		_ = s.Close() // the first error says why
		return nil, s.fault(ctx, "open", err)
	}
	return s, nil
}

func configure(c *config.Config) {
	c.MaxConnectionPoolSize = mostConnection
	c.ConnectionAcquisitionTimeout = poolTime
	c.SocketConnectTimeout = poolTime
	c.MaxTransactionRetryTime = retryTime
	c.ConnectionLivenessCheckTimeout = 5 * time.Second
	c.NotificationsMinSeverity = notifications.DisabledLevel
	c.TelemetryDisabled = true
	c.UserAgent = "headwater"
}

// parse takes an address apart: what the driver dials, and the database.
func parse(address string) (*Store, string, error) {
	u, err := url.Parse(address)
	s := &Store{address: "that address"}
	if err != nil {
		return nil, "", s.misnamed() // what cannot be parsed may hold a password: it is not repeated
	}
	if u.User != nil {
		return nil, "", &graph.Error{Kind: graph.BadUserInput, Op: "open", Message: "a Neo4j address holds no user and password, because addresses end up " +
			"in logs and lists of processes: set HEADWATER_NEO4J_USER and HEADWATER_NEO4J_PASSWORD instead"}
	}
	if s.database = strings.Trim(u.Path, "/"); u.Host != "" {
		s.address = u.Host
	}
	schemes := []string{"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"}
	if !slices.Contains(schemes, u.Scheme) || u.Hostname() == "" || u.RawQuery != "" || u.Fragment != "" || strings.Contains(s.database, "/") {
		return nil, "", s.misnamed()
	}
	if _, err := strconv.ParseUint(cmp.Or(u.Port(), "7687"), 10, 16); err != nil {
		return nil, "", s.misnamed()
	}
	return s, (&url.URL{Scheme: u.Scheme, Host: u.Host}).String(), nil
}

func (s *Store) misnamed() error {
	return &graph.Error{Kind: graph.BadUserInput, Op: "open", Message: fmt.Sprintf(
		"%s is no address of a Neo4j database: write it as neo4j://HOST:PORT or neo4j://HOST:PORT/DATABASE (bolt://, neo4j+s:// and bolt+s:// too)", s.address)}
}

func (s *Store) open(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	server, err := s.driver.GetServerInfo(ctx)
	if err != nil {
		return err
	}
	if err := checkAgent(server.Agent()); err != nil {
		return err
	}
	for _, constraint := range []cypher{oneEntity, oneHead, oneRevision, oneOperation, oneChunk, oneDocument} {
		if err := s.transact(ctx, callTime, func(tx transaction) error { return tx.run(constraint, nil, nil) }); err != nil {
			return err
		}
	}
	return s.transact(ctx, callTime, s.recall)
}

// checkAgent refuses a server that is not Neo4j, or too old: "Neo4j/5.26.0" is fine, as are later ones ("Neo4j/2025.01.0").
func checkAgent(agent string) error {
	name, version, _ := strings.Cut(agent, "/")
	major, _, _ := strings.Cut(version, ".")
	number, err := strconv.Atoi(major)
	if name != "Neo4j" || err != nil || number < oldestVersion {
		return &graph.Error{Kind: graph.BadUserInput, Message: fmt.Sprintf(
			"the server says that it is %q; Headwater needs Neo4j %d or later: upgrade it, or choose another with --store neo4j://HOST:PORT", agent, oldestVersion)}
	}
	return nil
}

// recall makes sure that there is a catalog of a format that this program knows, and that its head is the log's end.
func (s *Store) recall(tx transaction) error {
	if err := s.begin(tx); err != nil {
		return err
	}
	head, err := s.lock(tx)
	if err != nil {
		return err
	}
	return s.checkEnd(tx, head)
}

// checkEnd makes sure that the head is the log's end.
func (s *Store) checkEnd(tx transaction, head link) error {
	if head.revision == head.base.Revision {
		if head.hash != head.base.Hash {
			return s.damaged(head.revision, "the head notes another hash than the log begins with")
		}
		return nil
	}
	hash, err := s.hashAt(tx, head.revision)
	if err == nil && hash != head.hash {
		err = s.damaged(head.revision, "the head notes another hash")
	}
	return err
}

// begin makes an empty catalog in a database that has none.
func (s *Store) begin(tx transaction) error {
	var commits, version int64
	if err := tx.run(countCommits, nil, into(&commits)); err != nil {
		return err
	}
	if commits == 0 {
		start := map[string]any{"format": wholeVersion, "hash": graph.Hash{}.String(), "time": written(time.Time{})}
		if err := tx.run(found, start, nil); err != nil {
			return err
		}
	}
	if err := tx.run(format, nil, into(&version)); err != nil {
		return err
	}
	return s.checkFormat(version)
}

// checkFormat refuses what this program does not know.
func (s *Store) checkFormat(version int64) error {
	if version > formatVersion {
		return &graph.Error{Kind: graph.BadUserInput, Message: fmt.Sprintf(
			"the catalog at %s was written by a newer Headwater (format %d; this one knows %d): use that version", s.address, version, formatVersion)}
	}
	return nil
}

// Close implements [graph.Store].
func (s *Store) Close() error {
	s.appending.Lock()
	defer s.appending.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), poolTime)
	defer cancel()
	return s.fault(ctx, "close", s.driver.Close(ctx))
}
