// The stack that PORTAL_STACK leads to, its mailbox and its sample people, for the
// Chromium that visits it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { Secret, TOTP } from "otpauth";

export { openBrowser } from "./chromium.mjs";

const stack = JSON.parse(readFileSync(process.env.PORTAL_STACK, "utf8"));
const { accounts } = JSON.parse(readFileSync(stack.accounts, "utf8"));

export const portal = stack.portal;

// Nobody else on the stack has an address or account name with this in it.
export const run = Date.now().toString(36);

// The newest mail to an address whose subject has these words and that is about
// something, a case number for example; it may take a moment on its way through
// stream and relay, and a minute more where reconcile has to wake it.
export async function mailTo(address, words, about = "") {
  const query = about ? `to:"${address}" "${about}"` : `to:"${address}"`;
  for (let n = 0; n < 400; n++) {
    const found = await (await fetch(`${stack.mail}/api/v1/search?query=${encodeURIComponent(query)}`)).json();
    const mail = found.messages.find(({ Subject }) => Subject.includes(words));
    if (mail) return (await fetch(`${stack.mail}/api/v1/message/${mail.ID}`)).json();
    await pause(250);
  }
  assert.fail(`no mail ${words} to ${address}`);
}

export const person = (account) => accounts.find((a) => a.account === account);

const used = new Map();

// A code nobody has used. The portal takes the one after this moment's too; for
// a later one it waits.
export async function freshCode(secret) {
  const now = () => Math.floor(Date.now() / 30_000);
  while (now() < (used.get(secret) ?? 0)) await pause(500);
  const step = Math.max(now(), (used.get(secret) ?? 0) + 1);
  used.set(secret, step);
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: step * 30_000 });
}

// Signs in somebody whose authenticator is bound, and returns the page.
export async function signIn(context, who) {
  const page = await context.newPage();
  await page.goto(portal + "/signin");
  await identify(page, who);
  return page;
}

// Where the people of this file sit: the portal takes fifty passwords in a quarter
// of an hour from one address (trust 12), and all files together have more. The
// emulator believes the header as API Gateway never would.
const address = `198.51.100.${1 + (process.pid % 254)}`;
const isSignIn = (url) => url.pathname.endsWith("/signin");
const fromThere = (route) => route.continue({ headers: { ...route.request().headers(), "x-forwarded-for": address } });

// Does so on the sign-in page, however one came there.
export async function identify(page, { account, password, totp_secret: secret }) {
  await page.route(isSignIn, fromThere);
  await page.getByLabel("帳號").fill(account);
  await page.getByLabel("密碼", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登入後臺" }).click();
  await page.unroute(isSignIn, fromThere);
  for (let tries = 0; tries < 4; tries++) { // another file may have used the first code or two
    await page.getByLabel("驗證碼").fill(await freshCode(secret));
    await page.getByRole("button", { name: "驗證", exact: true }).click();
    await page.waitForLoadState();
    if ((await page.locator("h1").textContent()) !== "MyData後臺登入身份驗證") return;
  }
  assert.fail(`${account} cannot sign in: ${await page.textContent("main")}`);
}
