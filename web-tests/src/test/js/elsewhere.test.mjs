// The same folder from a static host on another origin, which is there even while the server is not.
import assert from "node:assert/strict";
import { after } from "node:test";
import { Account } from "./harness/api.mjs";
import { NETWORK } from "./harness/browser.mjs";
import { Elsewhere } from "./harness/elsewhere.mjs";
import { Person } from "./harness/person.mjs";
import { scene, serve } from "./harness/scene.mjs";
import { t } from "./harness/text.mjs";

const host = await Elsewhere.listen();
after(() => host.close());
const server = await serve({ CHATTR_ALLOWED_ORIGINS: host.origin });
host.server = server.url;

scene("people on either origin talk", async (open) => {
  const ann = await Person.registers(open, host.origin, "ann");
  const ben = await Person.registers(open, server.url, "ben");

  await ann.talksTo("ben");
  await ann.says("hello over there");
  await ben.opens("ann");
  await ben.says("hello back");

  await ann.sees("hello back");
  await ann.seesState("hello over there", "seen");
});

scene("what was typed while the server was away outlives the page, and what was read is there at once", async (open) => {
  const accounts = await Promise.all(["cat", "dan"].map((name) => Account.register(server.url, name)));
  const conversation = await accounts[0].direct(accounts[1]);
  for (let i = 0; i < 5; i++) await accounts[1].post(conversation, `earlier ${i}`);
  const cat = await Person.logsIn(open, host.origin, "cat");
  cat.window.expect(NETWORK);
  await cat.opens("dan");
  await cat.says("still here");
  await cat.seesState("still here", "sent", "delivered");

  await server.kill();
  for (const text of ["one", "two"]) await cat.says(text);
  await cat.seesState("two", "sending");
  // By the time that this is told, what was read is kept.
  await cat.page.getByText(t.connecting).waitFor();
  await cat.page.reload();
  await cat.isIn();
  if (!(await cat.log.count())) await cat.opens("dan");
  await cat.sees("earlier 4");
  await cat.seesState("two", "sending");
  await server.start();

  await cat.seesState("two", "sent", "delivered");
  const stored = (await accounts[0].history(conversation)).map(({ content }) => content);
  assert.deepEqual(stored.slice(-3), ["still here", "one", "two"]);
  assert.deepEqual(await cat.texts(), stored);
});
