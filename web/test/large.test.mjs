import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, missing, neo4j, open, shown, workplace } from "./harness.mjs";

// Times are of the second visit: the first has the program read its file. A
// machine that does other work besides is slower, so LARGE_FACTOR may stretch
// them; what is promised is the factor 1.
const promised = Number(process.env.LARGE_FACTOR ?? 1);

// On both stores where there is a Neo4j: graph/neo4jtest/run starts one.
for (const store of ["SQLite", "Neo4j"]) describe(`with 100,000 events in ${store}`, { skip: missing() || (store === "Neo4j" && !neo4j && "no Neo4j: go run ./graph/neo4jtest/run make web") }, () => {
  // The Neo4j for tests has little memory and the first of Java's compilers alone:
  // its times are told, and not held to.
  const factor = store === "Neo4j" ? Infinity : promised;
  let place, address, browser;
  before(async () => {
    place = await workplace();
    address = await place.large(store === "Neo4j" ? neo4j : undefined);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await place?.done();
  });

  const timed = async (at, ready) => {
    let best = Infinity;
    for (let i = 0; i < (store === "Neo4j" ? 2 : 4); i++) {
      const { page, faults, close } = await open(browser);
      const start = performance.now();
      await page.goto(address + at, { waitUntil: "commit" });
      page.setDefaultTimeout(120_000);
      await shown(page);
      if (ready) await page.waitForSelector(ready);
      best = Math.min(best, performance.now() - start);
      assert.deepEqual(faults, []);
      await close();
    }
    console.log(`${at}: ${Math.round(best)} ms`);
    return best;
  };

  test("there are as many", async () => {
    const graph = await (await fetch(`${address}/api/v1/graph`)).json();
    assert.ok(graph.events >= 100_000, `${graph.events} events`);
  });
  test("the first view takes less than a second", async () => assert.ok(await timed("/", "main .count") < 1000 * factor));
  test("the events of the first page", async () => assert.ok(await timed("/", "li.event") < 2000 * factor));
  test("a timeline", async () => assert.ok(await timed("/timeline?from=2000-06", ".vis-item") < 3000 * factor));
  test("the busiest actor", async () => assert.ok(await timed("/actor?actor=person:firstname0-lastname0", ".vis-item") < 1500 * factor));
  test("the network of a stretch of time", async () => assert.ok(await timed("/network?from=2000-03&to=2000-04", ".network canvas") < 4000 * factor));
  test("the map", async () => assert.ok(await timed("/map", ".map circle") < 3000 * factor));
});
