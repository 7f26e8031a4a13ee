// One Chromium for a script, and contexts in it that complain of whatever their pages complain of.
import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";
import { PATIENCE_SECONDS } from "./until.mjs";

const FLAGS = [
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];
const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** Sizes of windows. */
export const DESKTOP = { viewport: { width: 1280, height: 800 } };
export const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

function found() {
  if (process.env.CHROME_BIN) return process.env.CHROME_BIN;
  for (const name of NAMES) {
    try {
      return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    } catch {
      // The next one, then.
    }
  }
  throw new Error("there is no Chromium; set CHROME_BIN");
}

let running;

/** The browser, started when it is first needed. */
export function browser() {
  const root = process.getuid?.() === 0;
  running ??= chromium.launch({ executablePath: found(), args: root ? ["--no-sandbox", ...FLAGS] : FLAGS });
  return running;
}

export async function closeBrowser() {
  await (await running)?.close();
}

/** What a browser says where a network or a server is away. */
export const NETWORK = /net::ERR_|WebSocket connection to .* failed|ERR_INTERNET_DISCONNECTED/;

/** Somebody's browser: own storage, and pages whose complaints are kept. */
export class Window {
  complaints = [];
  #expected = [];

  static async open(options = DESKTOP) {
    const window = new Window();
    window.isPhone = Boolean(options.isMobile);
    window.context = await (await browser()).newContext({ locale: "en-GB", ...options });
    window.context.setDefaultTimeout(PATIENCE_SECONDS * 1_000);
    window.page = await window.newPage();
    return window;
  }

  async newPage() {
    const page = await this.context.newPage();
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") {
        this.#complain(`${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    page.on("pageerror", (error) => this.#complain(`thrown: ${error.stack ?? error}`));
    page.on("crash", () => this.#complain("the page crashed"));
    return page;
  }

  #complain(text) {
    if (!this.#expected.some((pattern) => pattern.test(text))) this.complaints.push(text);
  }

  /** From now on complaints of this form are none: the scene brings them about. */
  expect(...patterns) {
    this.#expected.push(...patterns);
  }

  async close() {
    await this.context.close();
  }
}
