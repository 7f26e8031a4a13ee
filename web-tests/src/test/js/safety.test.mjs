// Whatever people write is text.
import assert from "node:assert/strict";
import { Account } from "./harness/api.mjs";
import { Person } from "./harness/person.mjs";
import { scene, serve } from "./harness/scene.mjs";

const server = await serve({ DATABASE_URL: "memory:" });
const { url } = server;

const EVIL = "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script>";

scene("names, titles and messages never become HTML", async (open) => {
  const mallory = await Account.register(url, "mallory", EVIL.slice(0, 60));
  const vic = await Account.register(url, "vic");
  await mallory.ask("PATCH", "/users/me", { about: EVIL });
  await mallory.post(await mallory.group(EVIL, vic), EVIL);
  const direct = await mallory.direct(vic);
  const first = await mallory.post(direct, EVIL);
  await mallory.ask("POST", `/conversations/${direct.id}/messages`, { content: `${EVIL} again`, replyTo: first.id });
  await mallory.ask("PUT", `/messages/${first.id}/pin`);

  const reader = await Person.logsIn(open, url, vic.username);
  const rows = reader.list.locator("[data-conversation-id]");
  for (let i = 0; i < 2; i++) {
    await rows.nth(i).click();
    await reader.sees(EVIL);
    await reader.page.locator("main header").getByRole("heading").click();
    await reader.dialog.waitFor();
    await reader.closesDialogs();
  }

  assert.equal(await reader.page.evaluate(() => window.pwned), undefined);
  assert.equal(await reader.page.locator("img[src=x]").count(), 0);
});

scene("links open elsewhere and tell nothing, and only web links are links", async (open) => {
  const ann = await Account.register(url, "ann");
  const ben = await Account.register(url, "ben");
  const direct = await ann.direct(ben);
  for (const text of [
    "See https://example.org/a?b=1&c=2. Good!",
    "javascript:alert(1)",
    "data:text/html,<b>x</b>",
    "https://\u202eexample.org",
    "(http://example.org/path_(with)_brackets)",
  ]) {
    await ann.post(direct, text);
  }

  const reader = await Person.logsIn(open, url, ben.username);
  await reader.opens("ann");
  await reader.sees("javascript:alert(1)");
  const links = await reader.log
    .getByRole("link")
    .evaluateAll((all) => all.map(({ href, rel, target, textContent }) => ({ href, rel, target, textContent })));

  assert.ok(links.some(({ href }) => href === "https://example.org/a?b=1&c=2"), JSON.stringify(links));
  for (const { href, rel, target } of links) {
    assert.match(href, /^https?:/);
    assert.deepEqual(rel.split(" ").sort(), ["nofollow", "noopener", "noreferrer"]);
    assert.equal(target, "_blank");
  }
});
