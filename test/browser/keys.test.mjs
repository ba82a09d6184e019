// Keys of the REST API (F10), and the pages on which ops keeps the terms (A1).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ask, shownKey } from "./api.mjs";
import { watch } from "./look.mjs";
import { openBrowser, person, portal, run, signIn } from "./stack.mjs";

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

const heading = (page, name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();

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
  const token = await shownKey(page);
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
