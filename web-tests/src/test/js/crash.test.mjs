// The server dies without a word, and the network goes, while people write: nothing is lost, doubled or out of order.
import assert from "node:assert/strict";
import { Account } from "./harness/api.mjs";
import { NETWORK } from "./harness/browser.mjs";
import { Person } from "./harness/person.mjs";
import { scene, serve } from "./harness/scene.mjs";
import { until } from "./harness/until.mjs";

const server = await serve();
const { url } = server;

/** Everybody sees the same, each message once, and of each sender in the order of writing. */
async function assertWhole(people, accounts, conversation, written) {
  const stored = (await accounts[0].history(conversation)).map(({ content }) => content);
  assert.deepEqual([...stored].sort(), written.flat().sort());
  for (const own of written) assert.deepEqual(stored.filter((text) => own.includes(text)), own);
  for (const person of people) {
    await until(
      () => `${person.username} sees everything`,
      async () => (await person.texts()).join("|") === stored.join("|"),
    );
  }
}

scene("killed and started again while both type", async (open) => {
  const accounts = await Promise.all(["ann", "ben"].map((name) => Account.register(url, name)));
  const conversation = await accounts[0].direct(accounts[1]);
  await accounts[0].post(conversation, "before");
  const people = await Promise.all(accounts.map(({ username }) => Person.logsIn(open, url, username)));
  const [ann, ben] = people;
  for (const person of people) person.window.expect(NETWORK);
  await ann.opens("ben");
  await ben.opens("ann");
  await ann.sees("before");
  await ben.sees("before");

  const kills = [5, 11];
  const write = async (person) => {
    const texts = [];
    for (let i = 0; i < 18; i++) {
      texts.push(`${person.username} ${i}`);
      await person.says(texts.at(-1));
    }
    return texts;
  };
  const killing = (async () => {
    for (const at of kills) {
      await ann.messages(`ann ${at}`).first().waitFor();
      await server.kill();
      await server.start();
    }
  })();
  const written = await Promise.all(people.map(write));
  await killing;

  for (const [i, person] of people.entries()) await person.seesState(written[i].at(-1), "delivered", "seen");
  written[0].unshift("before");
  await assertWhole(people, accounts, conversation, written);
});

scene("without a network what is typed waits, and goes when it is back", async (open) => {
  const accounts = await Promise.all(["cat", "dan"].map((name) => Account.register(url, name)));
  const conversation = await accounts[0].direct(accounts[1]);
  await accounts[0].post(conversation, "before");
  const people = await Promise.all(accounts.map(({ username }) => Person.logsIn(open, url, username)));
  const [cat, dan] = people;
  cat.window.expect(NETWORK);
  await cat.opens("dan");
  await dan.opens("cat");
  await cat.sees("before");

  await cat.window.context.setOffline(true);
  for (const text of ["one", "two", "three"]) await cat.says(text);
  await cat.seesState("three", "sending");
  await dan.says("meanwhile");
  await dan.seesState("meanwhile", "sent", "delivered");
  await cat.window.context.setOffline(false);

  await cat.seesState("three", "delivered", "seen");
  await cat.sees("meanwhile");
  await assertWhole(people, accounts, conversation, [["before", "one", "two", "three"], ["meanwhile"]]);
});
