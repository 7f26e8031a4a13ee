// What an automated check finds amiss for people with impairments: nothing, in the light and in the dark.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Account } from "./harness/api.mjs";
import { DESKTOP, PHONE } from "./harness/browser.mjs";
import { Person } from "./harness/person.mjs";
import { scene, serve } from "./harness/scene.mjs";
import { t } from "./harness/text.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const server = await serve({ DATABASE_URL: "memory:" });
const { url } = server;
const [ann, ben, cat] = await Promise.all(["ann", "ben", "cat"].map((name) => Account.register(url, name, `${name} Example`)));
await ann.befriend(ben);
await cat.ask("POST", "/friend-requests", { userId: ann.id });
const direct = await ann.direct(ben);
const first = await ben.post(direct, "Look at https://example.org, @ann");
await ann.ask("PUT", `/messages/${first.id}/reactions/${encodeURIComponent("👍")}`);
await ann.ask("POST", `/conversations/${direct.id}/messages`, { content: "I see", replyTo: first.id });
await ann.ask("PUT", `/messages/${first.id}/pin`);
const group = await ann.group("Crew", ben, cat);
await ben.post(group, "@ann hello");
await cat.post(group, "hello all");

/** Answers with what is amiss. */
async function found(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${where}: ${id}: ${html.slice(0, 150)} ${failureSummary}`));
}

for (const colorScheme of ["light", "dark"]) {
  for (const [device, size] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    scene(`${colorScheme}, on a ${device}`, async (open) => {
      const window = await open({ ...size, colorScheme, reducedMotion: "reduce" });
      const { page } = window;
      const isPhone = size === PHONE;
      const amiss = [];
      const check = async (...what) => amiss.push(...(await found(...what)));
      await page.goto(url);
      const reader = new Person(window, url, "ann");
      await check(page, "logging in");
      await page.getByRole("button", { name: `${t.noAccount} ${t.register}` }).click();
      await check(page, "registering");
      await page.reload();
      await reader.logIn();
      await reader.row("Crew").waitFor();
      await check(page, "the list");

      await reader.opens("ben Example");
      await reader.sees("I see");
      await check(page, "a direct conversation");
      await reader.opensMenu("I see");
      await check(page, "the menu of a message");
      await page.keyboard.press("Escape");
      if (isPhone) await reader.goesBack();
      await reader.opens("Crew");
      await reader.sees("hello all");
      await check(page, "a group");
      await page.getByRole("button", { name: t.options }).click();
      await page.getByRole("menuitem", { name: t.details }).click();
      await check(page, "the details of a group");
      await reader.closesDialogs();
      await page.getByRole("button", { name: t.searchHere }).click();
      await page.getByRole("searchbox", { name: t.searchHere }).fill("hello");
      await reader.dialog.getByRole("button", { name: /hello all/ }).waitFor();
      await check(page, "searching");
      await reader.closesDialogs();
      if (isPhone) await reader.goesBack();
      await reader.newChat();
      await reader.dialog.getByRole("button", { name: t.accept }).waitFor();
      await check(page, "people");
      await reader.closesDialogs();
      await page.getByRole("button", { name: t.menu, exact: true }).click();
      await page.getByRole("menuitem", { name: t.settings }).click();
      await reader.dialog.waitFor();
      await check(page, "settings");
      assert.deepEqual(amiss, []);
    });
  }
}
