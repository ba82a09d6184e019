// What every page is asked when a test comes by: axe, sideways scroll at three
// widths, the console, and what its first paint has waited for. With SHOTS=<folder> it leaves a picture of each.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const widths = [1280, 390, 320];

// watch adds look(name) to a page and fails on what its console complains of.
export function watch(page) {
  const complaints = [];
  page.on("console", (line) => {
    if (line.type() === "error" && !/the server responded with a status of (4|5)\d\d/.test(line.text())) complaints.push(line.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.look = async (name, { tags } = {}) => {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth).catch(() => 0);
      assert.ok(wider <= 0, `${name} scrolls sideways by ${wider} px at ${width}`);
      if (process.env.SHOTS && width !== 320) {
        mkdirSync(process.env.SHOTS, { recursive: true });
        await page.screenshot({ path: join(process.env.SHOTS, `${name}-${width}.png`), fullPage: true });
      }
    }
    await page.setViewportSize({ width: widths[0], height: 900 });
    const { waited, bytes } = await transferred(page);
    assert.ok(waited.length <= 3, `${name} is not painted before ${waited}`);
    assert.ok(bytes < 150_000, `${name} takes ${bytes} bytes`);
    assert.deepEqual(await findings(page, tags), [], `${name}: axe`);
    assert.deepEqual(complaints.splice(0), [], `${name}: console`);
  };
  return page;
}

// transferred is what a page's first paint had to wait for besides the page, and
// how many bytes have come for page and assets; what was in the cache counts none.
export const transferred = (page) => page.evaluate(() => {
  const parts = performance.getEntriesByType("resource").filter(({ initiatorType }) => !["fetch", "xmlhttprequest"].includes(initiatorType));
  const all = [...performance.getEntriesByType("navigation"), ...parts];
  return {
    waited: parts.filter(({ renderBlockingStatus }) => renderBlockingStatus === "blocking").map(({ name }) => name),
    bytes: all.reduce((sum, { transferSize }) => sum + transferSize, 0),
  };
});

// findings runs axe in a world of its own, which the page's policy does not bind:
// every rule, or those with one of the tags.
async function findings(page, tags) {
  const options = { resultTypes: ["violations"], ...(tags && { runOnly: tags }) };
  const session = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send("Page.getFrameTree");
    const { executionContextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
    const { readFileSync } = await import("node:fs");
    await session.send("Runtime.evaluate", { expression: readFileSync(axe, "utf8"), contextId: executionContextId });
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
      contextId: executionContextId, awaitPromise: true, returnByValue: true,
      expression: `axe.run(document, ${JSON.stringify(options)}).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' ')))`,
    });
    assert.equal(exceptionDetails, undefined);
    return result.value;
  } finally {
    await session.detach();
  }
}
