// Every page that the tests of pkg/web met, in each of its states, and every mail
// of pkg/notice, as a browser and a validator of HTML see them. PAGES names
// the folder they left them in; make test and make screens fill it.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { HtmlValidate } from "html-validate";
import { openGallery } from "./gallery.mjs";
import { keptIn } from "./kept.mjs";
import { watch } from "./look.mjs";
import { cramped, unforced } from "./zoom.mjs";

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

// What the manual itself writes so, names of standards, and units.
const foreign = new Set(`MyData MyData-API IP IPs SP-API KEY RSA Public Key APIs API return_url E-mail QR code client_id client_secret resource_id returnUrl
  caseNumber AES CBC GCM SHA- Cookie KB MB JSON CSV PDF ODF nftables iCalendar TWCA PEM URL DP-API ID`.split(/\s+/));

test("E1 labels, headings, hints and buttons are in Chinese but for the manual's own words", () => {
  const strange = [];
  for (const name of kept) {
    const html = readFileSync(join(folder, name), "utf8");
    for (const [, tag, attributes, content] of html.matchAll(/<(label|legend|dt|h1|h2|h3|button|caption|summary|p|span)\b([^>]*)>((?:(?!<\1\b)[^])*?)<\/\1>/g)) {
      if ((tag === "p" || tag === "span") && !/class="hint"/.test(attributes)) continue;
      const words = content.replace(/<[^>]*>|&[a-z0-9#]+;/g, " ").replace(/\S*[.@:/<>=]\S*/g, " ").match(/[A-Za-z][A-Za-z_-]+/g) ?? [];
      strange.push(...words.filter((word) => !foreign.has(word)).map((word) => `${name} <${tag}> ${word}`));
    }
  }
  assert.deepEqual(strange, []);
});

test("a page takes less than 25 kB beside its assets, and no more than three of those", () => {
  for (const name of kept.filter((name) => !name.startsWith("mail-"))) {
    const html = readFileSync(join(folder, name));
    const size = gzipSync(html).length;
    assert.ok(size < 25_000, `${name}: ${size} bytes`);
    const assets = new Set(html.toString().match(/(?<=(?:src|href)=")[^"]*\/assets\/[^"]*/g));
    assert.ok(assets.size <= 3, `${name}: ${[...assets]}`);
  }
});

// Opens every page once and has it looked at; what is found wrong is returned.
// Two at a time, as many as a small machine has processors.
async function look(options, names, inspect) {
  const faults = [];
  const rest = [...names];
  const worker = async () => {
    const context = await gallery.browser.newContext(options);
    await context.route((url) => url.origin !== new URL(gallery.address).origin, (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
    const page = watch(await context.newPage());
    for (let name = rest.pop(); name; name = rest.pop()) {
      await page.goto(`${gallery.address}/kept/${name}`);
      for (const fault of await inspect(page, name).catch((error) => [error.message])) faults.push(`${name}: ${fault}`);
    }
    await context.close();
  };
  await Promise.all([worker(), worker()]);
  return faults;
}

test("E4 axe finds nothing on any page, none scrolls sideways at 320 pixels, nothing is lost at 200 % with text spaced", { timeout: 600_000 }, async () => {
  const faults = await look({ reducedMotion: "reduce" }, kept, async (page, name) => {
    // A mail has no landmarks: what is around it is the mail programme's.
    const mail = name.startsWith("mail-");
    const tags = mail ? ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] : undefined;
    await page.look(name.replace(/\.html$/, ""), { tags });
    return mail ? [] : cramped(page);
  });
  assert.deepEqual(faults, []);
});

test("E4 forced colours leave bars, borders, boxes and the focus to be seen", async () => {
  const routes = new Map(kept.filter((name) => !name.startsWith("mail-")).map((name) => [name.replace(/-[0-9a-f]{8}\.html$/, ""), name]));
  assert.deepEqual(await look({ forcedColors: "active" }, routes.values(), unforced), []);
});

test("E4 nothing moves: no style sheet has a transition, and the one animation takes no time", () => {
  const sheets = new URL("../../pkg/web/kit/assets/css/", import.meta.url);
  const css = readdirSync(sheets).map((name) => readFileSync(new URL(name, sheets), "utf8")).join("");
  assert.deepEqual(css.match(/(animation|transition|scroll-behavior)[a-z-]*: [^;]*/g), ["animation: session-ends 0s 780s forwards"]);
});
