// Makes a picture of each page and mail in the folder PAGES, at both widths, and
// a page to look through them. make screens calls it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openGallery } from "./gallery.mjs";
import { keptIn } from "./kept.mjs";

const folder = process.env.SHOTS;
const kept = keptIn(process.env.PAGES);
const gallery = await openGallery(process.env.PAGES);
const rest = [...kept];
const worker = async () => {
  const page = await gallery.browser.newPage({ reducedMotion: "reduce" });
  await page.route((url) => url.origin !== new URL(gallery.address).origin, (route) => route.abort());
  for (let name = rest.pop(); name; name = rest.pop()) {
    await page.goto(`${gallery.address}/kept/${name}`);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: join(folder, `${name.replace(/\.html$/, "")}-${width}.png`), fullPage: true });
    }
  }
};
await Promise.all([worker(), worker()]);
await gallery.close();

const rows = kept.map((name) => name.replace(/\.html$/, "")).map((name) =>
  `<h2 id="${name}">${name}</h2>\n${[1280, 390].map((width) => `<img src="${name}-${width}.png" alt="" loading="lazy" width="${width / 2}">`).join("\n")}`);
writeFileSync(join(folder, "index.html"), `<!doctype html><html lang="zh-Hant-TW"><meta charset="utf-8"><title>Screens</title>\n<h1>${kept.length} pages and mails</h1>\n${rows.join("\n")}\n`);
