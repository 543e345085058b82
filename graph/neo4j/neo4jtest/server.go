package neo4jtest

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

//go:embed pom.xml
var pom []byte

//go:embed run.sh
var runScript string

// The login of every Server.
const (
	User     = "neo4j"
	Password = "headwater-tests"
)

// How long a start may take: fetching the packages, and until the server answers.
const (
	fetchTime = 5 * time.Minute
	startTime = 5 * time.Minute // a machine with much else to do takes more than two
)

// Server is a running Neo4j.
type Server struct {
	HostPort string // where it speaks Bolt: "127.0.0.1:40123"
	Process  int    // the process id of what Stop ends
	folder   string
	command  *exec.Cmd
	hold     io.WriteCloser
}

// Address returns the server's address as headwater takes it.
func (s *Server) Address() string { return "bolt://" + s.HostPort }

// Missing returns the name of a program that Start needs and cannot find, "" if all are there.
func Missing() string {
	for _, program := range []string{"java", "mvn", "sh"} {
		if _, err := exec.LookPath(program); err != nil {
			return program
		}
	}
	return ""
}

// Start starts a server and returns when it answers: after some seconds, the first time on a machine after a minute.
// Whoever started it stops it.
func Start(ctx context.Context) (*Server, error) {
	folder, err := os.MkdirTemp("", "headwater-neo4j-")
	if err != nil {
		return nil, err
	}
	s := &Server{folder: folder}
	if err := s.start(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("starting Neo4j: %w\n%s", err, s.lastWords()), s.Stop())
	}
	return s, nil
}

func (s *Server) start(ctx context.Context) error {
	classpath, err := s.fetch(ctx)
	if err != nil {
		return err
	}
	if s.HostPort, err = freePort(); err != nil {
		return err
	}
	if err := s.configure(); err != nil {
		return err
	}
	if err := s.launch(classpath); err != nil {
		return err
	}
	return s.await(ctx)
}

// fetch has Maven find the packages, and returns the Java class path of them all.
func (s *Server) fetch(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	if err := os.WriteFile(filepath.Join(s.folder, "pom.xml"), pom, 0o600); err != nil {
		return "", err
	}
	maven := exec.CommandContext(ctx, "mvn", "-q", "-B", "dependency:build-classpath", "-Dmdep.outputFile=classpath")
	maven.Dir = s.folder
	if said, err := maven.CombinedOutput(); err != nil {
		return "", fmt.Errorf("mvn could not find the packages: %w\n%s", err, said)
	}
	classpath, err := os.ReadFile(filepath.Join(s.folder, "classpath"))
	return string(bytes.TrimSpace(classpath)), err
}

// freePort returns an address that nobody listens at, for the moment.
func freePort() (string, error) {
	probe, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return probe.Addr().String(), probe.Close()
}

// configure writes the server's configuration: Bolt alone, and little memory.
func (s *Server) configure() error {
	for _, name := range []string{"conf", "data", "logs", "plugins", "import", "run"} {
		if err := os.Mkdir(filepath.Join(s.folder, name), 0o700); err != nil {
			return err
		}
	}
	lines := "server.bolt.listen_address=" + s.HostPort + `
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size=64m
db.tx_log.rotation.retention_policy=1 files
dbms.security.auth_lock_time=1s
`
	return os.WriteFile(filepath.Join(s.folder, "conf", "neo4j.conf"), []byte(lines), 0o600)
}

// launch starts the process.
func (s *Server) launch(classpath string) error {
	arguments := []string{"-c", runScript, "neo4jtest", s.folder, "java", "-Xms256m", "-Xmx512m", "-XX:+UseG1GC"}
	for _, opened := range []string{"java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent"} {
		arguments = append(arguments, "--add-opens="+opened+"=ALL-UNNAMED")
	}
	arguments = append(arguments, "--enable-native-access=ALL-UNNAMED", "-Dio.netty.tryReflectionSetAccessible=true", "-cp", classpath,
		"org.neo4j.server.CommunityEntryPoint", "--home-dir="+s.folder, "--config-dir="+filepath.Join(s.folder, "conf"), "--console-mode")
	s.command = exec.Command("sh", arguments...)
	log, err := os.Create(filepath.Join(s.folder, "said"))
	if err != nil {
		return err
	}
	defer log.Close() // the process has its own
	s.command.Stdout, s.command.Stderr = log, log
	if s.hold, err = s.command.StdinPipe(); err != nil {
		return err
	}
	if err := s.command.Start(); err != nil {
		s.command = nil
		return err
	}
	s.Process = s.command.Process.Pid
	return nil
}

// await returns when the server answers to its password, which it has it take the first time.
func (s *Server) await(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	again := time.NewTicker(200 * time.Millisecond) // nothing tells when it is ready
	defer again.Stop()
	for {
		err := s.change(ctx, "neo4j", Password)
		if err != nil { // it may have taken it before it was started again
			err = s.answers(ctx)
		}
		if err == nil {
			return nil
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return fmt.Errorf("it does not answer at %s: %w", s.HostPort, err)
		}
	}
}

// answers returns nil if the server answers to its password.
func (s *Server) answers(ctx context.Context) error {
	driver, err := neo4j.NewDriverWithContext(s.Address(), neo4j.BasicAuth(User, Password, ""))
	if err != nil {
		return err
	}
	defer driver.Close(ctx) //nolint:errcheck // whatever was wrong was said before
	_, err = neo4j.ExecuteQuery(ctx, driver, `RETURN 1`, nil, neo4j.EagerResultTransformer)
	return err
}

// change changes the password.
func (s *Server) change(ctx context.Context, old, to string) error {
	driver, err := neo4j.NewDriverWithContext(s.Address(), neo4j.BasicAuth(User, old, ""))
	if err != nil {
		return err
	}
	defer driver.Close(ctx) //nolint:errcheck // whatever was wrong was said before
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: "system"})
	defer session.Close(ctx) //nolint:errcheck // the same
	result, err := session.Run(ctx, `ALTER CURRENT USER SET PASSWORD FROM $old TO $new`, map[string]any{"old": old, "new": to})
	if err != nil {
		return err
	}
	_, err = result.Consume(ctx)
	return err
}

// lastWords returns the end of what the server printed.
func (s *Server) lastWords() string {
	said, err := os.ReadFile(filepath.Join(s.folder, "said"))
	if err != nil {
		return "it printed nothing"
	}
	return string(said[max(0, len(said)-4000):])
}

// Stop ends the server, waits for that, and deletes its folder.
func (s *Server) Stop() error {
	if s.command != nil {
		_ = s.hold.Close()
		_ = s.command.Wait() // the exit code of what was told to end means nothing
	}
	return os.RemoveAll(s.folder)
}
