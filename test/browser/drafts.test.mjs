// Drafts while somebody types (F1): nothing typed is lost when the power goes or
// the session ends.
import assert from "node:assert/strict";
import { test } from "node:test";
import { watch } from "./look.mjs";
import { identify, openBrowser, person, portal, run, signIn } from "./stack.mjs";

const name = `斷電前的服務 ${run}`;

// Begins an application and returns the address of its first section.
async function begin(page) {
  await page.goto(portal + "/services/new");
  await page.getByRole("main").getByRole("button").first().click();
  await page.getByRole("link", { name: "基本資料", exact: true }).click();
  return page.url();
}

test("F1 a power cut costs the last two seconds of typing, and another browser goes on", async () => {
  const first = await openBrowser();
  const page = await signIn(await first.newContext(), person("officer02"));
  const at = await begin(page);
  await page.getByLabel("服務名稱").fill(name);
  await page.getByText(/草稿已於 .* 儲存/).waitFor();
  await page.getByLabel("服務名稱").fill(`${name}，還沒存`);
  await first.close(); // within the two seconds that saving waits for more

  const second = await openBrowser();
  try {
    const again = await signIn(await second.newContext(), person("officer01"));
    await again.goto(portal + "/drafts");
    await again.getByRole("link", { name }).click();
    await again.getByRole("link", { name: "基本資料", exact: true }).click();
    assert.equal(again.url(), at);
    assert.equal(await again.getByLabel("服務名稱").inputValue(), name);
  } finally {
    await second.close();
  }
});

for (const [how, login, javaScriptEnabled] of [["with script", "officer01", true], ["without script", "officer02", false]]) {
  test(`F1 A14 after a time-out one signs in and goes on at the same place, nothing typed is lost, ${how}`, async () => {
    const browser = await openBrowser();
    try {
      const context = await browser.newContext({ javaScriptEnabled });
      const page = watch(await signIn(context, person(login)));
      const at = await begin(page);
      await page.getByLabel("服務名稱").fill(`逾時前的 ${run}`);
      if (javaScriptEnabled) await page.getByText(/草稿已於 .* 儲存/).waitFor();
      else {
        await page.getByRole("button", { name: "儲存草稿" }).click();
        await page.goto(at);
      }
      await context.clearCookies({ name: "__Host-session" });
      await page.getByLabel("服務名稱").fill(`逾時後的 ${run}`);
      await page.getByLabel("服務類別").selectOption({ label: "消費金融" });
      await page.getByRole("button", { name: "儲存並繼續" }).click();
      await page.getByText("您剛才輸入的內容還在這一頁").waitFor();
      if (javaScriptEnabled) await page.look("登入已逾時");

      const [tab] = await Promise.all([context.waitForEvent("page"), page.getByRole("link", { name: "登入後臺" }).click()]);
      await tab.goto(at);
      await identify(tab, person(login));
      assert.equal(tab.url(), at);
      assert.equal(await tab.getByLabel("服務名稱").inputValue(), `逾時前的 ${run}`);
      await tab.close();

      await page.getByRole("button", { name: "重新送出" }).click();
      await page.getByText("請輸入服務連結").first().waitFor();
      assert.equal(page.url(), at);
      assert.equal(await page.getByLabel("服務名稱").inputValue(), `逾時後的 ${run}`);
    } finally {
      await browser.close();
    }
  });
}

test("F1 two who edit one page are told, with what differs", async () => {
  const browser = await openBrowser();
  try {
    const mine = await signIn(await browser.newContext({ javaScriptEnabled: false }), person("officer02"));
    const at = await begin(mine);
    const theirs = await signIn(await browser.newContext(), person("officer01"));
    await theirs.goto(at);
    await theirs.getByLabel("服務名稱").fill(`承辦人的 ${run}`);
    await theirs.getByText(/草稿已於 .* 儲存/).waitFor();
    await mine.getByLabel("服務名稱").fill(`副手的 ${run}`);
    await mine.getByRole("button", { name: "儲存並繼續" }).click();
    const differences = mine.getByRole("table", { name: "不同的內容" });
    await differences.waitFor();
    assert.match(await differences.textContent(), new RegExp(`承辦人的 ${run}\\s+副手的 ${run}`));
    assert.equal(await mine.getByLabel("服務名稱").inputValue(), `副手的 ${run}`, "what was typed is still there");
  } finally {
    await browser.close();
  }
});
