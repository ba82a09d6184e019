// Signing in with what one has left: a forgotten password, a code by mail, a
// recovery code, another authenticator; and one's own account (A7, A8, A14, A15).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { transferred, watch } from "./look.mjs";
import { freshCode, mailTo, openBrowser, person, portal, run } from "./stack.mjs";

const someone = { ...person("moda02") };
const another = `Zk-4${run.slice(-4)}.p`;

let browser;
before(async () => (browser = await openBrowser()));
after(() => browser?.close());

const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();
const open = async (options) => watch(await (await browser.newContext(options)).newPage());
const linkIn = async (words) => (await mailTo(someone.email, words)).Text.match(/http\S+\/reset\S+/)[0];

// Gives the password, by keyboard alone.
async function half(page) {
  await page.goto(portal + "/signin");
  await page.getByLabel("帳號").focus();
  await page.keyboard.type(someone.account);
  await page.keyboard.press("Tab");
  await page.keyboard.type(someone.password);
  await page.keyboard.press("Enter");
  await heading(page, "MyData後臺登入身份驗證");
}

async function typeCode(page) {
  for (let tries = 0; tries < 4; tries++) {
    await page.getByLabel("驗證碼", { exact: true }).fill(await freshCode(someone.totp_secret));
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    if ((await page.locator("h1").textContent()) === "首頁") return;
  }
  assert.fail(await page.textContent("main"));
}

// The code of a mail that was not read before.
const read = new Set();
async function mailedCode() {
  for (let n = 0; n < 120; n++, await pause(250)) {
    const mail = await mailTo(someone.email, "登入驗證碼");
    if (read.has(mail.ID)) continue;
    read.add(mail.ID);
    return mail.Text.match(/驗證碼：(\d{8})/)[1];
  }
  assert.fail("no other code came");
}

test("E4 the first page of a visit takes less than 150 kB, the next one less than 25 kB", async () => {
  const page = await open();
  const bytes = async (path) => {
    await page.goto(portal + path, { waitUntil: "networkidle" });
    return (await transferred(page)).bytes;
  };
  const [first, next] = [await bytes("/start"), await bytes("/signin")];
  assert.ok(first > 10_000 && first < 150_000, `${first} bytes`);
  assert.ok(next > 0 && next < 25_000, `${next} bytes`);
});

test("A8 a forgotten password is set by the mailed link, once, whatever a scanner opens", async () => {
  const page = await open();
  await page.goto(portal + "/signin");
  await page.look("signin");
  await page.getByRole("link", { name: "忘記密碼" }).click();
  await page.look("forgot");
  await page.getByLabel("帳號").fill(someone.account);
  await press(page, "寄送設定密碼信");
  await heading(page, "請至信箱收取設定密碼信");
  await page.look("forgot-sent");
  const link = await linkIn("設定密碼");
  const scanner = await open();
  for (let n = 0; n < 20; n++) await scanner.goto(link);
  await page.goto(link);
  await page.look("reset");
  await page.getByLabel("新密碼").fill("Passw0rd!");
  await page.getByLabel("再次確認密碼").fill("Passw0rd");
  await press(page, "設定密碼");
  await page.look("reset-refused");
  assert.equal(await page.getByRole("region", { name: "有 2 個問題需要修正" }).count(), 1);
  await page.getByLabel("新密碼").fill(another);
  await page.getByLabel("再次確認密碼").fill(another);
  await press(page, "設定密碼");
  await page.getByText("密碼已設定，請以新密碼登入。").waitFor();
  someone.password = another;
  await page.goto(link);
  await page.getByText("已經使用過").waitFor();
  await page.look("reset-used");
});

test("A7 after a reset mailed codes wait for the authenticator; then one opens the weaker session", async () => {
  const page = await open();
  await half(page);
  await page.look("code");
  await press(page, "使用E-mail寄送驗證碼");
  await page.getByRole("link", { name: /須先以驗證器登入一次/ }).waitFor();
  await page.look("code-refused");
  await typeCode(page);
  await press(page, "登出");
  await half(page);
  await press(page, "使用E-mail寄送驗證碼");
  await page.getByLabel("驗證碼", { exact: true }).waitFor();
  await page.look("code-mail");
  await page.getByLabel("驗證碼", { exact: true }).fill(await mailedCode());
  await press(page, "驗證");
  await heading(page, "首頁");
  await page.getByRole("link", { name: "我的帳號" }).click();
  await heading(page, "我的帳號");
  await page.look("me-weak");
  assert.equal(await page.getByRole("button", { name: "變更密碼" }).count(), 0);
  await mailTo(someone.email, "帳號安全通知");
});

test("A14, A15 one's own account: other browsers ended, recovery codes renewed, one used for another authenticator", async () => {
  const [page, elsewhere] = [await open(), await open({ javaScriptEnabled: false })];
  await half(page);
  await typeCode(page);
  await page.goto(portal + "/me");
  await page.look("me");
  await page.locator("#renew-code").fill(await freshCode(someone.totp_secret));
  await press(page, "重新產生備用驗證碼");
  await page.getByRole("heading", { name: "請保存備用驗證碼" }).waitFor();
  await page.look("recovery");
  const codes = await page.locator(".recovery li").allTextContents();
  assert.equal(new Set(codes).size, 10);

  await half(elsewhere);
  await elsewhere.getByRole("link", { name: "使用備用驗證碼" }).click();
  await elsewhere.getByLabel("備用驗證碼").fill(codes[0].toUpperCase());
  await elsewhere.getByRole("button", { name: "驗證", exact: true }).click();
  await heading(elsewhere, "首頁");
  await page.goto(portal + "/me");
  await page.getByRole("button", { name: /^登出裝置/ }).first().click();
  await page.getByText("該裝置已登出。").waitFor();

  const anew = await open();
  await half(anew);
  await anew.getByRole("link", { name: "遺失驗證器" }).click();
  await heading(anew, "遺失驗證器");
  await anew.look("lost");
  await anew.getByLabel("備用驗證碼").fill(codes[1]);
  await press(anew, "以備用驗證碼重新綁定");
  await anew.look("bind-app");
  await press(anew, "下一步");
  await anew.getByRole("heading", { name: "確認信箱" }).waitFor();
  await anew.look("bind-mail");
  await anew.getByLabel("驗證碼", { exact: true }).fill(await mailedCode());
  await press(anew, "下一步");
  await anew.getByRole("heading", { name: "請掃描QR code進行綁定" }).waitFor();
  await anew.look("bind-scan");
  someone.totp_secret = (await anew.locator(".binding-secret").textContent()).replaceAll(" ", "");
  await anew.getByLabel("驗證碼", { exact: true }).fill(await freshCode(someone.totp_secret));
  await press(anew, "驗證");
  await anew.getByRole("link", { name: "完成" }).click();
  await heading(anew, "首頁");
  await page.goto(portal + "/me");
  assert.equal(await page.locator("h1").textContent(), "MyData管理後臺", "the old browser's session has ended");
});
