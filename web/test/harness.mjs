// What tests of the page share: the program with a graph, and a Chromium.
import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const run = promisify(execFile);
export const root = path.resolve(import.meta.dirname, "../..");

// browserPath is that of CHROMIUM, else that of a Chromium that is installed.
export function browserPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
      if (existsSync(path.join(folder, name))) return path.join(folder, name);
    }
  }
  return undefined;
}

// missing is why tests are skipped, false when they run. Where
// DEMARCHE_TEST_BROWSER is "required" nothing is skipped, and what is missing
// fails.
export function missing() {
  if (browserPath() || process.env.DEMARCHE_TEST_BROWSER === "required") return false;
  return "no Chromium: install one, or name it in CHROMIUM";
}

// neo4j is the server for tests, when there is one; graph/neo4jtest names these.
export const neo4j = process.env.DEMARCHE_TEST_NEO4J_URI && {
  uri: process.env.DEMARCHE_TEST_NEO4J_URI,
  env: { DEMARCHE_NEO4J_USER: process.env.DEMARCHE_TEST_NEO4J_USER ?? "neo4j", DEMARCHE_NEO4J_PASSWORD: process.env.DEMARCHE_TEST_NEO4J_PASSWORD ?? "" },
};

// Articles whose text tries to be more than text.
const articles = [
  { id: "plan", published: "2025-05-18", source: "<b>Wire</b>", title: "<img src=x onerror=alert(1)> Leaders plan a call",
    text: "President Emmanuel Macron will call Chancellor Friedrich Merz on Monday, the Elysee said." },
  { id: "held", published: "2025-05-20", source: "Agency", url: "javascript:alert(1)", title: "</script><script>alert(1)</script>",
    text: "President Emmanuel Macron spoke by phone with Chancellor Friedrich Merz on Monday.\n\nMacron said that <i id=evil>the call</i> had been useful." },
  { id: "denied", published: "2025-05-20", source: "Gazette", title: "No call, says Berlin",
    text: "Berlin denied that President Emmanuel Macron had spoken by phone with Chancellor Friedrich Merz on Monday." },
];

export async function workplace() {
  const folder = await mkdtemp(path.join(tmpdir(), "demarche-page-"));
  const program = path.join(folder, "demarche");
  await run("go", ["build", "-o", program, "./cmd/demarche"], { cwd: root, env: { ...process.env, CGO_ENABLED: "0" } });
  const servers = [];
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("DEMARCHE_")));
  const demarche = (db, ...args) => run(program, args, { cwd: folder, env: { ...environment, DEMARCHE_STORE: `sqlite://${db}` }, maxBuffer: 1 << 28 });
  return {
    folder,
    demarche,
    async examples() {
      await writeFile(path.join(folder, "hostile.jsonl"), articles.map((a) => JSON.stringify(a)).join("\n"));
      await demarche("examples.db", "ingest", path.join(root, "examples"), "hostile.jsonl");
      return this.serve("sqlite://examples.db");
    },
    // large has some 100,000 events, in a file or in a Neo4j.
    async large(server) {
      const store = server?.uri ?? `sqlite://${path.join(folder, "large.db")}`;
      await run("go", ["run", "./web/test/large", store, "28000"], { cwd: root, env: { ...environment, ...server?.env } });
      return this.serve(store, server?.env);
    },
    serve(store, env = {}) {
      const server = spawn(program, ["serve", "--listen", "127.0.0.1:0"], { cwd: folder, env: { ...environment, ...env, DEMARCHE_STORE: store }, stdio: ["ignore", "ignore", "pipe"] });
      servers.push(server);
      return new Promise((resolve, reject) => {
        let told = "";
        server.stderr.on("data", (d) => {
          told += d;
          const at = /http:\/\/[^/]+/.exec(told);
          if (at) resolve(at[0]);
        });
        server.on("exit", () => reject(new Error(`serve ended: ${told}`)));
      });
    },
    async done() {
      for (const s of servers) s.kill("SIGINT");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function launch() {
  return chromium.launch({
    executablePath: browserPath() ?? "chromium",
    args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"], // WebGL without a graphics card
  });
}

// open opens a page and notes what must not happen on it: errors, violations of
// the content security policy, dialogs, and requests to others.
export async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1250, height: 900 }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (e) => faults.push(`error: ${e.message}`));
  page.on("console", (m) => {
    if (m.type() === "error" || /Content Security Policy/.test(m.text())) faults.push(`console: ${m.text()}`);
  });
  page.on("dialog", (d) => {
    faults.push(`dialog: ${d.message()}`);
    void d.dismiss();
  });
  page.on("request", (r) => {
    if (!/^(http:\/\/127\.0\.0\.1:|data:|file:|blob:)/.test(r.url())) faults.push(`request: ${r.url()}`);
  });
  return { page, faults, close: () => context.close() };
}

// shown waits until a page of ours is complete.
export const shown = (page) => page.waitForSelector("#main:not([aria-busy]) h1");
