package neo4j

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/headwater-catalog/headwater/graph"
)

// Check is one thing that a catalog in Neo4j needs, and how it stands.
type Check struct {
	Name  string // what was looked at
	Found string // what there is, nothing secret
	Err   error  // what is wrong and what to do; nil if nothing is
}

// Examine checks one after the other what Open needs, and ends with the first that is wrong: what comes after would only
// be wrong for its sake. It leaves nothing behind in Neo4j. Each check takes at most 10 s.
func Examine(ctx context.Context, address string, login Login) []Check {
	s, target, err := parse(address)
	if err != nil {
		return []Check{{Name: "address", Err: err}}
	}
	auth := driver.NoAuth()
	if login.User != "" {
		auth = driver.BasicAuth(login.User, login.Password, "")
	}
	if s.driver, err = driver.NewDriverWithContext(target, auth, configure); err != nil {
		return []Check{{Name: "address", Err: s.misnamed()}}
	}
	defer s.Close() //nolint:errcheck // whatever is wrong was said before
	checks := []Check{{Name: "address", Found: target}}
	for _, step := range []struct {
		name string
		look func(context.Context) (string, error)
	}{
		{"network", s.seeNetwork}, {"login", s.seeLogin}, {"version", s.seeVersion}, {"database", s.seeDatabase}, {"rights", s.seeRights},
		{"round trip", s.seeRoundTrip}, {"clock", s.seeClock}, {"catalog", s.seeCatalog},
	} {
		found, err := step.look(ctx)
		checks = append(checks, Check{step.name, found, s.fault(ctx, "open", err)})
		if err != nil {
			break
		}
	}
	return checks
}

// seeNetwork connects, and says nothing.
func (s *Store) seeNetwork(ctx context.Context) (string, error) {
	at := (&url.URL{Host: s.address}).Port()
	host := s.address
	if at == "" {
		host = net.JoinHostPort((&url.URL{Host: s.address}).Hostname(), "7687")
	}
	dialer := net.Dialer{Timeout: poolTime}
	connection, err := dialer.DialContext(ctx, "tcp", host)
	var unknown *net.DNSError
	if errors.As(err, &unknown) {
		return "", &graph.Error{Kind: graph.Unavailable, Message: fmt.Sprintf("the name in %s is not known to this machine's name service: check how it is written", host)}
	}
	if err != nil {
		return "", err
	}
	return "somebody listens at " + host, connection.Close()
}

// seeLogin asks for the least, which Neo4j answers to who is known to it.
func (s *Store) seeLogin(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	if err := s.driver.VerifyConnectivity(ctx); err != nil {
		return "", err
	}
	return "it speaks Bolt, and lets this user in", nil
}

func (s *Store) seeVersion(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	server, err := s.driver.GetServerInfo(ctx)
	if err != nil {
		return "", err
	}
	return server.Agent(), checkAgent(server.Agent())
}

func (s *Store) seeDatabase(ctx context.Context) (string, error) {
	var one int64
	err := s.transact(ctx, callTime, func(tx transaction) error { return tx.run(nothing, nil, into(&one)) })
	if s.database == "" {
		return "the user's home database answers", err
	}
	return fmt.Sprintf("%q answers", s.database), err
}

// errTried rolls a transaction back.
var errTried = errors.New("only tried")

// seeRights writes and makes a constraint, each in a transaction that it rolls back.
func (s *Store) seeRights(ctx context.Context) (string, error) {
	for _, statement := range []cypher{tryWrite, oneEntity} {
		err := s.transact(ctx, callTime, func(tx transaction) error {
			if err := tx.run(statement, nil, nil); err != nil {
				return err
			}
			return errTried
		})
		if !errors.Is(err, errTried) {
			return "", err
		}
	}
	return "this user may write and make constraints", nil
}

func (s *Store) seeRoundTrip(ctx context.Context) (string, error) {
	begun := time.Now()
	if _, err := s.seeDatabase(ctx); err != nil {
		return "", err
	}
	return fmt.Sprintf("a transaction takes %s", time.Since(begun).Round(100*time.Microsecond)), nil
}

// seeClock compares the clocks. Commits take their time from this machine; a difference confuses people only.
func (s *Store) seeClock(ctx context.Context) (string, error) {
	var at int64
	if err := s.transact(ctx, callTime, func(tx transaction) error { return tx.run(clock, nil, into(&at)) }); err != nil {
		return "", err
	}
	return fmt.Sprintf("Neo4j's is %s from this machine's", time.Until(time.UnixMilli(at)).Abs().Round(10*time.Millisecond)), nil
}

// seeCatalog checks the format, and that the head is the log's end.
func (s *Store) seeCatalog(ctx context.Context) (found string, err error) {
	err = s.transact(ctx, callTime, func(tx transaction) error {
		var commits, count, version int64
		for statement, number := range map[cypher]*int64{countCommits: &commits, countEntities: &count, format: &version} {
			if err := tx.run(statement, nil, into(number)); err != nil {
				return err
			}
		}
		if commits == 0 && version == 0 {
			found = "there is none yet: headwater serve begins one"
			return nil
		}
		if err := s.checkFormat(version); err != nil {
			return err
		}
		head, err := s.headBy(tx, readHead)
		if err != nil {
			return err
		}
		found = fmt.Sprintf("%d entities at revision %s, format %d", count, head.revision, version)
		return s.checkEnd(tx, head)
	})
	return found, err
}
