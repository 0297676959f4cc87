import { launch, open } from "./test/harness.mjs";
const browser = await launch();
for (const f of process.argv.slice(2)) {
  const { page, faults, close } = await open(browser, { viewport: { width: 1200, height: 900 } });
  await page.goto("file://" + f); await page.waitForTimeout(300);
  const d = page.locator("summary").first(); if (await d.count()) await d.click();
  await page.screenshot({ path: f + ".png" }); console.log(f, faults); await close();
}
await browser.close();
