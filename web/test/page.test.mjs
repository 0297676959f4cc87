import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { launch, missing, open, shown, workplace } from "./harness.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const skip = missing();

describe("the page", { skip }, () => {
  let place, address, browser;
  before(async () => {
    place = await workplace();
    address = await place.examples();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await place?.done();
  });

  // on opens a path, does something there, and then nothing bad may have happened.
  const on = async (at, f, options) => {
    const { page, faults, close } = await open(browser, options);
    await page.goto(address + at);
    await shown(page);
    await f(page);
    assert.deepEqual(faults, []);
    await close();
  };
  const pages = async () => {
    const events = (await (await fetch(`${address}/api/v1/events?actor=Macron&type=call`)).json()).items;
    const id = encodeURIComponent(events.find((e) => /Merz/.test(e.summary)).id);
    return ["/", "/timeline", "/network", "/map", "/dyad?a=Putin&b=Trump", "/dyad", "/calendar?from=1900", "/actor?actor=Putin", "/actor", `/event?event=${id}`, "/none"];
  };

  test("finds an actor whose name is mistyped, by keyboard alone", () => on("/", async (page) => {
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), "combobox");
    await page.keyboard.type("Vladmir Puttin");
    await page.waitForSelector("[role=option]");
    await page.keyboard.press("ArrowDown");
    const active = await page.getAttribute("[role=combobox]", "aria-activedescendant");
    assert.match(await page.textContent(`#${active}`), /Vladimir Putin/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/actor=person%3Avladimir-putin/);
    await page.waitForFunction(() => document.querySelector("h1")?.textContent === "Vladimir Putin");
    assert.match(await page.title(), /^Vladimir Putin/);
    assert.ok(await page.locator("section:has(h2:text('Most frequent counterparts')) tbody tr").count() > 0);
  }));

  test("filters, and the address keeps the filter", () => on("/timeline", async (page) => {
    const all = await page.locator("li.event").count();
    await page.selectOption("select[name=type]", "talks");
    await page.waitForURL(/type=talks/);
    await page.waitForFunction((n) => document.querySelectorAll("li.event").length < n, all);
    const types = await page.locator("li.event .badge:first-of-type").allTextContents();
    assert.ok(types.length > 0 && types.every((t) => t === "talks" || /planned|proposed|cancelled|denied/.test(t)), types.join());
    await page.fill("input[name=from]", "2025-08");
    await page.press("input[name=from]", "Enter");
    await page.waitForURL(/from=2025-08/);
    await shown(page);
    const fewer = await page.locator("li.event").allTextContents();
    // The same address in another browser shows the same.
    const other = await open(browser);
    await other.page.goto(page.url());
    await shown(other.page);
    assert.deepEqual(await other.page.locator("li.event").allTextContents(), fewer);
    assert.equal(await other.page.inputValue("input[name=from]"), "2025-08");
    await other.close();
    await page.goBack();
    await page.waitForURL((u) => !u.search.includes("from"));
  }));

  test("opens an event with its evidence, as text and never as markup", () => on("/timeline?actor=Macron&type=call", async (page) => {
    await page.locator("li.event a", { hasText: "Merz" }).first().click();
    await page.waitForURL(/\/event\?/);
    await shown(page);
    await page.waitForSelector("article.report");
    const text = await page.textContent("main");
    assert.match(text, /<img src=x onerror=alert\(1\)> Leaders plan a call/);
    assert.match(text, /<\/script><script>alert\(1\)<\/script>/);
    assert.equal(await page.locator("main img, main script, a[href^='javascript']").count(), 0);
    assert.ok((await page.locator("mark.actor").allTextContents()).some((t) => /Macron/.test(t)));
    assert.match(text, /How it was announced/);
    assert.match(text, /Where the articles disagree/);
  }));

  test("what is pointed at on the line of time is text, too", () => on("/timeline?actor=Macron&type=statement", async (page) => {
    assert.match(await page.textContent("ol.events"), /<i id=evil>/);
    const points = page.locator(".vis-item .vis-item-content");
    await points.first().waitFor();
    let told = "";
    for (let i = 0; i < await points.count(); i++) {
      await points.nth(i).hover();
      await page.waitForSelector(".vis-tooltip[style*=visible]");
      told += await page.textContent(".vis-tooltip");
    }
    assert.match(told, /<i id=evil>/);
    assert.equal(await page.locator("#evil").count(), 0);
  }));

  test("the network is drawn, filtered by its slider and told as a table", () => on("/network", async (page) => {
    await page.waitForSelector(".network canvas");
    const drawn = await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(document.querySelectorAll(".network canvas").length))));
    assert.ok(drawn > 1);
    const all = await page.locator("tbody tr").count();
    await page.focus("#slider-from");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await page.waitForURL(/from=\d{4}-\d\d/);
    await page.waitForFunction((n) => document.querySelectorAll("section tbody tr").length < n, all);
    assert.equal(await page.evaluate(() => document.activeElement.id), "slider-from", "the slider keeps the focus");
  }));

  test("the map has places that a keyboard reaches", () => on("/map", async (page) => {
    const places = page.locator(".map svg a");
    assert.ok(await places.count() > 3);
    await places.first().focus();
    const name = (await places.first().getAttribute("aria-label")).split(":")[0];
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/timeline\?.*place=/);
    await page.waitForSelector("li.event");
    assert.ok((await page.locator("li.event").allTextContents()).some((t) => t.includes(name)), name);
  }));

  test("two actors, with the days between their contacts", () => on("/dyad?a=Putin&b=Trump", async (page) => {
    assert.match(await page.textContent("h1"), /Vladimir Putin and Donald Trump/);
    assert.ok(await page.locator("li.gap").count() > 0);
    assert.match(await page.textContent(".count"), /longest gap \d+ days/);
  }));

  test("the calendar shows plans, those without a day beside the grid", () => on("/calendar?from=1900", async (page) => {
    assert.ok(await page.locator("li.event, td.full").count() > 0);
    for (const e of (await (await fetch(`${address}/api/v1/events?modality=planned&from=1900`)).json()).items) {
      if (e.precision === "day" || !e.date) continue;
      assert.equal(await page.locator(`td.full a:text("${e.summary}")`).count(), 0, `${e.date} has no cell`);
    }
  }));

  test("dark and light", async () => {
    const dark = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3).every((c) => c < 60));
    await on("/", async (page) => assert.equal(await dark(page), false), { colorScheme: "light" });
    await on("/", async (page) => {
      assert.equal(await dark(page), true);
      await page.click("#theme");
      assert.equal(await dark(page), false);
      await page.reload();
      await shown(page);
      assert.equal(await dark(page), false, "the choice stays");
    }, { colorScheme: "dark" });
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds no fault of accessibility (${colorScheme})`, async () => {
      const found = [];
      for (const at of await pages()) {
        await on(at, async (page) => {
          await page.waitForTimeout(300); // what is drawn
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
          found.push(...violations.map((v) => `${at}: ${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`));
        }, { colorScheme });
      }
      assert.deepEqual(found, []);
    });
  }

  test("every page fits a telephone", async () => {
    for (const at of await pages()) {
      await on(at, async (page) => {
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${at} is ${over} pixels too wide`);
      }, { viewport: { width: 380, height: 760 } });
    }
  });

  test("the first thing a keyboard reaches skips to the content", () => on("/timeline", async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  }));

  test("a fault is told", () => on("/event?event=none", async (page) => {
    assert.match(await page.textContent("[role=alert]"), /the graph has no event/);
  }).catch((e) => {
    // The browser itself notes the answer 404 on its console; nothing else may be there.
    assert.match(e.message, /404/);
  }));

  test("a timeline exported as a page works from a disk", async () => {
    const { stdout } = await place.demarche("examples.db", "timeline", "--format", "html");
    const file = path.join(place.folder, "timeline.html");
    await writeFile(file, stdout);
    const { page, faults, close } = await open(browser);
    await page.goto(`file://${file}#type=call`);
    const visible = () => page.locator("li[data-type]:visible");
    const calls = await visible().count();
    assert.ok(calls > 0);
    assert.equal(await page.locator("li[data-type=talks]:visible").count(), 0);
    await page.fill("#words", "merz");
    assert.ok(await visible().count() < calls);
    assert.match(page.url(), /words=merz/);
    await visible().first().locator("summary").click();
    assert.match(await visible().first().textContent(), /will call|spoke by phone/);
    await page.fill("#words", "");
    await page.fill("#from", "2025-08");
    for (const end of await visible().evaluateAll((list) => list.map((x) => x.dataset.end))) assert.ok(end >= "2025-08");
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    assert.deepEqual(violations.map((v) => v.id), []);
    assert.deepEqual(faults, []);
    await close();
  });
});
