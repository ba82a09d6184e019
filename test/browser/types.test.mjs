// The other two application types: a data set and a counter service from the form
// to their approval, the data set then chosen for a service; and the same forms
// without script (B1, D14).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { watch } from "./look.mjs";
import { mailTo, openBrowser, person, portal, run, signIn } from "./stack.mjs";

const set = `存款餘額 ${run}`;
const second = `放款餘額 ${run}`;
const counter = `臨櫃開戶 ${run}`;
const day = (ahead) => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Taipei" }).format(Date.now() + ahead * 86_400_000);

let browser, officer, plain, bureau, ops, moda;
before(async () => {
  browser = await openBrowser();
  const enter = async (login, options) => watch(await signIn(await browser.newContext(options), person(login)));
  officer = await enter("officer01");
  plain = await enter("officer02", { javaScriptEnabled: false });
  plain.look = async () => {}; // axe needs script
  bureau = await enter("bureau01");
  ops = await enter("opsteam01");
  moda = await enter("moda01");
});
after(() => browser?.close());

const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();

// Begins an application from its list.
async function begin(page, list, button, title) {
  await page.goto(portal + list);
  await page.look(`清單 ${list.slice(1)}`);
  await page.getByRole("link", { name: button }).click();
  await page.look(button);
  await press(page, "開始填寫");
  await heading(page, title);
  await page.look(`${title}的各部分`);
}

// Fills in a row of codes and Chinese names.
async function pair(group, n, code, name) {
  await group.getByLabel(new RegExp(`代碼 第 ${n} 列$`)).fill(code);
  await group.getByLabel(`中文名稱 第 ${n} 列`, { exact: true }).fill(name);
}

// Fills in one data set of the page.
async function dataSet(page, n, name) {
  const group = page.getByRole("group", { name: `資料集 ${n}`, exact: true });
  await group.getByLabel("資料集名稱").fill(name);
  await group.getByLabel("資料集簡介").fill("各帳戶的即時餘額。");
  await pair(group.getByRole("group", { name: /^資料集欄位/ }), 1, "account_no", "帳號");
  await pair(group.getByRole("group", { name: /^客製參數/ }), 1, "year", "年度");
  await group.getByLabel("第3級").check();
  await group.getByLabel("與登記資料的時間差").fill("無");
  await group.getByLabel("DP-API網址").fill("https://api.sample-bank.com.tw/dp");
  await group.getByLabel("DP-API對應IP 第 1 列", { exact: true }).fill("203.66.50.10");
}

// Answers the rest of a provider's application and sends it.
async function sendSets(page) {
  await heading(page, "連線");
  await page.getByLabel("呼叫端IP 第 1 列", { exact: true }).fill("203.66.50.40");
  await page.getByLabel("憑證到期日").fill(day(300));
  await page.look("資料提供者連線");
  await press(page, "儲存並繼續");
  return send(page, /A\d{10}/);
}

async function send(page, number) {
  await heading(page, "預覽");
  await page.look("預覽");
  await press(page, "送出");
  await page.getByRole("status").getByText("已送出").waitFor();
  return (await page.getByRole("status").first().textContent()).match(number)[0];
}

// All four stages agree.
async function approve(number) {
  for (const page of [bureau, ops, bureau, moda]) {
    for (let n = 0; n < 360; n++) {
      await page.goto(`${portal}/cases/${number}`);
      if (await page.getByRole("group", { name: "審核", exact: true }).count()) break;
      await page.waitForTimeout(250);
    }
    await page.getByLabel("同意", { exact: true }).check();
    if (await page.getByLabel("發文日期").isVisible()) {
      await page.getByLabel("發文日期").fill(day(0));
      await page.getByLabel("發文字號").fill("銀局字第1150000002號");
    }
    const received = page.getByLabel("已收到函文");
    if (await received.isVisible()) await received.check();
    await page.look(`審核 ${number[0]}`);
    await press(page, "送出");
    await page.getByRole("main").getByRole("button").first().click();
    await page.getByRole("status").first().waitFor();
  }
}

let number;

test("B1 an application for two data sets is filled in and sent", async () => {
  await begin(officer, "/providers", "新增資料集", "資料提供者申請單");
  await officer.getByRole("link", { name: "資料集", exact: true }).click();
  await press(officer, "儲存並繼續");
  await officer.getByRole("region", { name: /個問題需要修正/ }).waitFor();
  await officer.look("資料集，有錯誤");
  await dataSet(officer, 1, set);
  const entries = await officer.evaluate(() => (window.stayed = history.length));
  await press(officer, "增加資料集");
  await officer.waitForFunction(() => document.activeElement.id === "set-name-2");
  await officer.getByRole("status").getByText("已增加資料集，草稿已儲存").waitFor();
  assert.ok(await officer.getByLabel("資料集名稱").nth(1).evaluate((name) => name.getBoundingClientRect().bottom < innerHeight), "the new data set is in sight");
  assert.equal(await officer.getByRole("region", { name: /個問題需要修正/ }).count(), 0);
  await officer.getByLabel("資料集名稱").nth(1).fill("放錯的"); // and what autosave has not sent yet goes with the next button
  await press(officer, "增加資料集");
  await officer.waitForFunction(() => document.activeElement.id === "set-name-3");
  assert.equal(await officer.getByLabel("資料集名稱").nth(1).inputValue(), "放錯的");
  await press(officer, "移除資料集 3");
  await officer.waitForFunction(() => document.activeElement.id === "set-name-2");
  await officer.getByRole("status").getByText("已移除資料集 3").waitFor();
  assert.equal(await officer.evaluate(() => window.stayed === history.length && history.length), entries, "the page is the same");
  await dataSet(officer, 2, second);
  const columns = officer.getByRole("group", { name: "資料集 2", exact: true }).getByRole("group", { name: /^資料集欄位/ });
  await columns.getByRole("button", { name: "增加欄位" }).click();
  await pair(columns, 2, "balance", "餘額");
  await officer.look("兩個資料集");
  await press(officer, "儲存並繼續");
  number = await sendSets(officer);
  const params = officer.getByRole("table", { name: "客製參數" }).first();
  assert.deepEqual(await params.getByRole("row").allInnerTexts(), ["參數代碼\t中文名稱", "year\t年度"]);
  await officer.look("資料提供者申請單");
});

test("D14 both are approved, in force and in the catalogue", async () => {
  await approve(number);
  const mail = await mailTo(person("officer01").email, "申請單審核通過", number);
  assert.match(mail.Text, /已列入資料集目錄/);
  await officer.goto(portal + "/providers");
  for (const name of [set, second]) await officer.getByRole("row", { name: new RegExp(name) }).getByText("啟用中").waitFor();
  await officer.getByRole("row", { name: new RegExp(set) }).getByRole("link", { name: /檢視/ }).click();
  await officer.look("資料集內容");
  await moda.goto(`${portal}/catalogue?q=${run}`);
  assert.equal(await moda.getByRole("link", { name: /檢視/ }).count(), 2);
  await moda.look("資料集目錄");
  await moda.getByRole("link", { name: /檢視/ }).first().click();
  await moda.look("目錄中的資料集");
});

test("C a service chooses the new data set, found by words and mode", async () => {
  await officer.goto(portal + "/services/new");
  await press(officer, "開始填寫");
  await officer.getByRole("link", { name: "項目說明", exact: true }).click();
  for (let n = 0; n < 40; n++) { // the shelf of a process holds the catalogue for a minute
    if (await officer.getByLabel(set).count()) break;
    await officer.waitForTimeout(2000);
    await officer.reload();
  }
  await officer.getByLabel("篩選資料集").fill(run);
  await officer.getByText("找到 2 項資料集").waitFor();
  await officer.getByLabel(set).check();
  await officer.getByLabel("法人資料申辦", { exact: true }).check();
  assert.ok(await officer.getByLabel(set).isVisible(), "what is chosen stays in sight");
  assert.ok(!(await officer.getByLabel(second).isVisible()), "a data set about persons does not fit companies");
  await officer.getByLabel("個人資料申辦", { exact: true }).check();
  await officer.getByText("各帳戶的即時餘額。欄位：帳號、餘額。").waitFor();
  await officer.look("選擇資料集");
});

test("D14 a change is a case of its own and shows the difference", async () => {
  await officer.goto(portal + "/providers");
  await officer.getByRole("row", { name: new RegExp(second) }).getByRole("link", { name: /檢視/ }).click();
  await press(officer, "申請異動");
  await heading(officer, "資料提供者申請單(異動)");
  await officer.getByRole("link", { name: "資料集", exact: true }).click();
  await officer.getByLabel("資料集簡介").fill("各帳戶前一日的餘額。");
  await officer.look("異動資料集");
  await press(officer, "儲存並繼續");
  await officer.goto(officer.url().replace(/\/[a-z]+$/, "/preview"));
  const change = await send(officer, /A\d{10}-\d+/);
  assert.match(change, /-1$/);
  await officer.getByText("與現行內容相比有 1 個項目不同").waitFor();
  await officer.look("資料集異動申請單");
});

test("E4 B1 a counter service is applied for without script and approved", async () => {
  await begin(plain, "/counter-services", "新增臨櫃服務", "臨櫃服務申請單");
  await plain.getByRole("link", { name: "基本資料", exact: true }).click();
  await plain.getByLabel("服務類別").selectOption({ label: "消費金融" });
  await plain.getByLabel("服務名稱").fill(counter);
  await press(plain, "儲存並繼續");
  await plain.getByLabel("服務內容").fill("民眾臨櫃開戶時，經同意提供資料。");
  await plain.getByLabel("個人資料申辦", { exact: true }).check();
  await plain.getByLabel("篩選資料集").fill("個人戶籍資料");
  await press(plain, "搜尋");
  await plain.getByLabel("個人戶籍資料").check();
  assert.equal(await plain.getByRole("checkbox").count(), 1);
  await press(plain, "儲存並繼續");
  await plain.getByLabel(/客服專線$/).fill("02-2380-1234");
  await plain.getByLabel("臨櫃據點 第 1 列", { exact: true }).fill("忠孝分行，臺北市中正區忠孝西路一段1號");
  await press(plain, "增加據點");
  await plain.getByLabel("臨櫃據點 第 2 列", { exact: true }).fill("板橋分行，新北市板橋區文化路一段1號");
  await press(plain, "儲存並繼續");
  const c = await send(plain, /C\d{10}/);
  await approve(c);
  await mailTo(person("officer02").email, "申請單審核通過", c);
  await officer.goto(portal + "/counter-services");
  await officer.getByRole("row", { name: new RegExp(counter) }).getByText("啟用中").waitFor();
  await officer.look("臨櫃服務列表");
  await officer.getByRole("row", { name: new RegExp(counter) }).getByRole("link", { name: /檢視/ }).click();
  await officer.look("臨櫃服務");
});

test("E4 B1 data sets are added and removed without script", async () => {
  await begin(plain, "/providers", "新增資料集", "資料提供者申請單");
  await plain.getByRole("link", { name: "資料集", exact: true }).click();
  await dataSet(plain, 1, `無指令碼 ${run}`);
  await press(plain, "增加資料集");
  await dataSet(plain, 2, `要移除的 ${run}`);
  await press(plain, "移除資料集 2");
  assert.equal(await plain.getByLabel("資料集名稱").inputValue(), `無指令碼 ${run}`);
  await press(plain, "儲存並繼續");
  await sendSets(plain);
});

test("D14 ops maintains the catalogue", async () => {
  const name = `勞保投保資料 ${run}`;
  await ops.goto(portal + "/catalogue");
  await ops.look("資料集目錄（維運）");
  await ops.getByRole("link", { name: "新增資料集" }).click();
  await press(ops, "儲存");
  await ops.look("新增資料集，有錯誤");
  await ops.getByLabel("資料提供單位").fill(`勞動部 ${run}`);
  await ops.getByLabel("資料集名稱").fill(name);
  await ops.getByLabel("個人資料").check();
  await ops.getByLabel("資料內容").fill("投保單位與期間。");
  await press(ops, "儲存");
  await ops.goto(`${portal}/catalogue?q=${encodeURIComponent(name)}`);
  await ops.getByRole("link", { name: /編輯 / }).click();
  await ops.look("編輯資料集");
  await ops.getByRole("link", { name: "下架資料集" }).click();
  await ops.look("下架資料集");
  await press(ops, "下架資料集");
  await ops.goto(`${portal}/catalogue?q=${encodeURIComponent(name)}`);
  await ops.getByRole("row", { name: new RegExp(name) }).getByText("已下架").waitFor();
});
