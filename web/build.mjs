// Bundles the page into dist, which is embedded in the program and committed, so
// that Go alone builds demarche. With --check it builds elsewhere and compares:
// a bundle that is not that of the sources fails.
import { build } from "esbuild";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const here = import.meta.dirname;
const checking = process.argv.includes("--check");
const committed = path.join(here, "dist");
const out = checking ? await mkdtemp(path.join(tmpdir(), "demarche-web-")) : committed;

if (!checking) await rm(out, { recursive: true, force: true });
const result = await build({
  absWorkingDir: here,
  entryPoints: ["src/main.ts"],
  outdir: out,
  bundle: true,
  splitting: true, // pages that draw load their libraries when they are opened
  format: "esm",
  target: ["es2022"],
  minify: true,
  legalComments: "none", // licences.txt has them
  chunkNames: "part-[hash]",
  metafile: true,
  loader: { ".json": "json" },
  logLevel: "warning",
});
// Style sheets of the parts are in main.css, too, which index.html loads.
for (const name of await readdir(out)) if (/^part-.*\.css$/.test(name)) await rm(path.join(out, name));
await writeFile(path.join(out, "index.html"), await readFile(path.join(here, "src", "index.html")));
await writeFile(path.join(out, "licences.txt"), await licences(Object.keys(result.metafile.inputs)));

// licences are those of every package of which something is in the bundle.
async function licences(inputs) {
  const names = new Set();
  for (const input of inputs) {
    const m = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (m) names.add(m[1]);
  }
  names.add("world-atlas");
  let text = "The page of demarche holds these libraries and data.\n";
  for (const name of [...names].sort()) {
    const folder = path.join(here, "node_modules", name);
    const about = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
    if (!/^\(?(MIT|ISC|Apache-2\.0|BSD-[23]-Clause)( OR |\)|$)/.test(about.license)) throw new Error(`${name}: its licence ${about.license} is not one that the page may hold`);
    const files = (await readdir(folder)).filter((f) => /^licen[cs]e/i.test(f)).sort();
    text += `\n${"=".repeat(72)}\n${name} ${about.version}, ${about.license}\n`;
    // Of several licences to choose from, the MIT licence is taken.
    const taken = files.find((f) => /mit/i.test(f)) ?? files[0];
    if (taken) text += `\n${(await readFile(path.join(folder, taken), "utf8")).trim()}\n`;
    else text += `\nThe package carries no text of its licence; its author is ${about.author?.name ?? about.author ?? "not named"}.\n`;
  }
  text = text.replaceAll("\r\n", "\n");
  return text + "\nThe shapes of countries are from Natural Earth, which is in the public domain.\n";
}

if (checking) {
  const [want, have] = await Promise.all([readdir(out), readdir(committed)]);
  const differing = [];
  for (const name of new Set([...want, ...have])) {
    const [a, b] = await Promise.all([out, committed].map((f) => readFile(path.join(f, name)).catch(() => null)));
    if (!a || !b || !a.equals(b)) differing.push(name);
  }
  await rm(out, { recursive: true });
  if (differing.length) {
    console.error(`web/dist is not what the sources give: run npm run build in web (${differing.join(", ")})`);
    process.exit(1);
  }
}
