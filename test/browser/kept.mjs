// The pages and mails that tests have left in a folder, without those that show
// nothing another page of the same route does not show as well.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// parts are the kinds of element in a page: h2.panel-title, button.secondary …
const parts = (html) => [...new Set([...html.matchAll(/<([a-z][a-z0-9]*)([^>]*)>/g)].map(([, tag, rest]) => `${tag}.${/class="([^"]*)"/.exec(rest)?.[1] ?? ""}`))];

// Name is <route>-<status>-<make-up>.html: see pkg/web/harness_keep_test.go.
export function keptIn(folder) {
  const routes = {};
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".html")).sort()) {
    (routes[name.replace(/-[0-9a-f]{8}\.html$/, "")] ??= []).push({ name, parts: parts(readFileSync(join(folder, name), "utf8")) });
  }
  return Object.values(routes).flatMap((pages) => {
    const shown = new Set();
    return pages.sort((a, b) => b.parts.length - a.parts.length).filter((page) => {
      const adds = page.parts.some((part) => !shown.has(part));
      page.parts.forEach((part) => shown.add(part));
      return adds;
    });
  }).map(({ name }) => name).sort();
}
