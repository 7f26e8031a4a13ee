// Two servers over one database, and a switch before them that sends people to one or the other. Arguments: both URLs.
import assert from "node:assert/strict";
import { createServer, connect as dial } from "node:net";
import { ask, call, connect, next, register, say, told, until, ways } from "./chat.mjs";

const [here, there] = process.argv.slice(2).map((url) => new URL(url).port);

// Each person has a switch of their own, as behind a balancer that keeps people where they are.
async function toNode(port) {
  const lines = new Set();
  const gate = { port };
  const server = createServer((line) => {
    const far = dial(gate.port, "localhost");
    lines.add(line);
    [[line, far], [far, line]].forEach(([from, to]) => from.on("error", () => to.destroy()).on("close", () => to.destroy()).pipe(to));
  });
  server.listen(0);
  await new Promise((resolve) => server.once("listening", resolve));
  gate.url = `http://localhost:${server.address().port}`;
  gate.goesTo = (other) => {
    gate.port = other;
    lines.forEach((line) => line.destroy());
    lines.clear();
  };
  return gate;
}

const [ann, ben] = await Promise.all(["ann", "ben"].map(register));
const numbers = (count) => Array.from({ length: count }, (_, i) => i + 1);
const { id: conversationId } = await call("POST", "/api/v1/conversations", ann.token, { type: "direct", userId: ben.id });
const annSocket = connect(ann.token);
await next(annSocket, "connect");
let count = 0;
const post = async (more) => {
  for (count += more; more > 0; more--) await ask(annSocket, "send_message", { conversationId, content: "x" });
};

const soon = { reconnectionDelay: 20, reconnectionDelayMax: 200 };

// Somebody goes to and fro between the nodes, at first before anything was heard.
async function wanders(way) {
  const gate = await toNode(here);
  const seqs = [];
  const socket = connect(ben.token, { ...way, ...soon }, gate.url);
  socket.on("message:new", ({ message }) => seqs.push(message.seq));
  await next(socket, "connect");
  const recoveries = [];
  socket.on("connect", () => recoveries.push(socket.recovered));
  const goesTo = async (port) => {
    const back = next(socket, "connect");
    gate.goesTo(port);
    await back;
  };
  return { socket, seqs, recoveries, goesTo };
}

const bens = await Promise.all([ways.insisting, ways.polling, ways.usual].map(wanders));
for (const port of [there, here, there]) {
  const gone = bens.map((each) => each.goesTo(port));
  await post(20);
  await Promise.all(gone);
  await post(5);
  for (const { seqs } of bens) {
    await until(() => `${seqs.length} of ${count}`, () => seqs.length >= count);
    assert.deepEqual(seqs, numbers(count));
  }
}
for (const { recoveries } of bens) assert.deepEqual(recoveries, [true, true, true]);

// The node that they are on says what the other one is told, both ways.
const heard = next(annSocket, "message:new", ({ message }) => message.content === "from there");
await ask(bens[0].socket, "send_message", { conversationId, content: "from there" });
await heard;
count++;

// A node dies.
say("kill");
await told("killed");
await Promise.all(bens.map((each) => each.goesTo(here)));
await post(5);
for (const { seqs, recoveries } of bens) {
  await until(() => `${seqs.length} of ${count}`, () => seqs.length >= count);
  assert.deepEqual(seqs, numbers(count));
  assert.equal(recoveries.includes(false), false);
}
say("done");
process.exit(0);
