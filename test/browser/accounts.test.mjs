// Accounts: from the first visit to the last sign-out (A1 to A12).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { keyboard, mouse } from "./hands.mjs";
import { freshCode, mailTo, openBrowser, person, portal, run, signIn } from "./stack.mjs";

const password = "Tr7-kqzm2w";
const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Taipei" }).format(new Date());

let browser, ops;
before(async () => {
  browser = await openBrowser();
  ops = await signIn(await browser.newContext(), person("opsteam01"));
});
after(() => browser?.close());

const heading = (page, name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
const numberOn = async (page, letter) => (await page.textContent("main")).match(new RegExp(`${letter}\\d{10,}`))[0];

// Ops agrees to a case as it stands, where it asks to a new organisation.
async function approve(number) {
  await ops.goto(`${portal}/cases/${number}`);
  for (let n = 0; n < 360 && !(await ops.getByLabel("同意", { exact: true }).isVisible()); n++) {
    await ops.waitForTimeout(250);
    await ops.reload();
  }
  await ops.getByLabel("同意", { exact: true }).check();
  if (await ops.getByLabel("建立新機關").count()) await ops.getByLabel("建立新機關").check();
  await ops.getByRole("button", { name: "送出" }).click();
  await heading(ops, "確認審核結果");
  await ops.getByRole("button", { name: "送出" }).click();
  await ops.getByRole("status").getByText("已送出").waitFor();
}

// Reads the terms, proves the address and describes the organisation.
async function describe(page, hands, address, login) {
  const button = (name) => page.getByRole("button", { name });
  await page.goto(portal + "/start");
  await hands.press(page.getByRole("link", { name: "建立帳號" }).first());
  for (let next; await (next = page.getByRole("link", { name: /繼續閱讀/ })).count(); ) await hands.press(next);
  await hands.tick(page.getByLabel("我已了解並同意"));
  await hands.press(button("確定"));
  await hands.write(page.getByLabel("機關信箱"), address);
  await hands.press(button("送出"));
  await heading(page, "請至信箱收取驗證信");
  const mail = await mailTo(address, "後臺帳號註冊驗證信");
  await page.goto(mail.Text.match(/http\S+\/signup\/activate\S+/)[0]);
  await hands.press(button("啟動帳號"));
  await heading(page, "機關單位基本資料");
  await hands.write(page.getByLabel("機關名稱全銜"), `測試${login}股份有限公司`);
  await hands.tick(page.getByLabel("非公務機關"));
  await hands.tick(page.getByRole("group", { name: "是否民營" }).getByLabel("是"));
  await hands.choose(page.getByLabel("產業別"), "銀行業");
  await hands.write(page.getByLabel("機關承辦人姓名"), "新承辦");
  await hands.write(page.getByLabel("機關承辦人電話"), "02-2380-0000");
  await hands.write(page.getByLabel("機關承辦人帳號"), login);
  await hands.write(page.getByLabel("機關承辦人密碼"), password);
  await hands.write(page.getByLabel("再次確認密碼"), password);
}

// Fills in the five parts of the application and stops at the preview.
async function apply(page, hands) {
  const next = async (then) => {
    await hands.press(page.getByRole("button", { name: "儲存並繼續" }));
    await heading(page, then);
  };
  await hands.press(page.getByRole("link", { name: "基本資料", exact: true }));
  await hands.choose(page.getByLabel("服務類別"), "消費金融");
  await hands.write(page.getByLabel("服務名稱"), `線上開戶 ${run}`);
  await hands.write(page.getByRole("textbox", { name: "服務連結" }), "https://www.newbank.com.tw/open");
  await next("期間");
  await hands.writeDay(page.getByLabel("測試日期"), today);
  await next("項目說明");
  await hands.write(page.getByRole("textbox", { name: /服務目的與內容/ }), "民眾申請開戶時，經身分驗證及同意後提供資料。");
  await hands.tick(page.getByLabel("個人資料申辦"));
  await hands.press(page.locator("summary", { hasText: "內政部戶政司" }));
  await hands.tick(page.getByLabel("個人戶籍資料"));
  await next("連線");
  await hands.write(page.getByLabel("線上申辦服務網址"), "https://www.newbank.com.tw/mydata");
  await hands.write(page.getByLabel("服務跳轉網址"), "https://www.newbank.com.tw/mydata/back");
  await hands.write(page.getByLabel(/^F?\.?SP-API網址$/), "https://api.newbank.com.tw/sp-api");
  await hands.write(page.getByLabel("SP-API對應IP 第 1 列"), "203.66.35.10");
  await hands.write(page.getByLabel(/之主機IP位址 第 1 列/), "203.66.35.20");
  await hands.write(page.getByRole("group", { name: /測試IP位置/ }).getByRole("textbox"), "203.66.35.30");
  await next("安全與客服");
  await hands.write(page.getByLabel(/客服專線$/), "02-12345678");
  await hands.tick(page.getByLabel("模式二"));
  await next("預覽");
}

// Signs in for the first time, which binds an authenticator, and returns what
// signIn takes.
async function firstSignIn(page, hands, address, account, password) {
  const button = (name) => page.getByRole("button", { name, exact: true });
  await page.goto(portal + "/signin");
  await hands.write(page.getByLabel("帳號"), account);
  await hands.write(page.getByLabel("密碼", { exact: true }), password);
  await hands.press(button("登入後臺"));
  await heading(page, "MyData後臺登入身份驗證");
  await hands.press(button("下一步"));
  const mailed = (await mailTo(address, "登入驗證碼")).Text.match(/\b\d{8}\b/)[0];
  await hands.write(page.getByLabel("驗證碼"), mailed);
  await hands.press(button("下一步"));
  const image = page.getByRole("img", { name: /QR/ });
  assert.ok(await image.evaluate((i) => i.decode().then(() => i.naturalWidth > 100)), "the QR code is a picture");
  const secret = (await page.textContent("main")).match(/[A-Z2-7]{4}(?: [A-Z2-7]{4}){7}/)[0].replaceAll(" ", "");
  await hands.write(page.getByLabel("驗證碼"), await freshCode(secret));
  await hands.press(button("驗證"));
  await page.getByText(/^[a-z2-7]{5}-[a-z2-7]{5}$/).first().waitFor();
  assert.equal(await page.getByText(/^[a-z2-7]{5}-[a-z2-7]{5}$/).count(), 10);
  await hands.press(page.getByRole("link", { name: "完成" }));
  await heading(page, "首頁");
  return { account, password, totp_secret: secret, email: address };
}

// The officer of an organisation that signed up, for the tests that follow.
let officer;

for (const javaScriptEnabled of [true, false]) {
  test(`A1–A6: from the entrance to the first signed-in page, ${javaScriptEnabled ? "by keyboard alone" : "without script"}`, async () => {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    const login = `${javaScriptEnabled ? "js" : "plain"}${run}1`;
    const address = `${login}@newbank.com.tw`;
    const hands = javaScriptEnabled ? keyboard(page) : mouse(page);
    const button = (name) => page.getByRole("button", { name, exact: true });
    await describe(page, hands, address, login);
    await hands.press(button("填寫介接申請單"));
    await hands.press(button("開始填寫"));
    await apply(page, hands);
    await hands.press(button("送出"));
    await heading(page, "申請已送出");
    const [account, application] = [await numberOn(page, "D"), await numberOn(page, "B")];
    await ops.goto(`${portal}/cases/${application}`);
    assert.match(await ops.textContent("main"), /等候帳號審核/);
    await approve(account);
    const mail = await mailTo(address, "後臺帳號審核通過");
    assert.match(mail.Text, new RegExp(application));
    officer = await firstSignIn(page, hands, address, login, password);
    await page.goto(`${portal}/cases/${application}`);
    assert.match(await page.textContent("main"), /審核中/);
    await context.close();
  });
}

test("A3: a scanner that opens the activation link twenty times leaves it to its person", async () => {
  const page = await (await browser.newContext()).newPage();
  await describe(page, mouse(page), `scanned${run}@newbank.com.tw`, `scanned${run}1`);
  const again = `scanned${run}b@newbank.com.tw`;
  await page.goto(portal + "/signup/email");
  await page.getByLabel("機關信箱").fill(again);
  await page.getByRole("button", { name: "送出" }).click();
  const link = (await mailTo(again, "後臺帳號註冊驗證信")).Text.match(/http\S+\/signup\/activate\S+/)[0];
  const scanner = await (await browser.newContext()).newPage();
  for (let n = 0; n < 20; n++) await scanner.goto(link);
  await page.goto(link);
  await page.getByRole("button", { name: "啟動帳號" }).click();
  await heading(page, "機關單位基本資料");
});

let sub;

test("A10: a sub-account from the request to its own first sign-in", async () => {
  const login = `sub${run}1`;
  const address = `${login}@newbank.com.tw`;
  const page = await signIn(await browser.newContext(), officer);
  await page.getByRole("link", { name: "後臺帳號管理" }).click();
  await page.getByRole("link", { name: `編輯 ${officer.account}` }).click();
  await page.getByRole("link", { name: "新增副帳號" }).click();
  await page.getByLabel("姓名").fill("新同仁");
  await page.getByLabel("電話").fill("02-2380-0001");
  await page.getByLabel("電子郵件").fill(address);
  await page.getByLabel("帳號", { exact: true }).fill(login);
  await page.getByLabel("服務單位名稱").fill("資訊部");
  await page.getByRole("button", { name: "新增副帳號" }).click();
  await heading(page, "帳號申請單(新增)");
  await approve(await numberOn(page, "D"));
  await page.context().close();
  assert.match((await mailTo(address, "後臺帳號已建立")).Text, /忘記密碼/);
  const own = await (await browser.newContext()).newPage();
  await own.goto(portal + "/forgot");
  await own.getByLabel("帳號").fill(login);
  await own.getByRole("button", { name: "寄送設定密碼信" }).click();
  await own.goto((await mailTo(address, "設定密碼")).Text.match(/http\S+\/reset\S+/)[0]);
  await own.getByLabel("新密碼").fill("Other+pw7");
  await own.getByLabel("再次確認密碼").fill("Other+pw7");
  await own.getByRole("button", { name: "設定密碼" }).click();
  sub = await firstSignIn(own, mouse(own), address, login, "Other+pw7");
  assert.equal(await own.getByRole("link", { name: "後臺帳號管理" }).count(), 0);
  await own.context().close();
});

test("A12: a change of officer ends the open browsers of both", async () => {
  const page = await signIn(await browser.newContext(), officer);
  await page.getByRole("link", { name: "後臺帳號管理" }).click();
  await page.getByRole("link", { name: `編輯 ${officer.account}` }).click();
  await page.getByRole("link", { name: "變更承辦人" }).click();
  await page.getByRole("group", { name: "是否帶入副帳號" }).getByLabel("是", { exact: true }).check();
  await page.getByLabel("請選擇副帳號").selectOption({ label: `新同仁（${sub.account}）` });
  await page.getByRole("button", { name: "帶入副帳號資料" }).click();
  assert.equal(await page.getByLabel("新承辦人帳號").inputValue(), sub.account);
  await page.getByRole("button", { name: "變更承辦人" }).click();
  await heading(page, "帳號申請單(變更承辦人)");
  const heir = await signIn(await browser.newContext(), sub);
  await approve(await numberOn(page, "D"));
  await mailTo(officer.email, "帳號申請審核結果");
  for (const open of [page, heir]) {
    await open.goto(portal + "/cases");
    await heading(open, "MyData管理後臺");
  }
  const anew = await signIn(await browser.newContext(), sub);
  await anew.getByRole("link", { name: "後臺帳號管理" }).click();
  assert.match(await anew.textContent("main"), /資料\/服務管理者/);
  await page.goto(portal + "/signin");
  await page.getByLabel("帳號").fill(officer.account);
  await page.getByLabel("密碼", { exact: true }).fill(officer.password);
  await page.getByRole("button", { name: "登入後臺" }).click();
  await page.getByText("帳號或密碼不正確").first().waitFor();
});
