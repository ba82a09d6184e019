// The authority's letter with its scan, from the decision form to the ministry
// (C4). The case is the seed's.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pdf, saved } from "./files.mjs";
import { watch } from "./look.mjs";
import { openBrowser, person, portal, signIn } from "./stack.mjs";

const name = "線上信用貸款申請";
const scan = { name: "發文 掃描.pdf", mimeType: "application/pdf", buffer: pdf() };

let browser, number;
before(async () => (browser = await openBrowser()));
after(() => browser?.close());

const enter = async (login) => watch(await signIn(await browser.newContext(), person(login)));
const press = (page, button) => page.getByRole("button", { name: button, exact: true }).click();

// Opens the case once it is this person's turn.
async function myTurn(page) {
  for (let n = 0; n < 240; n++) {
    await page.goto(`${portal}/cases/${number}`);
    if (await page.getByRole("group", { name: "審核" }).count()) return;
    await page.waitForTimeout(500);
  }
  assert.fail("it is never this party's turn");
}

async function approve(page) {
  await page.getByRole("radio", { name: "同意", exact: true }).check();
  await press(page, "送出");
  await page.getByRole("heading", { level: 1, name: "確認審核結果" }).waitFor();
  await page.look("發文：確認");
  await press(page, "送出");
  await page.getByRole("status").getByText("「同意」已送出").waitFor();
}

test("C4 the scan is handed in from the decision form, and nothing typed is lost", async () => {
  const bureau = await enter("bureau01");
  await bureau.goto(portal + "/cases");
  number = (await bureau.getByRole("row", { name: new RegExp(name) }).first().textContent()).match(/B\d{10}/)[0];
  await myTurn(bureau);
  await approve(bureau);
  const ops = await enter("opsteam01");
  await myTurn(ops);
  await approve(ops);

  await myTurn(bureau);
  await bureau.getByRole("radio", { name: "同意", exact: true }).check();
  await bureau.getByLabel("發文日期").fill("2026-11-20");
  await bureau.getByLabel("發文字號").fill("銀局（控）字第 11500001234 號");
  await bureau.getByLabel("審核意見", { exact: true }).fill("隨函附送掃描檔。");
  await bureau.look("發文：填寫");
  await press(bureau, "選擇檔案 公文掃描檔");
  await bureau.getByRole("heading", { level: 1, name: "上傳檔案" }).waitFor();
  await bureau.look("發文：選擇掃描檔");
  await bureau.getByLabel("選擇檔案").setInputFiles(scan);
  await press(bureau, "上傳");
  await bureau.getByText("檔案已經可以隨公文登錄").waitFor({ timeout: 60_000 });
  await bureau.look("發文：掃描檔檢查通過");
  await bureau.getByRole("link", { name: /^回「申請單/ }).first().click();
  await bureau.getByText("發文 掃描.pdf").first().waitFor();
  assert.equal(await bureau.getByLabel("發文字號").inputValue(), "銀局（控）字第 11500001234 號");
  assert.equal(await bureau.getByLabel("審核意見", { exact: true }).inputValue(), "隨函附送掃描檔。");
  await bureau.look("發文：附上掃描檔");
  await approve(bureau);
});

test("C4 the ministry sees the letter, fetches its scan and confirms receipt", async () => {
  const moda = await enter("moda01");
  await myTurn(moda);
  await moda.look("發文：數位發展部檢視");
  const file = await saved(moda, moda.getByRole("link", { name: scan.name }).first());
  assert.equal(file.name, scan.name);
  assert.ok(file.content.equals(scan.buffer), "the very bytes that were handed in");
  await moda.getByRole("radio", { name: "同意", exact: true }).check();
  await moda.getByLabel("已收到函文").check();
  await approve(moda);
});
