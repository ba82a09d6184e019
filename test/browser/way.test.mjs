// One application goes the whole way, as the people concerned see it: from the
// form with mistakes to the end of the test window (B2, B6, C1 to C6, D1, D2, D12).
// The applicant has no mouse (E4).
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { pdf } from "./files.mjs";
import { keyboard } from "./hands.mjs";
import { watch } from "./look.mjs";
import { freshCode, mailTo, openBrowser, person, portal, run, signIn } from "./stack.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const service = `線上信用貸款 ${run}`;
const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Taipei" }).format(new Date());

let browser, officer, keys, bureau, ops, moda, number, windowEnd;
before(async () => {
  browser = await openBrowser();
  const enter = async (login) => watch(await signIn(await browser.newContext(), person(login)));
  officer = await enter("officer01");
  keys = keyboard(officer);
  bureau = await enter("bureau01");
  ops = await enter("opsteam01");
  moda = await enter("moda01");
});
after(() => browser?.close());

const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const link = (name, exact = true) => officer.getByRole("link", { name, exact }).first();
const button = (name) => officer.getByRole("button", { name, exact: true });
const faults = (page) => page.getByRole("region", { name: /個問題需要修正/ });
const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();

// Asks for something as the page's own scripts could.
const fetched = (page, url, method = "GET") =>
  page.evaluate(async ([url, method]) => {
    const answer = await fetch(url, { method });
    return { status: answer.status, text: await answer.text() };
  }, [url, method]);

// Opens the case once it is this party's turn.
async function myTurn(page) {
  assert.ok(number, "the application was sent");
  for (let n = 0; n < 360; n++) {
    await page.goto(`${portal}/cases/${number}`);
    if (await page.getByRole("group", { name: "審核" }).count()) return page.look("申請單，輪到我審核");
    await page.waitForTimeout(250);
  }
  assert.fail("it is never this party's turn");
}

test("B6 a form with mistakes says all of them and loses nothing", async () => {
  await officer.goto(portal + "/services");
  await officer.look("線上服務列表");
  await keys.press(link("新增線上服務"));
  await heading(officer, "新增線上服務");
  await officer.look("新增線上服務");
  await keys.press(officer.getByRole("main").getByRole("button").first());
  await heading(officer, "服務提供者申請單");
  await officer.look("申請單的各部分");
  await keys.press(link("連線"));
  await keys.write(officer.getByLabel("線上申辦服務網址"), "http://loan.example.com.tw/ apply");
  await keys.write(officer.getByLabel("服務跳轉網址"), "https://127.0.0.1/back");
  await keys.write(officer.getByLabel("SP-API對應IP 第 1 列"), "10.0.0.1");
  await keys.write(officer.getByRole("group", { name: /測試IP位置/ }).getByRole("textbox"), "1.2.3");
  await keys.press(button("儲存並繼續"));
  const summary = faults(officer);
  await summary.waitFor();
  assert.ok(await summary.evaluate((box) => box.contains(document.activeElement)), "focus is on the summary");
  assert.match(await officer.title(), /^錯誤：/);
  const told = await summary.getByRole("link").count();
  assert.ok(told >= 5, `${told} faults are told`);
  assert.equal(await officer.getByText(/^錯誤：/).count(), told);
  assert.equal(await officer.getByLabel("線上申辦服務網址").inputValue(), "http://loan.example.com.tw/ apply");
  assert.equal(await officer.getByLabel("SP-API對應IP 第 1 列").inputValue(), "10.0.0.1");
  await officer.look("連線，有錯誤");
  await keys.press(summary.getByRole("link").first());
  assert.equal(await officer.evaluate(() => document.activeElement.value), "http://loan.example.com.tw/ apply");
  await officer.goBack(); // the page is asked anew and still has what was typed
  await heading(officer, "連線");
  assert.equal(await officer.getByLabel("SP-API對應IP 第 1 列").inputValue(), "10.0.0.1");
});

test("B2 B8 E4 the application is filled in and sent, by keyboard alone", async () => {
  const host = "https://loan.sample-bank.com.tw";
  await keys.write(officer.getByLabel("線上申辦服務網址"), host + "/apply");
  await keys.write(officer.getByLabel("服務跳轉網址"), host + "/back");
  await keys.write(officer.getByLabel(/^F?\.?SP-API網址$/), host + ":8443/sp-api");
  await keys.write(officer.getByLabel("SP-API對應IP 第 1 列"), "203.66.41.10");
  await keys.write(officer.getByLabel(/之主機IP位址 第 1 列/), "203.66.41.20");
  const hosts = officer.getByRole("group", { name: /之主機IP位址/ });
  for (let n = 0; n < 2; n++) await keys.press(hosts.getByRole("button", { name: "增加輸入IP欄位" }));
  const focused = (field) => field.evaluate((element) => element === document.activeElement);
  assert.ok(await focused(officer.getByLabel(/之主機IP位址 第 3 列/)), "a new row has the focus");
  await keys.press(hosts.getByRole("button", { name: /移除.*第 3 列/ }));
  assert.ok(await focused(officer.getByLabel(/之主機IP位址 第 2 列/)), "and the one before it, once it is gone");
  await keys.write(officer.getByLabel(/之主機IP位址 第 2 列/), "2001:b030:1::20");
  await keys.write(officer.getByRole("group", { name: /測試IP位置/ }).getByRole("textbox"), "203.66.41.30");
  await keys.press(button("儲存並繼續"));
  await heading(officer, "安全與客服");
  await keys.write(officer.getByLabel(/客服專線$/), "02-2380-1234");
  await keys.tick(officer.getByLabel("模式一"));
  await officer.look("安全與客服");
  await keys.press(button("儲存並繼續"));
  await heading(officer, "預覽");
  await keys.press(link("服務提供者申請單"));
  await keys.press(link("基本資料"));
  await keys.choose(officer.getByLabel("服務類別"), "消費金融");
  await keys.write(officer.getByLabel("服務名稱"), service);
  await keys.tick(officer.getByLabel(/^否/));
  await keys.press(button("選擇檔案 服務說明文件"));
  await heading(officer, "上傳檔案");
  await keys.handIn(officer.getByLabel("選擇檔案"), { name: "說明.pdf", mimeType: "application/pdf", buffer: pdf() });
  await keys.press(button("上傳"));
  await officer.getByText("檢查通過").first().waitFor({ timeout: 60_000 });
  await keys.press(link("回「基本資料」", false));
  await heading(officer, "基本資料");
  await officer.look("基本資料");
  await keys.press(button("儲存並繼續"));
  await heading(officer, "期間");
  await keys.writeDay(officer.getByLabel("測試日期"), today);
  await officer.look("期間");
  await keys.press(button("儲存並繼續"));
  await heading(officer, "項目說明");
  await keys.write(officer.getByRole("textbox", { name: /服務目的與內容/ }), "民眾申請貸款時，經同意提供戶籍資料。");
  await keys.tick(officer.getByLabel("個人資料申辦"));
  await keys.press(officer.locator("summary", { hasText: "內政部戶政司" }));
  await keys.tick(officer.getByLabel("個人戶籍資料"));
  await officer.look("項目說明");
  await keys.press(button("儲存並繼續"));
  await heading(officer, "連線");
  await keys.press(link("服務提供者申請單"));
  await keys.press(link("預覽", false));
  await heading(officer, "預覽");
  await officer.look("預覽");
  await keys.press(button("送出"));
  await heading(officer, "服務申請單(測試)");
  number = (await officer.getByRole("status").textContent()).match(/B\d{10}/)[0];
  await officer.look("送出後的申請單");
  await officer.goBack();
  await officer.waitForURL(/\/cases\//);
});

test("C1 C2 F3 a return with a note comes back corrected under its number", async () => {
  await bureau.goto(portal + "/cases");
  await bureau.look("待我審核");
  await myTurn(bureau);
  await bureau.getByLabel("退回", { exact: true }).check();
  await bureau.getByLabel("審核意見", { exact: true }).fill("請確認測試來源。");
  await bureau.getByRole("combobox").first().selectOption({ label: "測試IP位置" });
  await bureau.getByLabel("第 1 個欄位的意見").fill("請改用貴行固定位址。");
  await press(bureau, "送出");
  await bureau.look("審核確認");
  await bureau.getByRole("main").getByRole("button").first().click();
  await bureau.getByRole("status").waitFor();
  const mail = await mailTo(person("officer01").email, "申請單退回補正", number);
  assert.match(mail.Text, new RegExp(number));
  assert.match(mail.Text, /請改用貴行固定位址。/);
  await officer.goto(`${portal}/cases/${number}`);
  await officer.look("退回補正的申請單");
  await keys.press(officer.getByRole("link", { name: /修正/ }).first());
  await heading(officer, "修正申請單");
  await officer.look("修正申請單");
  await keys.press(link("連線"));
  await officer.getByText("請改用貴行固定位址。").waitFor();
  await keys.write(officer.getByRole("group", { name: /測試IP位置/ }).getByRole("textbox"), "203.66.41.31");
  await keys.press(button("儲存並繼續"));
  await heading(officer, "安全與客服");
  await officer.goto(`${portal}/cases/${number}/edit/preview`);
  await officer.look("修正的預覽");
  await keys.press(button("重新送出"));
  await officer.getByRole("status").getByText(number).waitFor();
});

test("C6 four reviews by four people, one by the link out of the mail", async () => {
  await myTurn(bureau);
  await bureau.getByText("203.66.41.30").waitFor();
  await approve(bureau);

  const { Text } = await mailTo(person("opsteam02").email, "申請單待審核", number);
  assert.match(Text, new RegExp(number));
  const link = Text.match(/http\S+\/a\/\S+/)[0];
  const scanner = watch(await (await browser.newContext()).newPage());
  await scanner.goto(link);
  await scanner.look("審核連結");
  for (let n = 0; n < 20; n++) assert.equal((await fetched(scanner, link, n % 2 ? "HEAD" : "GET")).status, 200);
  const mailed = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await mailed.goto(link);
  await mailed.getByLabel("同意", { exact: true }).check();
  await mailed.getByLabel("驗證碼").fill("000000");
  await press(mailed, "送出");
  await faults(mailed).waitFor();
  assert.ok(await mailed.getByLabel("同意", { exact: true }).isChecked());
  await mailed.getByLabel("驗證碼").fill(await freshCode(person("opsteam02").totp_secret));
  await press(mailed, "送出");
  await mailed.getByText("同意").first().waitFor();
  assert.match(mailed.url(), /\/done$/);
  assert.equal((await fetched(scanner, link)).status, 410);
  await scanner.reload();
  await scanner.look("用過的審核連結");

  await myTurn(bureau);
  await bureau.getByLabel("同意", { exact: true }).check();
  await press(bureau, "送出");
  await faults(bureau).getByText("發文字號").waitFor();
  await bureau.look("發文關卡，缺日期與字號");
  await bureau.getByLabel("發文日期").fill(today);
  await bureau.getByLabel("發文字號").fill("銀局字第1150000001號");
  await approve(bureau);

  await myTurn(moda);
  await moda.getByText("銀局字第1150000001號").first().waitFor();
  await moda.getByLabel("同意", { exact: true }).check();
  await moda.getByLabel("已收到函文").check();
  await approve(moda);
});

// Agrees by keyboard alone and confirms.
async function approve(page) {
  const keys = keyboard(page);
  await keys.tick(page.getByLabel("同意", { exact: true }));
  await keys.press(page.getByRole("button", { name: "送出", exact: true }));
  await heading(page, "確認審核結果");
  await keys.press(page.getByRole("button", { name: "送出", exact: true }));
  await page.getByRole("status").waitFor();
}

test("D1 D12 the approved service has its window and its firewall rules", async () => {
  const mail = await mailTo(person("officer01").email, "申請測試審核通過通知", number);
  assert.match(mail.Text, new RegExp(service));
  await officer.goto(portal + "/services");
  await officer.getByRole("row", { name: new RegExp(service) }).getByRole("link", { name: /編輯/ }).click();
  await officer.look("編輯線上服務");
  const text = await officer.getByRole("main").textContent();
  assert.match(text, /測試中/);
  windowEnd = text.match(new RegExp(`${today}\\D+(\\d{4}-\\d{2}-\\d{2})`))[1];
  await officer.goto(`${portal}/cases/${number}/history`);
  await officer.look("審核歷程");
  await officer.goto(`${portal}/cases/${number}/print`);
  await officer.look("申請單列印");
  await ops.goto(portal + "/firewall");
  await ops.look("防火牆規則");
  for (const address of ["203.66.41.10", "2001:b030:1::20", "203.66.41.31"])
    assert.ok((await ops.getByRole("main").textContent()).includes(address), address);
  const { text: json } = await fetched(ops, portal + "/firewall/test.json");
  const { text: nft } = await fetched(ops, portal + "/firewall/test.nft");
  for (const file of [json, nft]) assert.ok(file.includes("203.66.41.31") && !file.includes("203.66.41.30"));
});

test("D2 the window ends: the firewall is closed and the applicant told", async () => {
  const end = new Date(`${windowEnd}T24:00:00+08:00`);
  execFileSync("go", ["run", "./test/tick", "-at", end.toISOString().replace(".000", "")], { cwd: root });
  const mail = await mailTo(person("officer01").email, "測試期限已到期", number);
  assert.match(mail.Text, new RegExp(service));
  const rulesAt = async (moment) => {
    await ops.goto(portal + "/firewall");
    await ops.getByLabel("時間（臺北）").fill(moment);
    await ops.getByRole("main").getByRole("button").first().click();
    return ops.getByRole("main").textContent();
  };
  const last = await rulesAt(`${windowEnd} 23:59`);
  assert.match(last, /203\.66\.41\.31/);
  await ops.look("防火牆規則，最後一刻");
  const next = new Date(end.getTime() + 9 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
  const closed = await fetched(ops, `${portal}/firewall/test.json?at=${encodeURIComponent(next)}`);
  assert.equal(closed.status, 200);
  assert.ok(!closed.text.includes("203.66.41.31"));
});

test("another organisation finds nothing", async () => {
  const stranger = await signIn(await browser.newContext(), person("union01"));
  for (const path of ["", "/history", "/print", "/withdraw", "/edit"])
    assert.equal((await stranger.goto(`${portal}/cases/${number}${path}`)).status(), 404, path);
});
