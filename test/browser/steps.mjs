// What the tests of a service's life do again and again: signing in to look,
// approving, handing in, waiting for a state, moving the clock.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { pdf } from "./files.mjs";
import { watch } from "./look.mjs";
import { person, portal, signIn } from "./stack.mjs";

// The day in Taipei so many days from today.
export const day = (ahead) => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Taipei" }).format(new Date(Date.now() + ahead * 86_400_000));

export const enter = async (browser, login) => watch(await signIn(await browser.newContext(), person(login)));
export const press = (who, button) => who.getByRole("button", { name: button, exact: true }).click();
export const heading = (who, words) => who.getByRole("heading", { level: 1, name: words }).waitFor();
export const main = (who) => who.getByRole("main").textContent();

// Approves what is under review, in the order of the chain.
export async function approved(paper, ...reviewers) {
  for (const reviewer of reviewers) {
    for (let n = 0; ; n++) {
      assert.ok(n < 240, `${paper}: it is never this party's turn`);
      await reviewer.goto(`${portal}/cases/${paper}`);
      if (await reviewer.getByRole("group", { name: "審核" }).count()) break;
      await reviewer.waitForTimeout(500);
    }
    await reviewer.getByRole("radio", { name: "同意", exact: true }).check();
    if (await reviewer.getByLabel("發文日期").count()) {
      await reviewer.getByLabel("發文日期").fill(day(0));
      await reviewer.getByLabel("發文字號").fill("銀局（控）字第 11500005678 號");
    }
    const received = reviewer.getByRole("checkbox", { name: /已收到函文/ });
    if (await received.count()) await received.check();
    await press(reviewer, "送出");
    await reviewer.getByRole("main").getByRole("button", { name: "送出", exact: true }).click();
    await reviewer.getByRole("status").getByText("「同意」已送出").waitFor();
  }
}

// Opens a page until it says something.
export async function until(who, address, words) {
  for (let n = 0; n < 240; n++) {
    await who.goto(address);
    if ((await main(who)).includes(words)) return;
    await who.waitForTimeout(500);
  }
  assert.fail(`${address} never says ${words}: ${await who.getByRole("main").innerText()}`);
}

// Hands a file in from a form and comes back to it.
export async function handIn(who, label) {
  await press(who, new RegExp(`選擇檔案.*${label}`));
  await heading(who, "上傳檔案");
  await who.getByLabel("選擇檔案").setInputFiles({ name: `${label}.pdf`, mimeType: "application/pdf", buffer: pdf() });
  await press(who, "上傳");
  await who.getByText("檢查通過").first().waitFor({ timeout: 60_000 });
  await who.look(`上傳${label}`);
  await who.getByRole("main").getByRole("link", { name: /^回「/ }).first().click();
}

// Does what is due by the beginning of a day in Taipei.
export function midnight(of) {
  const at = new Date(`${of}T00:00:00+08:00`).toISOString().replace(".000", "");
  execFileSync("go", ["run", "./test/tick", "-at", at], { cwd: fileURLToPath(new URL("../..", import.meta.url)) });
}
