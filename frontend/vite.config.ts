// The build of the playground: everything it needs comes from npm and lands in dist, so that it works offline.
import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "/playground/",
  build: {
    target: "es2022",
    // Monaco's editor core is one large module by nature; the limit tells when it grows beyond that.
    chunkSizeWarningLimit: 6000,
    rolldownOptions: {
      // GraphiQL loads it for subscriptions only, which the API does not have; it lies here as a tool of a tool.
      external: ["graphql-ws"],
      // "use client" in libraries means something to React servers only.
      onwarn: (warning, warn) => warning.code === "MODULE_LEVEL_DIRECTIVE" || warn(warning),
    },
  },
  worker: { format: "es" },
  server: { proxy: { "/graphql": { target: "http://127.0.0.1:4280", ws: true } } },
  test: { include: ["src/**/*.test.ts"] },
});
