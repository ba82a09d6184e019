// Keys of the REST API (F10), and the pages on which ops keeps the terms (A1).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { watch } from "./look.mjs";
import { openBrowser, person, portal, run, signIn } from "./stack.mjs";

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

const heading = (page, name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();

// What the API answers; the browser asks, since it resolves the portal's name.
const ask = (page, token, path, report) => page.evaluate(async ([url, authorization, body]) => {
  const answer = await fetch(url, { method: body ? "POST" : "GET", body, headers: { authorization }, credentials: "omit" });
  return { status: answer.status, type: answer.headers.get("content-type"), body: await answer.json() };
}, [`${portal}/api/v1${path}`, `Bearer ${token}`, report && JSON.stringify(report)]);

test("F10: ops makes a key, a system reads by it, and it ends when it is revoked", async () => {
  const page = watch(await signIn(await browser.newContext(), person("opsteam02")));
  await page.goto(portal + "/accounts");
  await page.getByRole("link", { name: "API 金鑰" }).click();
  await heading(page, "API 金鑰");
  const name = `排程 ${run}`;
  await page.getByLabel("金鑰名稱").fill(name);
  await page.getByRole("button", { name: "產生金鑰" }).click();
  await page.look("keys-refused");
  await page.getByLabel("讀取線上服務的狀態與維護時間").check();
  await page.getByRole("button", { name: "產生金鑰" }).click();
  await heading(page, "新的 API 金鑰");
  await page.look("key");
  const token = (await page.textContent("main")).match(/mydata-key\.\S+?\.[\w-]+/)[0];
  const { services } = (await ask(page, token, "/services")).body;
  assert.ok(services.length > 0);
  assert.equal((await ask(page, token, `/services/${services[0].id}`)).body.name, services[0].name);
  assert.equal((await ask(page, token, "/cases")).status, 403);
  assert.equal((await ask(page, "", "/openapi.json")).body.openapi, "3.1.0");

  await page.getByRole("link", { name: "回 API 金鑰" }).click();
  await page.look("keys");
  await page.getByRole("link", { name: `停用 ${name}` }).click();
  await page.look("key-revoke");
  await page.getByRole("button", { name: "確定" }).click();
  await page.getByRole("status").getByText("金鑰已停用").waitFor();
  const refused = await ask(page, token, "/services");
  assert.equal(refused.status, 401);
  assert.match(refused.type, /problem\+json/);
});

test("B10: the platform's monitor reports by its key, and the service's page shows it", async () => {
  const page = watch(await signIn(await browser.newContext(), person("opsteam02")));
  await page.goto(portal + "/keys");
  await page.getByLabel("金鑰名稱").fill(`監控 ${run}`);
  await page.getByLabel("讀取線上服務的狀態與維護時間").check();
  await page.getByLabel("回報線上服務的輪詢狀態").check();
  await page.getByRole("button", { name: "產生金鑰" }).click();
  await heading(page, "新的 API 金鑰");
  const token = (await page.textContent("main")).match(/mydata-key\.\S+?\.[\w-]+/)[0];
  const { id } = (await ask(page, token, "/services")).body.services.find((service) => service.client_id);
  assert.equal((await ask(page, token, `/services/${id}/polling`, { state: "slow" })).status, 400);
  assert.equal((await ask(page, token, `/services/${id}/polling`, { state: "failed" })).body.state_label, "異常");
  await page.goto(`${portal}/services/${id}`);
  await page.getByText(/^異常（.* 起）$/).waitFor();
  await page.look("service-polling");
  assert.equal((await ask(page, token, `/services/${id}/polling`, { state: "ok" })).status, 200);
  assert.equal((await ask(page, token, `/services/${id}/maintenance`)).body.on, false);
});

test("A1: ops looks through the versions of the terms and at a new one before it is published", async () => {
  const page = watch(await signIn(await browser.newContext(), person("opsteam01")));
  await page.goto(portal + "/environment");
  await page.getByRole("link", { name: "條款與政策版本" }).click();
  await page.look("policies");
  await page.getByRole("link", { name: "發布新版本" }).click();
  await page.getByRole("button", { name: "預覽" }).click();
  await page.look("policy-refused");
  const text = page.getByLabel("服務條款與隱私權保護政策");
  await text.fill(`${await text.inputValue()}\n補充一段 ${run}。\n`);
  await page.getByRole("button", { name: "預覽" }).click();
  await heading(page, "預覽新版本");
  await page.look("policy-preview");
});
