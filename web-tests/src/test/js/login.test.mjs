// Logging in by e-mail, staying logged in, and logging out, in all tabs of a browser.
import assert from "node:assert/strict";
import { Account } from "./harness/api.mjs";
import { Person } from "./harness/person.mjs";
import { scene, serve } from "./harness/scene.mjs";
import { t } from "./harness/text.mjs";
import { until } from "./harness/until.mjs";

const server = await serve({ DATABASE_URL: "memory:" });

scene("a code from an e-mail logs in", async (open) => {
  await Account.register(server.url, "ivy");
  const window = await open();
  const { page } = window;
  await page.goto(server.url);
  await page.getByRole("button", { name: t.byEmail }).click();
  await page.getByLabel(t.email).fill("ivy@example.org");
  await page.getByRole("button", { name: t.sendCode }).click();

  await until("there is a letter", () => server.letters().length > 0);
  const [code] = server.letters()[0].match(/\b\d{6}\b/);
  await page.getByLabel(t.code).fill(code);
  await page.getByRole("button", { name: t.logIn, exact: true }).click();

  await new Person(window, server.url, "ivy").isIn();
});

scene("who is logged in stays so in every tab, until they log out in one of them", async (open) => {
  await Account.register(server.url, "jon");
  const jon = await Person.logsIn(open, server.url, "jon");
  const other = await jon.window.newPage();
  await other.goto(server.url);
  await other.getByRole("navigation", { name: t.conversations }).waitFor();
  await jon.page.reload();
  await jon.isIn();

  await jon.page.getByRole("button", { name: t.menu, exact: true }).click();
  await jon.page.getByRole("menuitem", { name: t.logOut }).click();
  await jon.dialog.getByRole("button", { name: t.logOut }).click();

  for (const page of [jon.page, other]) await page.getByLabel(t.login).waitFor();
  const kept = await jon.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  await jon.page.reload();
  await jon.page.getByLabel(t.login).waitFor();
  assert.deepEqual(kept.filter((name) => /[0-9a-f]{12}$/.test(name)), [], "what was kept of jon is gone");
});
