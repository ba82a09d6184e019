// A reviewer's morning: what waits, a case returned by keyboard alone, one
// refused, one approved from the mail (C1, C2, C6, F3, F7). The cases are the
// seed's.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { keyboard } from "./hands.mjs";
import { watch } from "./look.mjs";
import { freshCode, mailTo, openBrowser, person, portal, signIn } from "./stack.mjs";

const returned = "預借現金申請", refused = "青年創業貸款", approved = "汽車貸款申請";
const numbers = {};

let browser, reviewer;
before(async () => {
  browser = await openBrowser();
  reviewer = watch(await signIn(await browser.newContext(), person("bureau02")));
});
after(() => browser?.close());

const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const row = (name) => reviewer.getByRole("row", { name: new RegExp(name) });

test("F7 the queue says what waits and for how long", async () => {
  await reviewer.getByRole("link", { name: /資料審核/ }).first().click();
  await reviewer.getByRole("heading", { level: 1, name: "資料審核" }).waitFor();
  for (const name of [returned, refused, approved]) {
    const text = await row(name).first().textContent();
    assert.match(text, /\d+ 天/, `${name}: age`);
    numbers[name] = text.match(/B\d{10}/)[0];
  }
  await reviewer.look("早上：待我審核");
});

test("C2 F3 E4 a case is returned with a note at a field, by keyboard alone", async () => {
  const keys = keyboard(reviewer);
  const send = reviewer.getByRole("button", { name: "送出", exact: true });
  await keys.press(row(returned).first().getByRole("button", { name: /^認領/ }));
  await reviewer.getByRole("status").getByText("認領").first().waitFor();
  await keys.press(row(returned).first().getByRole("link", { name: numbers[returned], exact: true }));
  await reviewer.getByText(`目前由「機關單位 – 銀行局」審核`).first().waitFor();
  await reviewer.look("早上：申請單");
  await keys.press(reviewer.getByRole("link", { name: "前往審核" }));
  await keys.tick(reviewer.getByRole("radio", { name: "退回", exact: true }));
  const about = reviewer.getByLabel("第 1 個欄位", { exact: true });
  const field = await about.evaluate((select) => select.options[2].label);
  await keys.choose(about, field);
  await keys.write(reviewer.getByLabel("第 1 個欄位的意見"), "請用貴行對外的正式名稱。");
  await keys.write(reviewer.getByLabel("審核意見", { exact: true }), "請依欄位意見補正。");
  await reviewer.look("早上：填寫退回");
  await keys.press(send);
  await reviewer.getByRole("heading", { level: 1, name: "確認審核結果" }).waitFor();
  await reviewer.look("早上：確認退回");
  await keys.press(send);
  await reviewer.getByRole("status").getByText("「退回」已送出").waitFor();
  const mail = await mailTo(person("officer01").email, "申請單退回補正", numbers[returned]);
  assert.ok(mail.Text.includes(field.replace(/^[A-M]\./, "")) && mail.Text.includes("請用貴行對外的正式名稱。"), mail.Text);
});

test("C1 the next case is refused, and an opinion is asked for", async () => {
  await reviewer.goto(portal + "/cases");
  await row(refused).first().getByRole("link", { name: numbers[refused], exact: true }).click();
  await reviewer.getByRole("radio", { name: "不同意", exact: true }).check();
  await press(reviewer, "送出");
  await reviewer.getByRole("region", { name: /個問題需要修正/ }).getByText("請填寫審核意見").waitFor();
  assert.ok(await reviewer.getByRole("radio", { name: "不同意", exact: true }).isChecked());
  await reviewer.look("早上：不同意，缺意見");
  await reviewer.getByLabel("審核意見", { exact: true }).fill("服務不在本會核准的業務範圍。");
  await press(reviewer, "送出");
  await reviewer.getByRole("heading", { level: 1, name: "確認審核結果" }).waitFor();
  await press(reviewer, "送出");
  await reviewer.getByRole("status").getByText("「不同意」已送出").waitFor();
  await mailTo(person("union01").email, "申請單審核未通過", numbers[refused]);
});

test("C6 trust 5 a third is approved from the mail, whatever scanners did to its link", async () => {
  const { Text } = await mailTo(person("bureau02").email, "申請單待審核", numbers[approved]);
  const link = Text.match(/http\S+\/a\/\S+/)[0];
  const sandbox = await (await browser.newContext()).newPage();
  for (const device of [{}, { javaScriptEnabled: false, userAgent: "Mozilla/5.0 SafeLinks" }]) {
    const page = await (await browser.newContext(device)).newPage();
    for (const at of [link, link + "?utm_source=mail", link]) await page.goto(at, { waitUntil: "load" });
    await page.context().close();
  }
  await sandbox.goto(link);
  for (const answer of ["同意", "不同意", "退回"]) { // a sandbox that presses what there is
    await sandbox.getByRole("radio", { name: answer, exact: true }).check();
    await press(sandbox, "送出");
    await sandbox.getByRole("region", { name: /個問題需要修正/ }).waitFor();
  }
  await sandbox.context().close();

  const reader = watch(await (await browser.newContext()).newPage());
  await reader.goto(link);
  await reader.getByRole("heading", { level: 1, name: `審核 ${numbers[approved]}` }).waitFor();
  await reader.look("早上：信中的連結");
  await reader.getByRole("radio", { name: "同意", exact: true }).check();
  await reader.getByLabel("驗證碼").fill(await freshCode(person("bureau02").totp_secret));
  await press(reader, "送出");
  await reader.getByRole("heading", { level: 1, name: "審核結果已送出" }).waitFor();
  await reader.look("早上：由連結審核完畢");
  assert.deepEqual(await reader.context().cookies(), [], "the link opens no session");
});

test("F4 the queue is done, and each case says how it went", async () => {
  await reviewer.goto(portal + "/cases");
  for (const name of [returned, refused, approved]) assert.equal(await row(name).count(), 0, `${name} waits no more`);
  for (const [name, result] of [[returned, "退回"], [refused, "不通過"], [approved, "通過"]]) {
    await reviewer.goto(`${portal}/cases/${numbers[name]}/history`);
    await reviewer.getByRole("row", { name: /機關單位 – 銀行局/ }).first().getByText(result, { exact: true }).waitFor();
  }
  await reviewer.goto(`${portal}/cases/${numbers[approved]}`);
  await reviewer.getByRole("link", { name: "申請機關的服務與申請單" }).click();
  await reviewer.getByRole("link", { name: numbers[returned], exact: true }).waitFor();
  await reviewer.look("早上：申請機關的服務與申請單");
});
