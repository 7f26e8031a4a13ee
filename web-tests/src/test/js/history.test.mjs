// A long history: few elements, and what is read stays where it is.
import assert from "node:assert/strict";
import { Account } from "./harness/api.mjs";
import { Person } from "./harness/person.mjs";
import { scene, serve } from "./harness/scene.mjs";
import { t } from "./harness/text.mjs";
import { until } from "./harness/until.mjs";

const MANY = 5_000;
const SHOWN = 450;
const PACKS = 25;

const server = await serve({ DATABASE_URL: "memory:" });
const [ann, ben] = await Promise.all(["ann", "ben"].map((name) => Account.register(server.url, name)));
const conversation = await ann.direct(ben);
const posted = [];
for (let i = 0; i < MANY; i += PACKS) {
  const pack = await Promise.all(Array.from({ length: PACKS }, (_, k) => ann.post(conversation, `message number ${i + k}, ${"words ".repeat((i + k) % 17)}`)));
  posted.push(...pack);
}
await ben.ask("POST", `/conversations/${conversation.id}/read`, { seq: MANY });

const shown = (reader) =>
  reader.log.evaluate((log) => {
    const rows = [...log.querySelectorAll("[data-seq]")];
    return { first: Number(rows[0]?.dataset.seq), last: Number(rows.at(-1)?.dataset.seq), count: rows.length, seqs: rows.map((row) => Number(row.dataset.seq)) };
  });

/** Scrolls, and gives the first row in view with its place after that. */
const scroll = (reader, by) =>
  reader.log.evaluate((log, distance) => {
    log.scrollTop += distance;
    const top = log.getBoundingClientRect().top;
    const row = [...log.querySelectorAll("[data-seq]")].find((each) => each.getBoundingClientRect().bottom > top);
    return { seq: row.dataset.seq, y: row.getBoundingClientRect().top };
  }, by);

const placeOf = (reader, seq) =>
  reader.log.evaluate((log, wanted) => log.querySelector(`[data-seq="${wanted}"]`)?.getBoundingClientRect().top, seq);

/** Scrolls towards an end until another page was loaded, which moves nothing. */
async function turn(reader, by, isFurther) {
  const before = await shown(reader);
  let held;
  await until("another page comes", async () => {
    held = await scroll(reader, by);
    return isFurther(await shown(reader), before);
  });
  // Once more, settled: what is in view stays while rows come and go around it.
  held = await scroll(reader, 0);
  await reader.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const place = await placeOf(reader, held.seq);
  if (place !== undefined) assert.ok(Math.abs(place - held.y) < 3, `${held.seq} moved by ${place - held.y}`);
  const after = await shown(reader);
  assert.ok(after.count <= SHOWN, `${after.count} messages in the page`);
  assert.deepEqual(after.seqs, after.seqs.map((_, i) => after.first + i), "no gap and no double");
}

scene("5,000 messages scroll, with few of them in the page", async (open) => {
  const reader = await Person.logsIn(open, server.url, "ben");
  await reader.opens("ann");
  await reader.sees(`message number ${MANY - 1}, ${"words ".repeat((MANY - 1) % 17)}`.trim());
  assert.ok((await shown(reader)).count <= SHOWN);

  for (let i = 0; i < 14; i++) await turn(reader, -700, (now, before) => now.first < before.first);
  const far = (await shown(reader)).first;
  assert.ok(far < MANY - 600, `came back to ${far}`);
  for (let i = 0; i < 6; i++) await turn(reader, 700, (now, before) => now.last > before.last);

  await reader.page.getByRole("button", { name: t.toEnd }).click();
  await until("the newest are there again", async () => (await shown(reader)).last === MANY);
});

scene("a search leads far back, and from there it goes on either way", async (open) => {
  const reader = await Person.logsIn(open, server.url, "ben");
  await reader.opens("ann");
  await reader.page.getByRole("button", { name: t.searchHere }).click();
  await reader.page.getByRole("searchbox", { name: t.searchHere }).fill("number 1234");
  await reader.dialog.getByRole("button", { name: /message number 1234/ }).click();

  await until("it is in view", () =>
    reader.log.evaluate((log, seq) => {
      const box = log.querySelector(`[data-seq="${seq}"]`)?.getBoundingClientRect();
      const view = log.getBoundingClientRect();
      return box && box.top >= view.top && box.bottom <= view.bottom;
    }, posted[1234].seq),
  );
  await turn(reader, -700, (now, before) => now.first < before.first);
  await turn(reader, 700, (now, before) => now.last > before.last);
  assert.ok((await shown(reader)).count <= SHOWN);
});
