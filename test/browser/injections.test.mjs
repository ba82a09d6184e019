// The pages, prints and mails into which pkg/web and pkg/notice have put five
// hundred texts that would like to be script, as Chromium sees them under the
// portal's own headers. PAGES names the folder they lie in; make test fills it.
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openGallery } from "./gallery.mjs";

const folder = join(process.env.PAGES, "injections");
const copies = mkdtempSync(join(tmpdir(), "injections-"));

let real, broken;
before(async () => {
  [real, broken] = await Promise.all([openGallery(folder), openGallery(copies)]);
});
after(async () => {
  await Promise.all([real?.close(), broken?.close()]);
  rmSync(copies, { recursive: true });
});

// What the page itself sees: complaints of the policy as they come, and in the
// end whatever in the document could still act when somebody touches it.
function watch() {
  globalThis.complaints = [];
  addEventListener("securitypolicyviolation", (e) => complaints.push(`policy: ${e.effectiveDirective} ${e.blockedURI} ${e.sample}`));
}

function couldAct() {
  const found = [...complaints];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on")) found.push(`${element.localName} has ${name}`);
      if (/^(href|src|action|formaction|data|srcdoc|xlink:href|ping|poster|background)$/.test(name) && !/^(\/(?!\/)|#|\?|https:\/\/|mailto:|tel:)/.test(value)) {
        found.push(`${element.localName} has ${name}=${value.slice(0, 60)}`);
      }
    }
  }
  for (const { localName } of document.querySelectorAll("iframe, object, embed, base, frame, math, template, meta[http-equiv]")) found.push(`a ${localName}`);
  return found;
}

// Opens documents one after another in two windows, and says what went wrong.
async function opened(gallery, names) {
  const found = [], rest = [...names];
  const own = new URL(gallery.address).origin;
  const visit = async () => {
    const context = await gallery.browser.newContext();
    await context.addInitScript(watch);
    const page = await context.newPage();
    let name;
    page.on("request", (request) => { // nothing but our own assets is asked for
      if (!request.url().startsWith(own)) found.push(`${name}: asks for ${request.url()}`);
    });
    page.on("dialog", (dialog) => {
      found.push(`${name}: a script runs: ${dialog.message()}`);
      return dialog.dismiss();
    });
    const icon = (line) => line.location().url.endsWith("/favicon.ico"); // which browsers ask for beside a mail
    page.on("console", (line) => line.type() === "error" && !icon(line) && found.push(`${name}: ${line.text()}`));
    page.on("pageerror", (error) => found.push(`${name}: ${error}`));
    for (name = rest.pop(); name; name = rest.pop()) {
      await page.goto(`${gallery.address}/kept/${name}`);
      await page.mouse.move(400, 400); // handlers of the pointer
      for (const what of await page.evaluate(couldAct)) found.push(`${name}: ${what}`);
    }
    await context.close();
  };
  await Promise.all([visit(), visit()]);
  return found;
}

test("trust 22: no text becomes script, and none makes the policy complain", { timeout: 600_000 }, async () => {
  const names = readdirSync(folder);
  const mails = names.filter((name) => name.startsWith("mail-"));
  const typed = names.filter((name) => name.startsWith("typed-"));
  assert.ok(mails.length > 40 && typed.length > 80 && names.length > 400, `${names.length} documents, ${mails.length} of them mails`);
  const found = await opened(real, names);
  assert.deepEqual(found, []);
});

test("trust 22: one text that is not escaped is found, by the script it runs and by the policy it breaks", { timeout: 60_000 }, async () => {
  const name = readdirSync(folder).find((file) => file.startsWith("cases--number-"));
  const sound = readFileSync(join(folder, name), "utf8");
  const escaped = "&lt;img src=x onerror=alert(1)&gt;";
  assert.ok(sound.includes(escaped));
  copyFileSync(join(folder, name), join(copies, "sound.html"));
  const once = sound.replace(escaped, "<img src=x onerror=alert(1)>");
  writeFileSync(join(copies, "page.html"), once);
  writeFileSync(join(copies, "mail-page.html"), once); // mails come without a policy
  writeFileSync(join(copies, "link.html"), sound.replace("<main", '<a href="javascript:alert(1)">x</a><main'));
  const found = await opened(broken, ["sound.html", "page.html", "mail-page.html", "link.html"]);
  const of = (file) => found.filter((line) => line.startsWith(`${file}:`));
  assert.deepEqual(of("sound.html"), []);
  assert.ok(of("page.html").some((line) => line.includes("policy: script-src")), found.join("\n"));
  assert.ok(of("mail-page.html").some((line) => line.includes("a script runs: 1")), found.join("\n"));
  assert.ok(of("link.html").some((line) => line.includes("a has href=javascript:")), found.join("\n"));
});
