// What happens around a service, as the people concerned see it: credentials, a
// maintenance window, the two ways of a change that go back to pilot and to test
// while the live revision serves, a suspension and a deletion (D8, D10 to D13, F5,
// F11). The change that is applied at once is life.test.mjs's.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { approved, day, enter, handIn, heading, main, midnight, press, until } from "./steps.mjs";
import { mailTo, openBrowser, person, portal, run } from "./stack.mjs";

const name = `學費繳納 ${run}`;
const { email } = person("union01");

let browser, officer, bureau, ops, moda, colleague, number, page;
before(async () => {
  browser = await openBrowser();
  officer = await enter(browser, "union01");
  bureau = await enter(browser, "bureau01");
  ops = await enter(browser, "opsteam01");
  moda = await enter(browser, "moda01");
  colleague = await enter(browser, "moda02");
});
after(() => browser?.close());

// Applies for a service like the seed's, and returns the number of its case.
async function apply(called) {
  await officer.goto(portal + "/cases");
  await officer.getByRole("row", { name: /社員房屋貸款/ }).last().getByRole("link", { name: /B\d{10}/ }).first().click();
  await officer.getByRole("link", { name: "資料帶入新單" }).click();
  await press(officer, "建立新單");
  await officer.getByRole("link", { name: "基本資料", exact: true }).click();
  await officer.getByLabel(/服務名稱$/).fill(called);
  await press(officer, "儲存並繼續");
  await officer.getByLabel("測試日期").fill(day(0));
  await press(officer, "儲存草稿");
  await officer.getByRole("link", { name: /^預覽/ }).click();
  await press(officer, "送出");
  return (await main(officer)).match(/B\d{10}/)[0];
}

// The addresses that the ledger of an area has open for the service, by purpose.
async function openFor(area) {
  await ops.goto(`${portal}/firewall?area=${area}`);
  const rows = await ops.getByRole("row", { name }).all();
  return Object.fromEntries(await Promise.all(rows.map(async (row) => {
    const cells = await row.getByRole("cell").allTextContents();
    return [cells[0], cells[2]];
  })));
}

async function section(title) {
  await officer.goto(page + "/edit");
  await officer.getByRole("link", { name: title, exact: true }).click();
}

// What the page says that all changes come to, while one types.
const says = (words) => officer.getByRole("status").filter({ hasText: words }).waitFor();

// Sends the change that was typed, and returns the number of its case.
async function sendChange(words) {
  await press(officer, "儲存草稿");
  await officer.goto(page + "/edit/preview");
  assert.match(await main(officer), words);
  await officer.look(`異動預覽 ${words.source}`);
  await press(officer, "送出審核");
  await heading(officer, /服務申請單/);
  return (await main(officer)).match(/B\d{10}-\d+/)[0];
}

async function report(paper) {
  await until(officer, `${portal}/cases/${paper}`, "試辦完成");
  await officer.getByRole("link", { name: "試辦完成" }).click();
  await handIn(officer, "試辦報告");
  await press(officer, "申請");
  await heading(officer, "服務申請單(正式上線)");
  await approved(paper, ops);
}

test("D1 a service is approved and tested from today", async () => {
  number = await apply(name);
  await approved(number, bureau, ops, bureau, moda);
  await officer.goto(portal + "/services");
  await officer.look("線上服務列表");
  await officer.getByRole("row", { name }).getByRole("link", { name: /編輯/ }).click();
  page = officer.url();
  await until(officer, page, "延長測試");
  await officer.look("測試中，窗期已開始");
  assert.deepEqual(Object.keys(await openFor("test")).length, 3);
  await ops.look("防火牆規則，測試區");
});

test("D13 the client_secret is shown once, and renewed with an overlap", async () => {
  const shown = () => officer.getByRole("main").locator("dd").first().innerText();
  await officer.goto(page);
  await officer.getByRole("link", { name: "client_secret" }).click();
  await officer.look("client_secret，尚未領取");
  await press(officer, /^領取 client_secret/);
  await officer.getByText("只在這一頁顯示一次").waitFor();
  const first = await shown();
  await officer.look("client_secret，只顯示一次");
  await officer.getByRole("link", { name: "我已保存" }).click();
  assert.ok(first.length > 20 && !(await officer.content()).includes(first), "it is shown once more");
  await press(officer, /^更新 client_secret/);
  await officer.getByText("14 天內仍然有效").waitFor();
  assert.notEqual(await shown(), first);
  await officer.getByRole("link", { name: "我已保存" }).click();
  await officer.look("client_secret，新舊並行");
  assert.match(await main(officer), /先前的 client_secret.*有效至/s);
  await officer.getByRole("link", { name: /^停用\s*先前的 client_secret/ }).click();
  await officer.look("client_secret，停用先前的");
  await press(officer, "確定");
  await officer.getByRole("status").getByText("先前的 client_secret 已停用").waitFor();
});

test("D5 D7 it pilots and goes live", async () => {
  await officer.goto(page + "/golive");
  await officer.getByLabel("預估上線日期").fill(day(40));
  await handIn(officer, "測試檢核表");
  await press(officer, "申請");
  await heading(officer, "服務申請單(試辦)");
  await approved(number, ops, moda);
  await until(officer, page, "試辦中");
  await officer.look("試辦中的服務");
  await report(number);
  await mailTo(email, "申請單審核通過", number);
  midnight(day(40));
  await mailTo(email, "服務上線通知", number);
  await until(officer, page, "上架日期");
});

let maintained;
test("D11 a maintenance window is saved; past and overlapping ones are refused", async () => {
  const taipei = (at) => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Taipei", dateStyle: "short", timeStyle: "short" }).format(at).split(" ");
  const fill = async (from, to) => {
    const [start, end] = [taipei(from), taipei(to)];
    await officer.getByRole("radio", { name: "不重複" }).check();
    await officer.getByLabel("起日").fill(start[0]);
    await officer.getByLabel("起時").first().fill(start[1]);
    await officer.getByLabel("迄日").fill(end[0]);
    await officer.getByLabel("迄時").first().fill(end[1]);
    await press(officer, "保存");
  };
  const refused = (words) => officer.getByRole("region", { name: /個問題需要修正/ }).getByText(words).waitFor();
  await officer.goto(page + "/maintenance");
  const minute = 60_000;
  maintained = Math.ceil((Date.now() + minute / 2) / minute) * minute;
  await fill(maintained - 60 * minute, maintained + 60 * minute);
  await refused("維護開始時間已經過了");
  await officer.look("服務維護時間，已經過了");
  await fill(maintained, maintained + 30 * minute);
  await officer.getByRole("status").getByText("維護時間已保存").waitFor();
  await fill(maintained + 10 * minute, maintained + 20 * minute);
  await refused("重疊");
  await officer.look("服務維護時間，重疊");
});

test("F5 D8 a change that goes back to pilot leaves what is live as it is", async () => {
  const before = await openFor("production");
  await section("連線");
  await says(/還沒有異動/);
  await officer.getByLabel("服務跳轉網址").fill("https://house.demo-credit.com.tw/mydata/new");
  await officer.getByLabel("SP-API對應IP 第 1 列").fill("203.66.31.99");
  await says(/回試辦.*審核流程/s);
  await officer.look("異動：連線，邊改邊說明");
  const paper = await sendChange(/回試辦/);
  await approved(paper, ops, moda);
  await mailTo(email, "異動審核通過通知", paper);
  await until(officer, page, "試辦中");
  await officer.look("上線中，異動試辦");
  assert.match(await main(officer), /mydata\/return/);
  assert.doesNotMatch(await main(officer), /mydata\/new/);
  const during = await openFor("production");
  assert.equal(during["SP-API"], before["SP-API"]);
  assert.match(during["SP-API（異動試辦）"], /203\.66\.31\.99/);
  await ops.look("防火牆規則，異動試辦");
  await officer.goto(`${portal}/cases/${paper}`);
  assert.ok((await main(officer)).includes(`caseNumber=${paper}`), "the trial URL has the case's number");
  await report(paper);
  await mailTo(email, "異動生效通知", paper);
  await until(officer, page, "mydata/new");
  const now = await openFor("production");
  assert.match(now["SP-API"], /203\.66\.31\.99/);
  assert.equal(now["SP-API（異動試辦）"], undefined);
});

test("F5 D8 a change that goes back to test walks the whole way beside what is live", async () => {
  const before = await openFor("production");
  await section("期間");
  await officer.getByLabel("測試日期").fill(day(0));
  await press(officer, "儲存草稿");
  await section("安全與客服");
  await officer.getByRole("checkbox", { name: /模式三/ }).check();
  await says(/K.身分驗證模式.*回測試/s);
  const paper = await sendChange(/回測試/);
  await approved(paper, ops, moda);
  await mailTo(email, "異動審核通過通知", paper);
  await until(officer, page, "申請上線");
  await officer.look("上線中，異動測試");
  assert.doesNotMatch(await main(officer), /模式三/);
  assert.deepEqual(await openFor("production"), before);
  assert.equal(Object.keys(await openFor("test")).length, 3);
  await officer.goto(page + "/golive");
  await officer.getByLabel("預估上線日期").fill(day(40));
  await handIn(officer, "測試檢核表");
  await press(officer, "申請");
  await heading(officer, "服務申請單(試辦)");
  await approved(paper, ops, moda);
  await report(paper);
  await mailTo(email, "異動生效通知", paper);
  await until(officer, page, "模式三");
  assert.equal(Object.keys(await openFor("test")).length, 0);
});

test("D12 the differences between two moments are orders", async () => {
  await ops.goto(`${portal}/firewall/changes?area=production`);
  await ops.look("防火牆規則差異");
  assert.ok(await ops.getByRole("row", { name }).count() > 0);
});

test("D10 what was never live and is not under review can be deleted", async () => {
  const called = `刪除用 ${run}`;
  const paper = await apply(called);
  await officer.getByRole("link", { name: "撤回申請" }).click();
  await press(officer, "確定");
  await until(officer, `${portal}/cases/${paper}`, "已撤回");
  await officer.goto(portal + "/services");
  await officer.getByRole("row", { name: called }).getByRole("link", { name: /編輯/ }).click();
  await officer.look("撤回後的服務");
  await officer.getByRole("link", { name: "刪除線上服務" }).click();
  await officer.look("刪除線上服務");
  await press(officer, "確定");
  await officer.getByRole("status").getByText("線上服務已刪除").waitFor();
  assert.equal(await officer.getByRole("row", { name: called }).count(), 0);
});

test("D11 while it lasts the service is 維護中, and the people concerned have a mail", async () => {
  const late = new Date((await mailTo(email, "服務維護通知", number)).Date) - maintained;
  assert.ok(late > -1000 && late < 180_000, `the scheduler told of it ${late} ms after its beginning`); // a mail's date has no milliseconds
  await mailTo(person("opsteam01").email, "服務維護通知", number);
  await officer.goto(page);
  await officer.look("維護中的服務");
  assert.match(await main(officer), /維護中/);
  await officer.goto(page + "/maintenance");
  await press(officer, /^移除第 1 項/);
  await until(officer, page, "上線");
});

test("F11 moda suspends the service by two persons, and lifts it", async () => {
  const act = async (words, reason) => {
    await moda.goto(page + "/suspend");
    await moda.getByLabel("原因").fill(reason);
    await moda.look(words);
    await press(moda, `提出${words}`);
    assert.equal(await moda.getByRole("button", { name: `確定${words}` }).count(), 0, "one person confirms alone");
    await colleague.goto(page + "/suspend");
    await colleague.look(`${words}，另一位同仁`);
    await press(colleague, `確定${words}`);
    await colleague.getByRole("status").getByText("已生效").waitFor();
  };
  const before = await openFor("production");
  await act("暫停介接", "服務異常，待機關說明。");
  for (const who of ["union01", "bureau01", "opsteam01"]) await mailTo(person(who).email, "服務暫停通知", number);
  await until(officer, page, "暫停");
  await officer.look("暫停的服務");
  assert.deepEqual(await openFor("production"), {});
  await act("解除暫停", "已改善。");
  for (const who of ["union01", "bureau01", "opsteam01"]) await mailTo(person(who).email, "恢復介接通知", number);
  assert.deepEqual(await openFor("production"), before);
});
