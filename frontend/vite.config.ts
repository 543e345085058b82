// The build of the pages: the web app (index.html) and the playground (playground/index.html), which share nothing but
// what both import. Everything comes from npm and lands in dist, so that it works offline.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2022",
    manifest: "manifest.json", // what is loaded first: scripts/weigh.mjs reads it
    assetsInlineLimit: 0, // the app's policy allows no data: addresses
    // Monaco's editor core is one large module by nature; the limit tells when it grows beyond that.
    chunkSizeWarningLimit: 6000,
    rolldownOptions: {
      input: ["index.html", "playground/index.html"],
      // GraphiQL loads it for subscriptions only, which the playground sends by server-sent events.
      external: ["graphql-ws"],
      // "use client" in libraries means something to React servers only.
      onwarn: (warning, warn) => warning.code === "MODULE_LEVEL_DIRECTIVE" || warn(warning),
    },
  },
  worker: { format: "es" },
  server: { proxy: { "/graphql": { target: "http://127.0.0.1:4280", ws: true }, "/session": "http://127.0.0.1:4280", "/start": "http://127.0.0.1:4280" } },
  test: { include: ["src/**/*.test.ts", "src/**/*.test.tsx"], testTimeout: 120_000 }, // a loaded machine is slow, and no test is about time
});
