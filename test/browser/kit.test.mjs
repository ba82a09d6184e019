// What the components of the page kit look like to a browser (ui.md).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { openGallery } from "./gallery.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const sheets = [
  "/", "/fields", "/fields/faulty", "/fields/changing", "/signin", "/lists", "/lists/long", "/lists/empty",
  "/review", "/review/long", "/preview", "/flow", "/confirm", "/done",
];

let gallery;
before(async () => {
  gallery = await openGallery();
});
after(() => gallery?.close());

// Opens a sheet and hands it over; whatever the browser complains about is a failure.
async function look(path, options, inspect) {
  const context = await gallery.browser.newContext(options);
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(gallery.address + path);
  await inspect(page);
  await context.close();
  assert.deepEqual(complaints, [], path);
}

const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

async function axeFindings(page) {
  const result = await page.evaluate(`${axe}; axe.reset(); axe.run({ runOnly: ${JSON.stringify(rules)} })`);
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`);
}

for (const path of sheets) {
  test(`E4 ${path}: axe finds nothing and nothing scrolls sideways at any width`, () =>
    look(path, {}, async (page) => {
      for (const width of [1280, 390, 320]) {
        await page.setViewportSize({ width, height: 900 });
        assert.deepEqual(await axeFindings(page), [], `at ${width} px`);
        assert.ok((await sideways(page)) <= 0, `scrolls sideways at ${width} px`);
      }
    }));
}

test("axe does find a fault", () =>
  look("/signin", {}, async (page) => {
    await page.evaluate(() => document.querySelector("label").remove());
    assert.equal((await axeFindings(page)).length, 1);
  }));

test("E4 text spacing of WCAG 1.4.12 at 200 % zoom cuts nothing off", async () => {
  for (const path of ["/fields/faulty", "/review/long", "/lists/long"]) {
    await look(path, { viewport: { width: 640, height: 450 }, bypassCSP: true }, async (page) => {
      await page.addStyleTag({
        content: "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }",
      });
      assert.ok((await sideways(page)) <= 0, path);
      const cut = await page.$$eval("button:not([aria-hidden]), .tag, .area, tbody th, label:not(.unseen)", (all) =>
        all.filter((e) => e.offsetParent && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline").map((e) => e.textContent),
      );
      assert.deepEqual(cut, [], path);
    });
  }
});

test("E4 every link and control is a tab stop with visible focus", async () => {
  for (const path of ["/fields/faulty", "/lists", "/review"]) {
    await look(path, { viewport: { width: 1280, height: 900 } }, async (page) => {
      const wanted = await page.$$eval("a, button, input, select, textarea, summary", (all) => {
        const stops = all.filter((e) => e.type !== "hidden" && e.tabIndex >= 0 && e.checkVisibility({ contentVisibilityAuto: true }) && !e.disabled);
        const groups = new Set(); // of radio buttons, one is a stop
        return stops.filter((e) => e.type !== "radio" || (!groups.has(e.name) && groups.add(e.name))).length;
      });
      await page.waitForFunction(() => !document.querySelector("[autofocus]") || document.activeElement.matches("[autofocus]"));
      const seen = new Set();
      for (let i = 0; seen.size < wanted && i < wanted + 30; i++) { // a date has several stops; after the last comes the first
        await page.keyboard.press("Tab");
        const stop = await page.evaluate(() => {
          const e = document.activeElement;
          if (e === document.body) return null;
          const { outlineStyle, outlineWidth } = getComputedStyle(e);
          const box = e.getBoundingClientRect();
          return {
            id: [...document.querySelectorAll("*")].indexOf(e),
            control: e.matches("a, button, input, select, textarea, summary"),
            visible: outlineStyle === "solid" && parseFloat(outlineWidth) >= 3 && box.width > 1 && box.bottom > 0 && box.top < innerHeight,
            what: e.outerHTML.slice(0, 120),
          };
        });
        if (!stop) continue;
        assert.ok(stop.visible, `no visible focus on ${stop.what}`);
        if (stop.control) seen.add(stop.id);
      }
      assert.equal(seen.size, wanted, path);
    });
  }
});

test("forced colours keep the borders that mean something", () =>
  look("/review", { forcedColors: "active", viewport: { width: 1280, height: 900 } }, async (page) => {
    for (const selector of [".tag", ".area", ".menu a[aria-current]", ".stages li[aria-current]"]) {
      const width = await page.locator(selector).first().evaluate((e) => parseFloat(getComputedStyle(e).borderInlineStartWidth));
      assert.ok(width >= 1, selector);
    }
  }));

test("on paper the head repeats, menu and buttons are gone", () =>
  look("/review/long", { viewport: { width: 1280, height: 900 } }, async (page) => {
    const pages = (pdf) => pdf.toString("latin1").match(/\/Type \/Page\b/g).length;
    const count = pages(await page.pdf({ preferCSSPageSize: true }));
    assert.ok(count >= 5 && count <= 10, `${count} pages`);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".print-head").evaluate((e) => getComputedStyle(e).display), "table-header-group");
    for (const selector of [".site-header", ".side", ".trail", ".acts", ".site-footer"]) {
      assert.equal(await page.locator(selector).first().isVisible(), false, selector);
    }
  }));

test("a page without cache stays under 150 kB", async () => {
  for (const path of sheets) {
    const context = await gallery.browser.newContext();
    const page = await context.newPage();
    const sizes = [];
    page.on("response", (response) => sizes.push(response.request().sizes().then((s) => s.responseBodySize + s.responseHeadersSize)));
    await page.goto(gallery.address + path, { waitUntil: "networkidle" });
    const total = (await Promise.all(sizes)).reduce((a, b) => a + b, 0);
    assert.ok(total < 150_000, `${path}: ${total} bytes`);
    await context.close();
  }
});
