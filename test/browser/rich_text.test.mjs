// The editor of rich text on its field, and the field without it (B2).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openGallery } from "./gallery.mjs";
import { watch } from "./look.mjs";

let gallery;
before(async () => {
  gallery = await openGallery();
});
after(() => gallery?.close());

async function open(options = {}) {
  const context = await gallery.browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = watch(await context.newPage());
  await page.goto(gallery.address + "/fields", { waitUntil: "networkidle" });
  return page;
}

const sent = (page) => page.locator("input[name=purpose-html]").inputValue();

test("B2 the editor holds what was stored, and sends paragraphs, lists and bold text", async () => {
  const page = await open();
  const box = page.locator(".editor");
  await box.waitFor();
  assert.equal(await page.getByRole("textbox", { name: /服務目的與內容/ }).count(), 1, "its label names it");
  assert.equal(await box.locator("li").count(), 2, "the stored list");
  await box.fill("第一段");
  assert.match(await sent(page), /<p>第一段/);
  await box.press("End");
  await box.press("Enter");
  await page.getByRole("button", { name: "粗體" }).focus();
  await page.keyboard.press("Enter"); // by keyboard like any button
  assert.equal(await page.getByRole("button", { name: "粗體" }).getAttribute("aria-pressed"), "true");
  await page.keyboard.type("重要");
  assert.match(await sent(page), /<b>重要<\/b>/);
  await page.getByRole("button", { name: "項目符號" }).click();
  assert.match(await sent(page), /<ul><li>.*重要.*<\/li><\/ul>/);
  await page.look("多格式文字");
});

test("trust 22: what is pasted is stripped to what the server keeps, and runs nothing", async () => {
  const page = await open();
  const box = page.locator(".editor");
  await box.click();
  await box.evaluate((element) => {
    const data = new DataTransfer();
    data.setData("text/html", '<h1 onclick="alert(1)">標題</h1><img src=x onerror="alert(1)"><script>alert(1)</script><a href="javascript:alert(1)">連結</a>');
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  const html = await sent(page);
  assert.match(html, /標題/);
  assert.doesNotMatch(html, /script|onerror|onclick|<img|<a /);
  await page.look("多格式文字，貼上");
});

test("B2 a button leads back to the plain text, which keeps every line", async () => {
  const page = await open();
  await page.locator(".editor").waitFor();
  await page.getByRole("button", { name: "改用純文字" }).click();
  const area = page.locator("textarea[name=purpose]");
  assert.equal(await area.inputValue(), "民眾申請「測試商業銀行」-「信用卡」服務。\n\n- 所得資料\n- 財產資料");
  assert.equal(await page.locator("input[name=purpose-html]").count(), 0);
  assert.ok(await area.evaluate((element) => element === document.activeElement));
});

test("B2 without script there is an ordinary text field", async () => {
  const page = await open({ javaScriptEnabled: false });
  const area = page.getByLabel(/服務目的與內容/);
  assert.equal(await area.evaluate((element) => element.tagName), "TEXTAREA");
  assert.ok(await area.isVisible());
  assert.equal(await page.getByRole("button", { name: "粗體" }).count(), 0);
});
