// 申請單列印 on paper: the pages a printer gets (ui.md).
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { getDocumentProxy } from "unpdf";
import { openGallery } from "./gallery.mjs";
import { keptIn } from "./kept.mjs";

const prints = keptIn(process.env.PAGES).filter((name) => /^cases-number-print-200/.test(name));

let gallery;
before(async () => {
  gallery = await openGallery(process.env.PAGES);
});
after(() => gallery?.close());

// The sheets of a printed page: their size in points and what is written on them.
async function sheets(name) {
  const page = await gallery.browser.newPage();
  await page.goto(`${gallery.address}/kept/${name}`);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await page.close();
  if (process.env.SHOTS) {
    mkdirSync(process.env.SHOTS, { recursive: true });
    writeFileSync(join(process.env.SHOTS, name.replace(/html$/, "pdf")), pdf);
  }
  const document = await getDocumentProxy(new Uint8Array(pdf));
  return Promise.all(Array.from({ length: document.numPages }, async (_, n) => {
    const sheet = await document.getPage(n + 1);
    const { items } = await sheet.getTextContent();
    return { size: sheet.view.slice(2).map(Math.round), text: items.map(({ str }) => str).join("").normalize("NFKC") }; // fonts give radicals for characters
  }));
}

test("B9 an application is printed on A4, with its number and the page's on every sheet", async () => {
  assert.ok(prints.length > 0, "no printed application was kept");
  for (const name of prints) {
    const all = await sheets(name);
    const [number] = /[ABCD]\d{10,}(-\d+)?/.exec(all[0].text) ?? assert.fail(`${name}: no number on the first sheet`);
    all.forEach(({ size, text }, n) => {
      const where = `${name}, sheet ${n + 1}`;
      assert.deepEqual(size, [595, 842], where);
      assert.ok(text.includes(number), `${where}: no ${number} in ${text}`);
      assert.match(text.replaceAll(" ", ""), new RegExp(`第${n + 1}頁.共${all.length}頁`), where);
      assert.doesNotMatch(text, /登出|後臺帳號管理|隱私權保護政策/, where);
    });
  }
});
