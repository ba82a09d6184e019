// The gallery of the page kit and a Chromium to look at it with.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openBrowser } from "./chromium.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

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
  const browser = await openBrowser();
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
