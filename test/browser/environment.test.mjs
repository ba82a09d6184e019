// 系統環境主機及網址資訊 (E5) with the samples the seed has published, and the search
// from the header (B9).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { watch } from "./look.mjs";
import { openBrowser, person, portal, signIn } from "./stack.mjs";

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

test("E5 an officer reads the hosts and downloads a sample in OpenDocument", async () => {
  const page = watch(await signIn(await browser.newContext({ acceptDownloads: true }), person("officer02")));
  await page.goto(portal + "/environment");
  await page.look("系統環境主機及網址資訊");
  for (const name of ["測試檢核表.odt", "試辦報告.odt"]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name, exact: true }).click()]);
    assert.equal(download.suggestedFilename(), name);
    const parts = [];
    for await (const part of await download.createReadStream()) parts.push(part);
    assert.match(Buffer.concat(parts).subarray(30, 90).toString("latin1"), /^mimetypeapplication\/vnd\.oasis\.opendocument\.text/);
  }
});

test("E5 ops sees what it keeps, B9 finds a service from the header", async () => {
  const page = watch(await signIn(await browser.newContext(), person("opsteam01")));
  await page.goto(portal + "/environment");
  await page.getByRole("link", { name: "編輯主機與網址" }).click();
  await page.look("編輯主機與網址");
  await page.getByLabel("單號、服務或機關名稱").fill("線上信用貸款申");
  await page.getByRole("button", { name: "全站搜尋" }).click();
  await page.getByRole("link", { name: "申請單歷程 線上信用貸款申請" }).waitFor();
  await page.look("搜尋");
  await page.getByRole("link", { name: "申請單歷程 線上信用貸款申請" }).click();
  await page.getByText("首次申請").waitFor();
  await page.look("申請單歷程");
});
