// The gallery of the page kit and a Chromium to look at it with.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));

const switches = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

// Builds and starts both, with the pages of a folder below /kept/ where one is
// named; close() ends what was started here.
export async function openGallery(kept = "") {
  const folder = mkdtempSync(join(tmpdir(), "gallery-"));
  const binary = join(folder, "gallery");
  execFileSync("go", ["build", "-o", binary, "./test/gallery"], { cwd: root });
  const server = spawn(binary, ["-addr", "127.0.0.1:0", "-kept", kept], { stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise((resolve, reject) => {
    server.stdout.once("data", (line) => resolve(String(line).trim().replace(/\/$/, "")));
    server.once("exit", (code) => reject(new Error(`gallery ended with ${code}`)));
  });
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: switches });
  return {
    browser,
    address,
    async close() {
      await browser.close();
      server.removeAllListeners("exit");
      server.kill();
      rmSync(folder, { recursive: true });
    },
  };
}
