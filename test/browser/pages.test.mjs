// Every page that the tests of pkg/web met, in each of its states, and every mail
// of pkg/notice, as a browser and a validator of HTML see them. PAGES names
// the folder they left them in; make test and make screens fill it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { HtmlValidate } from "html-validate";
import { openGallery } from "./gallery.mjs";
import { keptIn } from "./kept.mjs";
import { watch } from "./look.mjs";

const folder = process.env.PAGES;
const kept = keptIn(folder);

let gallery;
before(async () => {
  gallery = await openGallery(folder);
});
after(() => gallery?.close());

test("E4 there are pages to look at", () => {
  assert.ok(kept.length > 150, `${kept.length} pages in ${folder}`);
});

test("E4 every page and mail is valid HTML", async () => {
  const extended = { root: true, extends: ["html-validate:standard"] };
  const strict = new HtmlValidate(extended);
  const lenient = new HtmlValidate({ ...extended, rules: { "no-deprecated-attr": "off" } }); // Outlook knows no others
  const faults = [];
  for (const name of kept) {
    const validator = name.startsWith("mail-") ? lenient : strict;
    const { results } = await validator.validateString(readFileSync(join(folder, name), "utf8"));
    faults.push(...results.flatMap(({ messages }) => messages.map((m) => `${name}:${m.line} ${m.ruleId}: ${m.message}`)));
  }
  assert.deepEqual(faults, []);
});

// Two at a time, as many as a small machine has processors.
test("E4 axe finds nothing on any page, none scrolls sideways at 320 pixels", { timeout: 600_000 }, async () => {
  const faults = [];
  const rest = [...kept];
  const worker = async () => {
    const context = await gallery.browser.newContext({ reducedMotion: "reduce" });
    await context.route((url) => url.origin !== new URL(gallery.address).origin, (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
    for (let name = rest.pop(); name; name = rest.pop()) {
      const page = watch(await context.newPage());
      await page.goto(`${gallery.address}/kept/${name}`);
      // A mail has no landmarks: what is around it is the mail programme's.
      const tags = name.startsWith("mail-") ? ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] : undefined;
      await page.look(name.replace(/\.html$/, ""), { tags }).catch((error) => faults.push(error.message));
      await page.close();
    }
    await context.close();
  };
  await Promise.all([worker(), worker()]);
  assert.deepEqual(faults, []);
});
