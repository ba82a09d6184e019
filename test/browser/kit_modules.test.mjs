// What the modules of the page kit add, and that everything works without them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openGallery } from "./gallery.mjs";

let gallery;
before(async () => {
  gallery = await openGallery();
});
after(() => gallery?.close());

async function open(path, inspect, options = {}) {
  const context = await gallery.browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  await inspect(page, () => page.goto(gallery.address + path, { waitUntil: "networkidle" }));
  await context.close();
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with script" : "without script";

  test(`Enter in a row is the default act, ${how}`, () =>
    open("/fields", async (page, go) => {
      await go();
      await page.getByLabel("測試IP位置 第 2 列", { exact: true }).press("Enter");
      await page.getByText("收到：act=continue").waitFor();
    }, { javaScriptEnabled }));

  test(`a dependent field shows with its choice only, ${how}`, () =>
    open("/fields", async (page, go) => {
      await go();
      const key = page.getByLabel("SP-API KEY 金鑰或憑證");
      const group = page.getByRole("group", { name: "是否使用SP-API KEY" });
      assert.ok(await key.isVisible());
      await group.getByLabel("否").check();
      assert.ok(!(await key.isVisible()));
    }, { javaScriptEnabled }));
}

test("without script the buttons of rows send the form", () =>
  open("/fields", async (page, go) => {
    await go();
    await page.getByRole("button", { name: "移除 測試IP位置 第 2 列" }).click();
    await page.getByText("收到：remove=test-ips.2").waitFor();
    await page.getByRole("group", { name: "測試IP位置" }).getByRole("button", { name: "增加輸入IP欄位" }).click();
    await page.getByText("收到：add=test-ips").waitFor();
  }, { javaScriptEnabled: false }));

test("rows are added and removed in place, and focus follows", () =>
  open("/fields/faulty", async (page, go) => {
    await go();
    const group = page.getByRole("group", { name: "測試IP位置" });
    await group.getByRole("button", { name: "增加輸入IP欄位" }).click();
    const fifth = group.getByLabel("測試IP位置 第 5 列", { exact: true });
    assert.ok(await fifth.evaluate((e) => e === document.activeElement && e.id === "test-ips-5" && e.value === "" && !e.matches("[aria-invalid]")));
    await group.getByRole("button", { name: "移除 測試IP位置 第 1 列" }).click();
    assert.equal(await group.getByRole("listitem").count(), 4);
    const first = group.getByLabel("測試IP位置 第 1 列", { exact: true });
    assert.equal(await first.inputValue(), "163.22.21.256");
    assert.equal(await first.getAttribute("aria-describedby"), "test-ips-1-fault");
    assert.ok(await first.evaluate((e) => e === document.activeElement));
  }));

// Pastes as Chromium does what a spreadsheet or an editor has copied.
const paste = (control, text) =>
  control.evaluate((input, copied) => {
    const data = new DataTransfer();
    data.setData("text/plain", copied);
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
const held = (group) => group.getByRole("textbox").evaluateAll((inputs) => inputs.map(({ id, value }) => `${id}=${value}`));

test("B1 rows of pairs grow, shrink and keep each half's fault", () =>
  open("/fields/faulty", async (page, go) => {
    await go();
    const group = page.getByRole("group", { name: /^資料集欄位/ });
    await group.getByRole("button", { name: "增加欄位" }).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), "columns-4");
    assert.equal(await group.getByLabel("欄位代碼 第 4 列", { exact: true }).getAttribute("aria-describedby"), null);
    await group.getByRole("button", { name: "移除 資料集欄位 第 1 列" }).click();
    assert.equal(await group.getByLabel("中文名稱 第 1 列", { exact: true }).getAttribute("aria-describedby"), "columns-1-name-fault");
    assert.match(await page.locator("#columns-1-name-fault").innerText(), /目前 64 字/);
    assert.equal(await group.getByLabel("欄位代碼 第 2 列", { exact: true }).getAttribute("aria-describedby"), "columns-2-fault");
    for (let n = 0; n < 2; n++) await group.getByRole("button", { name: "移除 資料集欄位 第 1 列" }).click();
    await group.getByRole("button", { name: "移除 資料集欄位 第 1 列" }).click();
    assert.deepEqual(await held(group), ["columns-1=", "columns-1-name="]);
  }));

test("B1 what is pasted from a spreadsheet fills rows, and takes nobody's place", () =>
  open("/fields", async (page, go) => {
    await go();
    const group = page.getByRole("group", { name: /^資料集欄位/ });
    await group.getByRole("button", { name: "移除 資料集欄位 第 2 列" }).click();
    await paste(group.getByLabel("欄位代碼 第 2 列", { exact: true }), "balance\t餘額\r\nopened\t開戶日\r\n");
    await paste(group.getByLabel("欄位代碼 第 1 列", { exact: true }), "branch\t分行");
    assert.deepEqual(await held(group), ["columns-1=account_no", "columns-1-name=帳號", "columns-2=branch", "columns-2-name=分行", "columns-3=balance", "columns-3-name=餘額", "columns-4=opened", "columns-4-name=開戶日"]);
    assert.equal(await page.evaluate(() => document.activeElement.id), "columns-2");
    const ips = page.getByRole("group", { name: /^SP-API對應IP/ });
    await paste(ips.getByRole("textbox"), "163.22.21.65\n163.22.21.66");
    assert.deepEqual(await held(ips), ["sp-api-ips-1=163.22.21.64", "sp-api-ips-2=163.22.21.65", "sp-api-ips-3=163.22.21.66"]);
  }));

test("the last row is emptied instead of removed", () =>
  open("/fields", async (page, go) => {
    await go();
    await page.getByRole("button", { name: "移除 SP-API對應IP 第 1 列" }).click();
    assert.equal(await page.getByLabel("SP-API對應IP 第 1 列", { exact: true }).inputValue(), "");
  }));

test("B6 the error summary has the focus and leads to each control", () =>
  open("/fields/faulty", async (page, go) => {
    await go();
    await page.waitForFunction(() => document.activeElement.matches(".error-summary"));
    for (const [line, id] of [["測試IP位置第 2 列", "test-ips-2"], ["請選擇身分驗證模式", "identity-1"], ["不適用於所選的服務申辦模式", "data-sets-income"]]) {
      await page.getByRole("link", { name: line }).click();
      assert.equal(await page.evaluate(() => document.activeElement.id), id);
    }
  }));

test("B6 an error opens the provider that hides it", () =>
  open("/fields/faulty", async (page, go) => {
    await go();
    await page.locator("details.provider").first().evaluate((e) => e.removeAttribute("open"));
    await page.getByRole("link", { name: "不適用於所選的服務申辦模式" }).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), "data-sets-income");
  }));

test("data sets are counted and filtered", () =>
  open("/fields", async (page, go) => {
    await go();
    const provider = page.locator("details.provider", { hasText: "勞動部勞工保險局" });
    await page.getByLabel("篩選資料集").fill("退休金");
    await page.getByLabel("勞工退休金提繳資料").check();
    assert.match(await provider.locator("summary").innerText(), /已選 1／共 2/);
    assert.ok(!(await page.getByLabel("勞保被保險人投保資料").isVisible()));
    assert.equal(await page.getByText("找到 1 項資料集").count(), 1);
    await page.getByLabel("篩選資料集").fill("");
    assert.equal(await page.locator("details.provider:visible").count(), 3);
  }));

test("D2 the end of the window follows the start", () =>
  open("/fields", async (page, go) => {
    await go();
    for (const [start, end] of [["2024-04-01", "2024-06-30"], ["2024-11-30", "2025-02-28"], ["2023-11-30", "2024-02-29"], ["2024-01-31", "2024-04-30"], ["2024-02-29", "2024-05-28"], ["2024-10-01", "2024-12-31"], ["", "—"]]) {
      await page.getByLabel("測試日期").fill(start);
      assert.equal(await page.locator("output").innerText(), end, start);
    }
  }));

test("a password can be shown, and is sent hidden", () =>
  open("/signin", async (page, go) => {
    await go();
    const field = page.getByLabel("密碼", { exact: true });
    await page.getByRole("button", { name: "顯示密碼" }).click();
    assert.equal(await field.getAttribute("type"), "text");
    await page.getByRole("button", { name: "隱藏密碼" }).click();
    assert.equal(await field.getAttribute("type"), "password");
  }));

test("F1 what is typed is saved, without passwords and keys", () =>
  open("/fields", async (page, go) => {
    await page.clock.install();
    await go();
    await page.getByLabel("機關承辦人密碼").fill("hunter2!");
    await page.getByLabel("SP-API KEY 金鑰或憑證").fill("hunter2-key");
    await page.getByLabel("A.服務名稱").fill("新名稱");
    const [request] = await Promise.all([page.waitForRequest("**/autosave"), page.clock.runFor(2000)]);
    const sent = new URLSearchParams(request.postData());
    assert.equal(sent.get("name"), "新名稱");
    assert.equal(sent.get("form-key"), "k7m2");
    assert.ok(!request.postData().includes("hunter2"));
    await page.getByText(/^草稿已於 \d\d:\d\d 儲存$/).waitFor();
  }));

test("F1 the next post names the version that was saved", () =>
  open("/fields", async (page, go) => {
    await page.clock.install();
    await page.route("**/autosave", (route) => route.fulfill({ status: 204, headers: { "Draft-Seen": "8" } }));
    await go();
    await page.evaluate(() => {
      const seen = Object.assign(document.createElement("input"), { type: "hidden", name: "seen", value: "7" });
      document.querySelector("form.form").append(seen);
    });
    await page.getByLabel("A.服務名稱").fill("新名稱");
    await page.clock.runFor(2000);
    await page.getByText(/^草稿已於/).waitFor();
    const [post] = await Promise.all([page.waitForRequest("**/fields"), page.getByRole("button", { name: "儲存草稿" }).click()]);
    assert.match(post.postData(), /seen=8/);
    assert.match(post.postData(), /act=save/);
  }));

test("F1 a button waits for the draft that is being saved", () =>
  open("/fields", async (page, go) => {
    await page.clock.install();
    let answer;
    await page.route("**/autosave", (route) => {
      answer = () => route.fulfill({ status: 204 });
    });
    await go();
    await page.getByLabel("A.服務名稱").fill("新名稱");
    await Promise.all([page.waitForRequest("**/autosave"), page.clock.runFor(2000)]);
    const posts = [];
    page.on("request", (request) => request.isNavigationRequest() && posts.push(request.postData()));
    await page.getByRole("button", { name: "儲存草稿" }).click();
    assert.deepEqual(posts, []);
    answer();
    await page.getByText("收到：act=save").waitFor();
  }));

// Dialogs the page raises, each answered by staying.
function asked(page) {
  const list = [];
  page.on("dialog", (dialog) => {
    list.push(dialog.type());
    dialog.dismiss();
  });
  return list;
}

test("F1 a link out of a draft waits for what was typed last", () =>
  open("/fields", async (page, go) => {
    const posts = [];
    await page.route("**/autosave", async (route) => {
      posts.push(new URLSearchParams(route.request().postData()).get("name"));
      await route.fulfill({ status: 204 });
    });
    await go();
    const dialogs = asked(page);
    await page.getByLabel("A.服務名稱").press("End");
    await page.keyboard.type("與其他");
    await page.getByRole("navigation", { name: "主選單" }).getByRole("link").first().press("Enter");
    await page.waitForURL((url) => url.pathname !== "/fields");
    assert.match(posts.join(), /與其他$/);
    assert.deepEqual(dialogs, []);
  }));

test("F1 words that only the page holds are not left without a question", () =>
  open("/review", async (page, go) => {
    await go();
    const dialogs = asked(page);
    await page.getByLabel("審核意見").press("End");
    await page.keyboard.type("請補充");
    await page.getByRole("link", { name: "資料審核" }).first().click({ noWaitAfter: true });
    await page.waitForFunction(() => true);
    assert.deepEqual(dialogs, ["beforeunload"]);
    assert.match(await page.getByLabel("審核意見").inputValue(), /請補充$/);
    await page.goto(gallery.address + "/fields").catch(() => {});
    assert.equal(dialogs.length, 2);
    await page.getByRole("button", { name: "送出" }).click();
    await page.getByText(/^收到：/).waitFor();
    assert.equal(dialogs.length, 2, "what is sent is not lost");
  }));

test("nobody is asked about a password or a search", () =>
  open("/signin", async (page, go) => {
    await go();
    const dialogs = asked(page);
    await page.getByLabel("密碼", { exact: true }).press("End");
    await page.keyboard.type("abc");
    await page.goto(gallery.address + "/lists");
    assert.deepEqual(dialogs, []);
  }));

test("F1 a draft that cannot be saved says so", () =>
  open("/fields", async (page, go) => {
    await page.clock.install();
    await page.route("**/autosave", (route) => route.fulfill({ status: 401 }));
    await go();
    await page.getByLabel("A.服務名稱").fill("新名稱");
    await page.clock.runFor(2000);
    await page.getByText("草稿尚未儲存").waitFor();
  }));

test("A14 the end of the session is announced two minutes before, saved and put off", () =>
  open("/fields", async (page, go) => {
    await page.clock.install();
    await go();
    const warning = page.getByRole("region", { name: "登入時限" });
    await page.clock.runFor(12 * 60_000);
    assert.ok(!(await warning.isVisible()));
    const [save] = await Promise.all([page.waitForRequest("**/autosave"), page.clock.runFor(61_000)]);
    assert.equal(save.method(), "POST");
    assert.match(await warning.innerText(), /2 分鐘後結束/);
    const [extend] = await Promise.all([page.waitForRequest("**/session/extend"), page.getByRole("button", { name: "繼續使用" }).click()]);
    assert.equal(extend.method(), "POST");
    await warning.waitFor({ state: "hidden" });
    await page.clock.runFor(13 * 60_000 + 1000);
    await page.clock.runFor(2 * 60_000);
    await page.getByText("登入已逾時").waitFor();
  }));

test("A14 without script the end of the session is announced too, by the style sheet after thirteen minutes", () =>
  open("/fields", async (page, go) => {
    await page.route("**/app.css", async (route) => {
      const answer = await route.fetch();
      const css = await answer.text();
      assert.match(css, /session-ends 0s 780s/);
      await route.fulfill({ response: answer, body: css.replace("780s", "1s") });
    });
    await go();
    await page.getByRole("button", { name: "繼續使用" }).waitFor();
    assert.match(await page.getByRole("region", { name: "登入時限" }).innerText(), /2 分鐘後結束/);
  }, { javaScriptEnabled: false }));

test("the menu folds on a phone and is always open on a wide screen", async () => {
  await open("/", async (page, go) => {
    await go();
    const entry = page.getByRole("link", { name: "公佈欄" });
    assert.ok(!(await entry.isVisible()));
    await page.getByText("主選單", { exact: true }).click();
    assert.ok(await entry.isVisible());
  }, { viewport: { width: 390, height: 800 }, javaScriptEnabled: false });
  await open("/", async (page, go) => {
    await go();
    assert.ok(await page.getByRole("navigation", { name: "主選單" }).getByRole("link", { name: "公佈欄" }).isVisible());
  }, { javaScriptEnabled: false });
});
