// Without script, and without a mouse: the application and a decision (E4).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { keyboard } from "./hands.mjs";
import { freshCode, openBrowser, person, portal, run, signIn } from "./stack.mjs";

const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Taipei" }).format(new Date());
let browser, number;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

test("E4 B5 an application is filled in and sent without script", async () => {
  const page = await signIn(await browser.newContext({ javaScriptEnabled: false }), person("officer02"));
  await page.goto(portal + "/services/new");
  await page.getByRole("main").getByRole("button").first().click();
  await page.getByRole("link", { name: "基本資料", exact: true }).click();
  await page.getByLabel("服務類別").selectOption({ label: "消費金融" });
  await page.getByLabel("服務名稱").fill(`無指令碼 ${run}`);
  await page.getByRole("textbox", { name: "服務連結" }).fill("https://plain.sample-bank.com.tw/");
  await press(page, "儲存並繼續");
  await page.getByLabel("測試日期").fill(today);
  await press(page, "儲存並繼續");
  await page.getByLabel("服務目的與內容").fill("第一段\n\n- 一項\n- 二項");
  await page.getByLabel("個人資料申辦").check();
  await page.getByText("內政部戶政司").click();
  await page.getByLabel("個人戶籍資料").check();
  await press(page, "儲存並繼續");
  await page.getByLabel("線上申辦服務網址").fill("https://plain.sample-bank.com.tw/a");
  await page.getByLabel("服務跳轉網址").fill("https://plain.sample-bank.com.tw/b");
  await page.getByLabel(/^F?\.?SP-API網址$/).fill("https://plain.sample-bank.com.tw/c");
  await page.getByLabel("SP-API對應IP 第 1 列").fill("203.66.42.1");
  const tests = page.getByRole("group", { name: /測試IP位置/ });
  await tests.getByRole("textbox").fill("203.66.42.3");
  await tests.getByRole("button", { name: "增加輸入IP欄位" }).click();
  await tests.getByRole("textbox").nth(1).fill("203.66.42.4");
  assert.equal(await page.getByLabel("SP-API對應IP 第 1 列").inputValue(), "203.66.42.1");
  await tests.getByRole("button", { name: /移除/ }).first().click();
  assert.equal(await tests.getByRole("textbox").inputValue(), "203.66.42.4");
  await page.getByLabel(/之主機IP位址 第 1 列/).fill("203.66.42.2");
  await page.getByLabel(/之主機IP位址 第 1 列/).press("Enter"); // the default act: save and go on
  await page.getByLabel(/客服專線$/).fill("02-2380-1234");
  await page.getByLabel("模式一").check();
  await press(page, "儲存並繼續");
  await page.goto(page.url().replace(/\/[a-z]+$/, "/preview"));
  await press(page, "送出");
  number = (await page.getByRole("status").textContent()).match(/B\d{10}/)[0];
});

test("E4 C1 a reviewer signs in and decides by keyboard alone", async () => {
  const { account, password, totp_secret: secret } = person("bureau02");
  const page = await (await browser.newContext()).newPage();
  const keys = keyboard(page);
  await page.goto(portal + "/signin");
  await keys.press(page.getByRole("link", { name: "跳到主要內容" })); // a way past the head of the page
  await keys.write(page.getByLabel("帳號"), account);
  await keys.write(page.getByLabel("密碼", { exact: true }), password);
  await page.keyboard.press("Enter");
  for (let tries = 0; tries < 4; tries++) {
    await keys.write(page.getByLabel("驗證碼"), await freshCode(secret));
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    if ((await page.locator("h1").textContent()) === "首頁") break;
  }
  await keys.press(page.getByRole("link", { name: /資料審核/ }).first());
  for (let n = 0; n < 360 && !(await page.getByRole("link", { name: number }).count()); n++) {
    await page.waitForTimeout(250);
    await page.reload();
  }
  await keys.press(page.getByRole("link", { name: number, exact: true }));
  await page.getByRole("heading", { level: 1, name: "服務申請單" }).waitFor();
  await keys.tick(page.getByLabel("同意", { exact: true }));
  await keys.write(page.getByLabel("審核意見", { exact: true }), "同意測試。");
  await keys.press(page.getByRole("button", { name: "送出", exact: true }));
  await page.getByRole("heading", { level: 1, name: "確認審核結果" }).waitFor();
  await keys.press(page.getByRole("button", { name: "送出", exact: true }));
  await page.getByRole("status").waitFor();
  assert.match(await page.textContent("main"), /同意測試。/);
});
