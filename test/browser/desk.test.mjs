// A reviewer's desk: the queue with its filters, taking a case on, notes for one's
// own party, and by keyboard from one case to the next (F7, F2).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { watch } from "./look.mjs";
import { openBrowser, person, portal, signIn } from "./stack.mjs";

let browser, bureau, colleague;
before(async () => {
  browser = await openBrowser();
  const enter = async (login) => watch(await signIn(await browser.newContext(), person(login)));
  bureau = await enter("bureau01");
  colleague = await enter("bureau02");
});
after(() => browser?.close());

const queue = (page) => page.getByRole("table", { name: "待我審核" });
const claims = (page) => queue(page).getByRole("button", { name: /^認領/ });

// The queue as soon as as many wait in it as the case needs; the sample data are
// on their way through the machines.
async function open(page, least) {
  for (let n = 0; n < 240; n++) {
    await page.goto(portal + "/cases");
    if ((await claims(page).count()) >= least) return;
    await page.waitForTimeout(250);
  }
  assert.fail(`fewer than ${least} cases wait`);
}

let number;
test("F7 a case is taken on in the queue, and a colleague sees who has it", async () => {
  await open(bureau, 2);
  await bureau.look("待我審核");
  const button = claims(bureau).first();
  number = (await button.textContent()).match(/B\d{10}/)[0];
  await button.focus();
  await bureau.keyboard.press("Enter");
  await bureau.getByRole("status").filter({ hasText: `已認領申請單 ${number}` }).waitFor();
  await colleague.goto(portal + "/cases?whose=other");
  const row = queue(colleague).getByRole("row").filter({ hasText: number });
  assert.match(await row.textContent(), /李審查.*釋出/s);
  await colleague.look("待我審核，篩選由同仁認領");
});

test("F7 a note stays within the party", async () => {
  await bureau.goto(`${portal}/cases/${number}`);
  await bureau.getByLabel("內部註記").fill("已與承辦人電話確認。\n尚待法務意見。");
  await bureau.getByRole("button", { name: "新增註記" }).click();
  await bureau.getByText("尚待法務意見。").waitFor();
  await bureau.look("申請單，內部註記");
  await colleague.goto(`${portal}/cases/${number}`);
  await colleague.getByText("尚待法務意見。").waitFor();
});

test("F7 the keyboard leads from one case to the next", async () => {
  await bureau.goto(`${portal}/cases/${number}`);
  await bureau.keyboard.press("Tab"); // the way past the menu
  await bureau.keyboard.press("Enter");
  for (let n = 0; n < 10; n++) {
    await bureau.keyboard.press("Tab");
    if ((await bureau.evaluate(() => document.activeElement.textContent)).startsWith("下一件待審核")) break;
  }
  await bureau.keyboard.press("Enter");
  await bureau.waitForURL((url) => !url.href.endsWith(number) && /\/cases\/B\d{10}$/.test(url.href));
  await bureau.getByRole("group", { name: "審核" }).waitFor();
});
