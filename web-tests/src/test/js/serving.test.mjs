// The page as it comes from the server: small, safe, and without a complaint.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { scene, serve } from "./harness/scene.mjs";
import { root } from "./harness/server.mjs";

const OWN_CODE = 60 * 1_024; // compressed, each file by itself, as they come over the wire
const FIRST_PAINT = 100 * 1_024;

const folder = path.join(root, "web");
const files = readdirSync(folder, { recursive: true })
  .map((name) => path.join(folder, name))
  .filter((file) => statSync(file).isFile());

const server = await serve({ DATABASE_URL: "memory:" });

test("all of its own code together is small", () => {
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);

  assert.ok(bytes < OWN_CODE, `${bytes} bytes`);
});

test("no script and no style stands in the page, and nothing comes from elsewhere", () => {
  const html = readFileSync(path.join(folder, "index.html"), "utf8");

  assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|(src|href)="(\w+:)?\/\//);
  assert.match(html, /<meta name="chattr-server" content="">/);
  assert.match(html, /<meta name="chattr-demo" content="">/);
});

test("nothing in it makes HTML of text", () => {
  const dangerous = /\b(innerHTML|outerHTML|insertAdjacentHTML|srcdoc|DOMParser|createContextualFragment|document\.write|eval|new Function)\b/;
  for (const file of files.filter((name) => name.endsWith(".js"))) {
    assert.doesNotMatch(readFileSync(file, "utf8"), dangerous, file);
  }
});

scene("it is painted with little, and says nothing on the console", async (open) => {
  const { context, page } = await open();
  const network = await context.newCDPSession(page);
  let bytes = 0;
  await network.send("Network.enable");
  network.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));

  const answer = await page.goto(server.url, { waitUntil: "networkidle" });

  assert.equal(answer.status(), 200);
  assert.match(answer.headers()["content-security-policy"], /default-src 'none'/);
  assert.ok(bytes > 0 && bytes < FIRST_PAINT, `${bytes} bytes`);
});

scene("an injected script does not run", async (open) => {
  const window = await open();
  window.expect(/Content Security Policy|TrustedHTML|TrustedScript|Trusted Type/);
  await window.page.goto(server.url);

  const ran = await window.page.evaluate(async () => {
    const script = document.createElement("script");
    script.append("window.pwned = true");
    document.body.append(script);
    try {
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.pwned = true'>");
    } catch {
      // No text becomes HTML.
    }
    await new Promise(requestAnimationFrame);
    return window.pwned === true;
  });

  assert.equal(ran, false);
});
