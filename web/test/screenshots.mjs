// Makes the pictures of the documentation, from the examples:
//
//   node test/screenshots.mjs [FOLDER]
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { launch, open, root, shown, workplace } from "./harness.mjs";

const folder = process.argv[2] ?? path.join(root, "docs", "images");
await mkdir(folder, { recursive: true });
const place = await workplace();
const address = await place.examples();
const browser = await launch();
const events = (await (await fetch(`${address}/api/v1/events?a=Putin&b=Trump&type=talks&modality=held`)).json()).items;
for (const [name, at, colorScheme, ready] of [
  ["timeline", "/timeline?from=2023&to=2025-12", "light", ".vis-item"],
  ["network", "/network", "dark", ".network canvas"],
  ["map", "/map", "light", ".map circle"],
  ["event", `/event?event=${encodeURIComponent(events.at(-1).id)}`, "light", "article.report"],
]) {
  const { page, faults, close } = await open(browser, { colorScheme, viewport: { width: 1100, height: name === "network" ? 960 : 760 } });
  await page.goto(address + at);
  await shown(page);
  await page.waitForSelector(ready);
  await page.waitForTimeout(1000); // what moves has come to rest
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  if (faults.length) throw new Error(`${name}: ${faults.join("; ")}`);
  await close();
}
await browser.close();
await place.done();
