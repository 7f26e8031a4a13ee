// What a script is made of: scenes, each with a server that they share, windows of its own, and no complaints at its end.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, test } from "node:test";
import path from "node:path";
import { closeBrowser, Window } from "./browser.mjs";
import { root, Server } from "./server.mjs";

const SCENE_SECONDS = 150;
const SHOTS = process.env.SHOTS ?? path.join(root, "web-tests/target/shots");

const servers = [];

/** A server for the scenes of a script. */
export async function serve(settings, ...args) {
  const server = await Server.start(settings, ...args);
  servers.push(server);
  return server;
}

after(async () => {
  await closeBrowser();
  await Promise.all(servers.map((server) => server.close()));
});

/** A test in which people have windows: {@code play} gets a function that opens one. */
export function scene(name, play) {
  test(name, { timeout: SCENE_SECONDS * 1_000 }, async () => {
    const windows = [];
    const open = async (options) => {
      const window = await Window.open(options);
      windows.push(window);
      return window;
    };
    try {
      await play(open);
      assert.deepEqual(windows.flatMap((window) => window.complaints), [], "what the pages complained of");
    } catch (failure) {
      await show(name, windows);
      throw failure;
    } finally {
      await Promise.all(windows.map((window) => window.close()));
    }
  });
}

/** Keeps what the windows of a failed scene looked like, and says what their pages complained of. */
async function show(name, windows) {
  mkdirSync(SHOTS, { recursive: true });
  for (const [index, window] of windows.entries()) {
    const file = path.join(SHOTS, `${name.replace(/\W+/g, "-")}-${index + 1}.png`);
    for (const complaint of window.complaints) console.log(`window ${index + 1}: ${complaint}`);
    try {
      await window.page.screenshot({ path: file, timeout: 10_000 });
      console.log(`window ${index + 1} looked like ${file}`);
    } catch (gone) {
      console.log(`window ${index + 1} cannot be shown: ${gone.message}`);
    }
  }
  for (const server of servers) console.log(`the server said:\n${server.said().split("\n").slice(-15).join("\n")}`);
}
