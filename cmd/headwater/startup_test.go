package main

import (
	"context"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// BenchmarkStartup reports how long the built binary takes from its start until /healthz answers, for the demo and for
// an empty catalog in a file. The bar is 200 ms; a figure on a busy machine says little, so nothing is asserted.
func BenchmarkStartup(b *testing.B) {
	binary := filepath.Join(b.TempDir(), "headwater")
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", binary, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	output, err := build.CombinedOutput()
	require.NoError(b, err, string(output))
	for name, args := range map[string][]string{
		"demo":  {"demo"},
		"serve": {"serve", "--store", "sqlite:" + filepath.Join(b.TempDir(), "catalog.db")},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				address, err := freeAddress()
				require.NoError(b, err)
				b.StartTimer()
				process := exec.Command(binary, append(args, "--listen", address)...)
				require.NoError(b, process.Start())
				awaitHealth(b, "http://"+address)
				b.StopTimer()
				require.NoError(b, process.Process.Signal(os.Interrupt))
				require.NoError(b, process.Wait())
				b.StartTimer()
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/start")
		})
	}
}

// freeAddress returns an address of this machine that nobody listens at, for the moment.
func freeAddress() (string, error) {
	probe, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return probe.Addr().String(), probe.Close()
}

// awaitHealth asks a server until it is healthy.
func awaitHealth(tb testing.TB, url string) {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	again := time.NewTicker(time.Millisecond) // nothing tells when a port is opened
	defer again.Stop()
	for {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/healthz", nil)
		require.NoError(tb, err)
		response, err := http.DefaultClient.Do(request)
		if err == nil {
			response.Body.Close()
			require.Equal(tb, http.StatusOK, response.StatusCode)
			return
		}
		require.NoError(tb, ctx.Err(), "not healthy in time")
		<-again.C
	}
}
