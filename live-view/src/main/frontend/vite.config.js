import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

// Nothing is imported from node_modules here, because they lie under target/ and not above this file.
const here = fileURLToPath(new URL(".", import.meta.url));
const target = fileURLToPath(new URL("../../../target/frontend", import.meta.url));
const api = process.env.LOCKSTEP_API ?? "http://localhost:8080";

/** Each unit test becomes a module that `node --test` runs. */
function tests() {
  const folder = `${here}test/`;
  const names = readdirSync(folder).filter((name) => name.endsWith(".test.ts"));
  return Object.fromEntries(names.map((name) => [name.slice(0, -3), folder + name]));
}

export default ({ mode }) => ({
  root: here,
  base: "./",
  cacheDir: `${target}/vite`,
  publicDir: false,
  build:
    mode === "tests"
      ? { ssr: true, target: "node20", rolldownOptions: { input: tests() } }
      : {
          target: "es2022",
          assetsDir: "assets",
          // data: addresses are not allowed by the content security policy.
          assetsInlineLimit: 0,
          modulePreload: { polyfill: false },
        },
  server: { proxy: { "/api": api, "/captions": api, "/hls": api } },
});
