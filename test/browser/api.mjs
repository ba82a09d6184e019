// The REST API (F10), as a system asks it.
import { portal } from "./stack.mjs";

// The key on the page that shows it once.
export const shownKey = async (page) => (await page.textContent("main")).match(/mydata-key\.\S+?\.[\w-]+/)[0];

// What the API answers; the browser asks, since it resolves the portal's name. With
// a report it is told something.
export const ask = (page, token, path, report) => page.evaluate(async ([url, authorization, body]) => {
  const answer = await fetch(url, { method: body ? "POST" : "GET", body, headers: { authorization }, credentials: "omit" });
  return { status: answer.status, type: answer.headers.get("content-type"), body: await answer.json() };
}, [`${portal}/api/v1${path}`, `Bearer ${token}`, report && JSON.stringify(report)]);
