// The explanatory document of a new service: chosen, sent, looked through,
// replaced, sent with the case and fetched by its reviewer (B11), with script and
// without.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pdf, saved } from "./files.mjs";
import { watch } from "./look.mjs";
import { openBrowser, person, portal, run, signIn } from "./stack.mjs";

const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Taipei" }).format(new Date());

const honest = { name: "服務流程 說明.pdf", mimeType: "application/pdf", buffer: pdf() };
const hostile = { name: "harmless.pdf", mimeType: "application/pdf", buffer: pdf("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>") };

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();

// Begins an application for a service that does not exist yet.
async function newService(page, name) {
  await page.goto(portal + "/services/new");
  await page.getByRole("main").getByRole("button").first().click();
  await page.getByRole("link", { name: "基本資料", exact: true }).click();
  await page.getByLabel("服務類別").selectOption({ label: "消費金融" });
  await page.getByLabel("服務名稱").fill(name);
  await page.getByLabel(/^否/).check();
}

// Fills in what follows the first section and sends it.
async function send(page, host) {
  await page.getByLabel("測試日期").fill(today);
  await press(page, "儲存並繼續");
  await page.getByLabel("服務目的與內容").fill("民眾申請時提供資料。");
  await page.getByLabel("個人資料申辦").check();
  await page.getByText("內政部戶政司").click();
  await page.getByLabel("個人戶籍資料").check();
  await press(page, "儲存並繼續");
  for (const label of ["線上申辦服務網址", "服務跳轉網址"]) await page.getByLabel(label).fill(`https://${host}/a`);
  await page.getByLabel(/^F?\.?SP-API網址$/).fill(`https://${host}/c`);
  await page.getByLabel("SP-API對應IP 第 1 列").fill("203.66.43.1");
  await page.getByLabel(/之主機IP位址 第 1 列/).fill("203.66.43.2");
  await page.getByRole("group", { name: /測試IP位置/ }).getByRole("textbox").first().fill("203.66.43.3");
  await press(page, "儲存並繼續");
  await page.getByLabel(/客服專線$/).fill("02-2380-1234");
  await page.getByLabel("模式一").check();
  await press(page, "儲存並繼續");
  await heading(page, "預覽");
  await press(page, "送出");
  return (await page.getByRole("status").first().textContent()).match(/B\d{10}/)[0];
}

test("B11 a file is handed in with its progress shown, refused, replaced and fetched", async () => {
  const page = watch(await signIn(await browser.newContext(), person("officer02")));
  const name = `新服務 ${run}`;
  await newService(page, name);
  await page.look("基本資料，要上傳檔案");
  await press(page, "選擇檔案 服務說明文件");
  await heading(page, "上傳檔案");
  await page.look("上傳檔案");

  await page.getByLabel("選擇檔案").setInputFiles(hostile);
  await press(page, "上傳");
  await page.getByText("這個檔案不能使用").waitFor();
  assert.match(await page.getByRole("main").textContent(), /指令碼/);
  await page.look("上傳檔案，被拒絕");
  await page.getByRole("link", { name: "回「基本資料」" }).click();
  assert.equal(await page.getByLabel("服務名稱").inputValue(), name, "what was typed is kept");
  await press(page, "儲存並繼續");
  assert.match(await page.getByRole("region", { name: /個問題需要修正/ }).textContent(), /指令碼/);
  await page.look("基本資料，檔案被拒絕");

  await press(page, "檢視或更換檔案 服務說明文件");
  await press(page, "重新選擇檔案");
  await page.getByLabel("選擇檔案").setInputFiles(honest);
  await press(page, "上傳");
  await page.getByText("檢查通過").first().waitFor();
  assert.match(page.url(), /\?sent$/, "the script went on by itself");
  assert.match(await page.getByRole("main").textContent(), /服務流程 說明\.pdf/);
  await page.look("上傳檔案，檢查通過");
  await page.getByRole("link", { name: "回「基本資料」" }).click();
  assert.equal(await page.evaluate(() => location.hash), "#existing-file");
  await page.look("基本資料，有檔案");
  await press(page, "儲存並繼續");
  const number = await send(page, "new.sample-bank.com.tw");

  const bureau = watch(await signIn(await browser.newContext({ acceptDownloads: true }), person("bureau01")));
  await bureau.goto(`${portal}/cases/${number}`);
  await bureau.look("申請單，有檔案");
  const file = await saved(bureau, bureau.getByRole("link", { name: "服務流程 說明.pdf" }));
  assert.equal(file.name, "服務流程 說明.pdf");
  assert.ok(file.content.equals(honest.buffer), "the very bytes that were handed in");
});

test("B11 E4 a file is handed in without script", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, acceptDownloads: true });
  const page = await signIn(context, person("officer02"));
  await newService(page, `無指令碼新服務 ${run}`);
  await press(page, "選擇檔案 服務說明文件");
  await page.getByLabel("選擇檔案").setInputFiles(honest);
  await press(page, "上傳"); // to the bucket, back, and again until it is looked through
  await page.getByText("檔案已經可以隨申請單送出").waitFor();
  assert.match(page.url(), /\?sent&bucket=/, "the bucket led back");
  assert.match(await page.getByRole("main").textContent(), /服務流程 說明\.pdf/);
  const file = await saved(page, page.getByRole("link", { name: "服務流程 說明.pdf" }));
  assert.ok(file.content.equals(honest.buffer));
  await page.getByRole("link", { name: "移除檔案" }).click();
  await heading(page, "移除檔案");
  await press(page, "移除");
  await heading(page, "基本資料");
  await press(page, "儲存並繼續");
  assert.match(await page.getByRole("region", { name: /個問題需要修正/ }).textContent(), /請上傳服務說明文件/);
  await press(page, "選擇檔案 服務說明文件");
  await page.getByLabel("選擇檔案").setInputFiles({ ...honest, buffer: Buffer.alloc(20 * 1024 * 1024 + 1, "%PDF-1.4") });
  await press(page, "上傳");
  await page.waitForLoadState();
  assert.match(await page.content(), /EntityTooLarge/);
  await page.goBack();
  await heading(page, "上傳檔案");
});
