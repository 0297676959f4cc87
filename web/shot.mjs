import { launch, open, shown } from "./test/harness.mjs";
import { mkdir } from "node:fs/promises";
const base = process.argv[2], out = process.argv[3], scheme = process.argv[4] ?? "light";
await mkdir(out, { recursive: true });
const browser = await launch();
for (const a of process.argv.slice(5)) {
  const [name, at, w] = a.split("|");
  const { page, faults, close } = await open(browser, { colorScheme: scheme, viewport: { width: Number(w ?? 1200), height: 900 } });
  const t = performance.now();
  await page.goto(base + at, { waitUntil: "commit" });
  await shown(page);
  const t1 = performance.now();
  await page.waitForTimeout(1200);
  await page.screenshot({ path: `${out}/${name}.png`, fullPage: !process.env.VIEW });
  console.log(name, Math.round(t1 - t), "ms", faults.join("; ").slice(0, 300));
  await close();
}
await browser.close();
