// The pages, prints and mails into which pkg/web has put five hundred texts that
// would like to be script, as Chromium sees them under the portal's own policy.
// PAGES names the folder they lie in; make test fills it.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openGallery } from "./gallery.mjs";

const folder = join(process.env.PAGES, "injections");

let gallery;
before(async () => {
  gallery = await openGallery(folder);
});
after(() => gallery?.close());

test("trust 22: no text becomes script, and none makes the policy complain", { timeout: 300_000 }, async () => {
  const rest = readdirSync(folder);
  assert.ok(rest.length > 100, `${rest.length} documents in ${folder}`);
  const found = [];
  const worker = async () => {
    const context = await gallery.browser.newContext();
    const own = new URL(gallery.address).origin;
    // Nothing but our own assets is asked for; these answer at once.
    await context.route((url) => url.origin !== own, (route) => {
      found.push(`asks for ${route.request().url()}`);
      return route.abort();
    });
    const page = await context.newPage();
    let name;
    page.on("dialog", (dialog) => {
      found.push(`${name}: ${dialog.message()}`);
      return dialog.dismiss();
    });
    page.on("console", (line) => line.type() === "error" && found.push(`${name}: ${line.text()}`));
    page.on("pageerror", (error) => found.push(`${name}: ${error}`));
    for (name = rest.pop(); name; name = rest.pop()) {
      await page.goto(`${gallery.address}/kept/${name}`);
      await page.mouse.move(400, 400); // handlers of the pointer
    }
    await context.close();
  };
  await Promise.all([worker(), worker()]);
  assert.deepEqual(found, []);
});
