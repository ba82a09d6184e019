// The pages and mails that tests have left in a folder: the richest of each route
// and status, and what shows a part that none of the richer ones has.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// parts are the kinds of element in a page: h2.panel-title, button.secondary …
const parts = (html) => [...new Set([...html.matchAll(/<([a-z][a-z0-9]*)([^>]*)>/g)].map(([, tag, rest]) => `${tag}.${/class="([^"]*)"/.exec(rest)?.[1] ?? ""}`))];

// Name is <route>-<status>-<make-up>.html: see pkg/web/harness_keep_test.go.
export function keptIn(folder) {
  const pages = readdirSync(folder).filter((file) => file.endsWith(".html"))
    .map((name) => ({ name, route: name.replace(/-[0-9a-f]{8}\.html$/, ""), parts: parts(readFileSync(join(folder, name), "utf8")) }))
    .sort((a, b) => b.parts.length - a.parts.length || a.name.localeCompare(b.name));
  const routes = new Set();
  const shown = new Set();
  const adds = ({ route, parts }) => !routes.has(route) || parts.some((part) => !shown.has(part));
  return pages.filter((page) => {
    const kept = adds(page);
    routes.add(page.route);
    page.parts.forEach((part) => shown.add(part));
    return kept;
  }).map(({ name }) => name).sort();
}
