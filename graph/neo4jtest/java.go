package neo4jtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
)

// pom asks Maven for the two artifacts that make a Community server.
const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>demarche</groupId><artifactId>neo4j-for-tests</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>%[1]s</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>%[1]s</version></dependency>
  </dependencies>
</project>
`

// watchdog starts the server and ends it when its standard input is closed,
// also when that is because this process was killed; then it removes the
// server's folder. Ctrl-C reaches the shell, too, and must not keep it from that.
const watchdog = `trap : INT TERM HUP
home=$1; shift
"$@" & server=$!
echo "$server" >"$home/pid"
read -r _
kill "$server" 2>/dev/null
while kill -0 "$server" 2>/dev/null; do wait "$server"; done
rm -rf "$home"`

// setup is what kind of server is started under Java.
type setup struct {
	version string
	// before, when not nil, works on the store with Neo4j's commands for
	// administrators before the server starts.
	before func(admin) error
	// certificates is a folder for those of a server that takes only encrypted
	// connections, empty for one that takes none.
	certificates string
}

// javaFor is the oldest Java that runs a release of Neo4j.
func javaFor(version string) int {
	if strings.HasPrefix(version, "5.") {
		return 17
	}
	return 21
}

// mainFor is the class that starts a release of Neo4j.
func mainFor(version string) string {
	if strings.HasPrefix(version, "5.") {
		return "org.neo4j.server.CommunityEntryPoint"
	}
	return "org.neo4j.server.Neo4jCommunity"
}

// startJava starts a server under Java.
func startJava(ctx context.Context, log io.Writer, as setup) (*Server, error) {
	java, err := findJava(ctx, log, as.version)
	if err != nil {
		return nil, err
	}
	jars, err := fetchJars(ctx, log, as.version)
	if err != nil {
		return nil, err
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	home, err := os.MkdirTemp("", "demarche-neo4j-")
	if err != nil {
		return nil, err
	}
	s := &Server{URI: "bolt://127.0.0.1:" + port, User: "neo4j", Password: password(), How: "Neo4j " + as.version + " under Java"}
	if as.certificates != "" {
		s.URI, s.Authority = "bolt+s://127.0.0.1:"+port, filepath.Join(as.certificates, AuthorityFile)
		if err := Certify(as.certificates, "127.0.0.1"); err != nil {
			return nil, errors.Join(err, os.RemoveAll(home))
		}
	}
	fmt.Fprintln(log, "neo4j for tests: starting", s.How)
	end, err := s.run(ctx, java, jars, home, port, as)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(home))
	}
	s.stop = end
	return s, nil
}

// admin runs a command for administrators in a folder.
type admin func(dir string, command ...string) error

// encrypted are the settings of a server with certificates in a folder.
const encrypted = `server.bolt.tls_level=REQUIRED
dbms.ssl.policy.bolt.enabled=true
dbms.ssl.policy.bolt.base_directory=%s
dbms.ssl.policy.bolt.client_auth=NONE
`

// run starts the server in home and waits until it answers.
func (s *Server) run(ctx context.Context, java, jars, home, port string, as setup) (stop func() error, err error) {
	conf := filepath.Join(home, "conf")
	if err := os.Mkdir(conf, 0o755); err != nil {
		return nil, err
	}
	settings := "server.bolt.listen_address=127.0.0.1:" + port + "\nserver.http.enabled=false\nserver.https.enabled=false\n" +
		"server.memory.pagecache.size=128m\ndbms.usage_report.enabled=false\ndbms.security.auth_minimum_password_length=1\n"
	if as.certificates != "" {
		settings += fmt.Sprintf(encrypted, as.certificates)
	}
	if err := os.WriteFile(filepath.Join(conf, "neo4j.conf"), []byte(settings), 0o644); err != nil {
		return nil, err
	}
	args := []string{java, "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
		"--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
		"-cp", filepath.Join(jars, "*")}
	admin := func(dir string, command ...string) error {
		cmd := exec.CommandContext(ctx, args[0], append(args[1:len(args):len(args)], append([]string{"org.neo4j.server.startup.Neo4jAdminCommand"}, command...)...)...)
		cmd.Env = append(os.Environ(), "NEO4J_HOME="+home, "NEO4J_CONF="+conf)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("neo4j-admin %s: %w: %s", command[0], err, out)
		}
		return nil
	}
	if err := admin("", "dbms", "set-initial-password", s.Password); err != nil {
		return nil, err
	}
	if as.before != nil {
		if err := as.before(admin); err != nil {
			return nil, err
		}
	}
	begin := func() *exec.Cmd {
		return exec.Command("sh", append([]string{"-c", watchdog, "sh", home}, append(args[:len(args):len(args)],
			mainFor(as.version), "--home-dir="+home, "--config-dir="+conf)...)...)
	}
	s.home, s.begin = home, begin
	server := begin()
	var output bytes.Buffer
	server.Stdout, server.Stderr = &output, &output
	leash, err := server.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := server.Start(); err != nil {
		return nil, err
	}
	done := make(chan struct{})
	go func() {
		_ = server.Wait() // its exit code is that of rm; the server's does not matter
		close(done)
	}()
	stop = func() error {
		_ = leash.Close()
		<-done
		return nil
	}
	gone := func() error {
		if _, err := os.Stat(home); err != nil {
			return fmt.Errorf("the server ended: %s", tail(output.String()))
		}
		return nil
	}
	if err := s.wait(ctx, gone); err != nil {
		_ = stop() // never fails; see above
		return nil, fmt.Errorf("%w: %s", err, tail(output.String()))
	}
	return stop, nil
}

// tail is the end of what a server wrote.
func tail(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return strings.Join(lines[max(0, len(lines)-8):], "\n")
}

// findJava returns a Java that runs a release of Neo4j; as root on Debian it
// installs Java 17 when there is none, with Maven.
func findJava(ctx context.Context, log io.Writer, version string) (string, error) {
	if runtime.GOOS == "windows" {
		return "", fmt.Errorf("on Windows tests need Docker, or the address of a Neo4j in %s", URIVariable)
	}
	least := javaFor(version)
	java := javaAt(ctx, least)
	_, mvn := exec.LookPath("mvn")
	if java != "" && (mvn == nil || jarsThere(version)) {
		return java, nil
	}
	if least > 17 {
		return "", fmt.Errorf("tests with Neo4j %s need Java %d or later (in JAVA_HOME or the PATH) and Maven, or Docker, or the address of a server in %s", version, least, URIVariable)
	}
	missing := fmt.Errorf("tests with Neo4j need Docker, or Java 17 and Maven (apt-get install openjdk-17-jre-headless maven), or the address of a Neo4j in %s", URIVariable)
	if _, err := exec.LookPath("apt-get"); err != nil || os.Getuid() != 0 {
		return "", missing
	}
	fmt.Fprintln(log, "neo4j for tests: installing Java 17 and Maven with apt-get")
	for _, args := range [][]string{{"update", "-q"}, {"install", "-y", "-q", "--no-install-recommends", "openjdk-17-jre-headless", "maven"}} {
		cmd := exec.CommandContext(ctx, "apt-get", args...)
		cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
		if out, err := cmd.CombinedOutput(); err != nil {
			return "", fmt.Errorf("%w; apt-get %s: %w: %s", missing, args[0], err, tail(string(out)))
		}
	}
	if java = javaAt(ctx, least); java == "" {
		return "", missing
	}
	return java, nil
}

var javaVersion = regexp.MustCompile(`version "(\d+)`)

// javaAt returns the path of a Java of that version or a later one, or nothing. It
// looks in JAVA_HOME, in the PATH and where Linux packages put them.
func javaAt(ctx context.Context, least int) string {
	var paths []string
	if home := os.Getenv("JAVA_HOME"); home != "" {
		paths = append(paths, filepath.Join(home, "bin", "java"))
	}
	paths = append(paths, "java")
	installed, err := filepath.Glob("/usr/lib/jvm/*/bin/java")
	if err == nil {
		paths = append(paths, installed...)
	}
	for _, p := range paths {
		out, err := exec.CommandContext(ctx, p, "-version").CombinedOutput()
		m := javaVersion.FindSubmatch(out)
		if err != nil || m == nil {
			continue
		}
		if n, _ := strconv.Atoi(string(m[1])); n >= least {
			return p
		}
	}
	return ""
}

// cacheFolder keeps the jars between runs.
func cacheFolder(version string) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(cache, "demarche", "neo4j-"+version), nil
}

func jarsThere(version string) bool {
	folder, err := cacheFolder(version)
	if err != nil {
		return false
	}
	_, err = os.Stat(folder)
	return err == nil
}

// fetchJars has Maven fetch the server and all it needs, once, and returns the
// folder.
func fetchJars(ctx context.Context, log io.Writer, version string) (string, error) {
	folder, err := cacheFolder(version)
	if err != nil || jarsThere(version) {
		return folder, err
	}
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return "", err
	}
	work, err := os.MkdirTemp(filepath.Dir(folder), "fetch-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(work)
	if err := os.WriteFile(filepath.Join(work, "pom.xml"), fmt.Appendf(nil, pom, version), 0o644); err != nil {
		return "", err
	}
	fmt.Fprintln(log, "neo4j for tests: fetching Neo4j", version, "with Maven (123 MB, once)")
	mvn := exec.CommandContext(ctx, "mvn", "-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory=lib", "-DincludeScope=runtime")
	mvn.Dir = work
	if out, err := mvn.CombinedOutput(); err != nil {
		return "", fmt.Errorf("mvn: %w: %s", err, tail(string(out)))
	}
	// Renamed when complete: a fetch that was interrupted leaves nothing that
	// looks whole, and of two at once the first wins.
	if err := os.Rename(filepath.Join(work, "lib"), folder); err != nil && !jarsThere(version) {
		return "", err
	}
	return folder, nil
}
