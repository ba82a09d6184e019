// A service's life after its approval, as the people concerned see it: an
// extension, the go-live, pilot and report, the day it goes live, a change, a
// maintenance window, the take-down (D3 to D9, D11, F5, F6). The case is the seed's.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ask, shownKey } from "./api.mjs";
import { approved, day, enter, handIn, heading, midnight, press, until } from "./steps.mjs";
import { mailTo, openBrowser, person, portal } from "./stack.mjs";

const name = "社員房屋貸款";

let browser, officer, bureau, ops, moda, number, page;
before(async () => {
  browser = await openBrowser();
  officer = await enter(browser, "union01");
  bureau = await enter(browser, "bureau01");
  ops = await enter(browser, "opsteam01");
  moda = await enter(browser, "moda01");
});
after(() => browser?.close());

const inState = (words) => until(officer, page, words);

test("D1 the service is approved", async () => {
  await officer.goto(portal + "/services");
  await officer.getByRole("row", { name: new RegExp(name) }).getByRole("link", { name: /編輯/ }).click();
  page = officer.url();
  await officer.goto(portal + "/cases");
  number = (await officer.getByRole("row", { name: new RegExp(name) }).first().textContent()).match(/B\d{10}/)[0];
  await approved(number, bureau, ops, bureau, moda);
  await mailTo(person("union01").email, "申請測試審核通過通知", number);
});

test("B10 the platform's monitor reports by its key, and the service's page shows it", async () => {
  await ops.goto(portal + "/keys");
  await ops.getByLabel("金鑰名稱").fill("介接監控");
  await ops.getByLabel("讀取線上服務的狀態與維護時間").check();
  await ops.getByLabel("回報線上服務的輪詢狀態").check();
  await press(ops, "產生金鑰");
  await heading(ops, "新的 API 金鑰");
  const token = await shownKey(ops);
  const service = `/services/${page.split("/").at(-1)}`;
  assert.equal((await ask(ops, token, `${service}/polling`, { state: "slow" })).status, 400);
  assert.equal((await ask(ops, token, `${service}/polling`, { state: "failed" })).body.state_label, "異常");
  await officer.goto(page);
  await officer.getByText(/^異常（.* 起）$/).waitFor();
  await officer.look("輪詢狀態");
  assert.equal((await ask(ops, token, `${service}/polling`, { state: "ok" })).body.state, "ok");
  assert.equal((await ask(ops, token, `${service}/maintenance`)).body.on, false);
});

test("D3 the test is extended", async () => {
  await inState("延長測試");
  await officer.look("測試中的服務");
  await officer.getByRole("link", { name: "延長測試" }).click();
  await heading(officer, "延長測試申請");
  await officer.look("延長測試申請");
  await officer.getByLabel("測試時間").or(officer.getByLabel("測試日期")).first().fill(day(30));
  await press(officer, "申請");
  await officer.look("延長測試已送出");
  await approved(number, ops, moda);
  await mailTo(person("union01").email, "延長測試審核通過通知", number);
});

test("D5 the service asks for its go-live and pilots", async () => {
  await officer.goto(page);
  await officer.getByRole("link", { name: "申請上線" }).click();
  await heading(officer, "上線申請 試辦環境參數");
  await officer.look("上線申請");
  await officer.getByLabel("預估上線日期").fill(day(40));
  await handIn(officer, "測試檢核表");
  await officer.look("上線申請，已填寫");
  await press(officer, "申請");
  await officer.look("上線申請已送出");
  await approved(number, ops, moda);
  const mail = await mailTo(person("union01").email, "申請試辦審核通過通知", number);
  assert.match(mail.Text, new RegExp(name));
});

test("D6 D7 the pilot has its trial URL and ends with a report", async () => {
  await inState("試辦中");
  await officer.goto(`${portal}/cases/${number}`);
  assert.ok((await officer.getByRole("main").textContent()).includes(`caseNumber=${number}`));
  await officer.look("試辦中的申請單");
  await officer.getByRole("link", { name: "試辦完成" }).click();
  await heading(officer, "上線申請 正式環境參數");
  await handIn(officer, "試辦報告");
  await officer.look("試辦報告");
  await press(officer, "申請");
  await approved(number, ops);
  await mailTo(person("union01").email, "申請單審核通過", number);
  await inState("待上線");
  await officer.look("待上線的服務");
});

test("D7 on its day it goes live by itself", async () => {
  midnight(day(40));
  await mailTo(person("union01").email, "服務上線通知", number);
  await inState("上架日期");
  await officer.look("上線的服務");
});

test("F5 D8 a change says what it costs and is applied on approval", async () => {
  await officer.goto(page + "/edit/security");
  await officer.look("異動：安全與客服");
  await officer.getByLabel(/客服專線$/).fill("02-87654321");
  await press(officer, "儲存草稿");
  await officer.goto(page + "/edit/preview");
  assert.match(await officer.getByRole("main").textContent(), /審核通過即修改資料/);
  await officer.look("異動：預覽");
  await press(officer, "送出審核");
  await officer.look("異動已送出");
  await approved(`${number}-1`, ops, moda);
  await mailTo(person("union01").email, "異動生效通知", `${number}-1`);
});

test("D11 F6 maintenance and deadlines", async () => {
  await officer.goto(page + "/maintenance");
  await officer.look("服務維護時間");
  await officer.goto(portal + "/deadlines");
  await officer.look("期限");
});

test("D9 the service is taken down", async () => {
  await officer.goto(page);
  await officer.getByRole("link", { name: "下架線上服務" }).click();
  await heading(officer, /下架申請單/);
  await officer.look("下架申請單");
  await officer.getByLabel("下架原因").fill("業務調整，不再提供線上申辦。");
  await press(officer, "申請");
  await officer.look("下架申請已送出");
  const paper = (await officer.getByRole("main").textContent()).match(/B\d{10}-\d+/)[0];
  await approved(paper, bureau, ops, bureau, moda);
  await mailTo(person("union01").email, "服務下架通知", paper);
  await inState("未上線");
  await officer.look("下架的服務");
});

test("F11 a service that was taken down is resumed", async () => {
  await officer.getByRole("link", { name: "恢復介接" }).click();
  await heading(officer, "恢復介接");
  await officer.look("恢復介接");
  await officer.getByRole("link", { name: "期間", exact: true }).click();
  await officer.getByLabel("測試日期").fill(day(0));
  await officer.look("恢復介接：期間");
  await press(officer, "儲存草稿");
  await officer.getByRole("link", { name: "預覽並送出審核" }).click();
  await officer.look("恢復介接：預覽");
  await press(officer, "送出審核");
  await heading(officer, /服務申請單/);
  const paper = (await officer.getByRole("main").textContent()).match(/B\d{10}-\d+/)[0];
  await approved(paper, bureau, ops, bureau, moda);
  await mailTo(person("union01").email, "申請測試審核通過通知", paper);
  await inState("測試中");
  await officer.look("恢復介接後的服務");
});
