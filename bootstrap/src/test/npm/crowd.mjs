// Pairs of people and a group, all writing as fast as they are answered, until told to stop. Tells how many
// messages were acknowledged, and at the end everything that was acknowledged and heard, as one line of JSON.
import { ask, call, connect, next, register, say, secondsToBeBack, told, until } from "./chat.mjs";

const pairs = Number(process.argv[3]);
const people = [];
for (let i = 0; i < 2 * pairs; i++) people.push(await register(`crowd${i}`));

const acknowledged = [];
const problems = [];
let stopping = false;
let unanswered = 0;

for (const person of people) {
  person.heard = {};
  person.recoveries = [];
  person.socket = connect(person.token);
  person.socket.on("connect", () => person.recoveries.push(person.socket.recovered));
  person.socket.on("connect_error", (error) => error.data && problems.push(error.data));
  person.socket.on("message:new", ({ message }) => {
    (person.heard[message.conversationId] ??= []).push({ seq: message.seq, id: message.id });
  });
  await next(person.socket, "connect");
}

// They hear from the first message on.
const group = await call("POST", "/api/v1/conversations", people[0].token, {
  type: "group",
  title: "Crowd",
  memberIds: people.map(({ id }) => id),
});
for (let i = 0; i < people.length; i += 2) {
  const other = people[i + 1];
  const { id } = await call("POST", "/api/v1/conversations", people[i].token, { type: "direct", userId: other.id });
  people[i].conversations = other.conversations = [id, id, id, group.id];
}

async function write(person, name) {
  for (let i = 0; !stopping; i++) {
    const conversationId = person.conversations[i % person.conversations.length];
    const message = { conversationId, content: `${name} says ${i}`, clientMessageId: `${name}-${i}` };
    unanswered++;
    try {
      const { id, seq } = await ask(person.socket, "send_message", message);
      acknowledged.push({ ...message, sender: person.id, id, seq });
      if (acknowledged.length % 50 === 0) say(`acknowledged ${acknowledged.length}`);
    } catch (problem) {
      problems.push(String(problem));
    }
    unanswered--;
  }
}

say("ready");
const writers = people.flatMap((person, i) => [write(person, `w${i}a`), write(person, `w${i}b`)]);
await told("stop");
stopping = true;
await Promise.race([
  Promise.all(writers),
  new Promise((_, reject) => setTimeout(() => reject(new Error(`${unanswered} unanswered`)), secondsToBeBack * 1_000)),
]);

// Sending again what was acknowledged long ago gives the first message.
const repeats = [];
for (let i = 0; i < acknowledged.length; i += Math.ceil(acknowledged.length / 25)) {
  const { id, seq, sender, ...message } = acknowledged[i];
  const person = people.find((candidate) => candidate.id === sender);
  repeats.push({ first: id, again: (await ask(person.socket, "send_message", message)).id });
}

const newest = {};
for (const { conversationId, seq } of acknowledged) newest[conversationId] = Math.max(newest[conversationId] ?? 0, seq);
const missing = () =>
  people.flatMap(({ id, heard, conversations }) =>
    [...new Set(conversations)]
      .filter((conversation) => (heard[conversation]?.at(-1)?.seq ?? 0) < (newest[conversation] ?? 0))
      .map((conversation) => `${id} has heard ${heard[conversation]?.at(-1)?.seq} of ${newest[conversation]} in ${conversation}`),
  );
await until(() => missing().join("; "), () => missing().length === 0);

const heard = people.map(({ id, heard, recoveries }) => ({ id, heard, recoveries }));
// More than a pipe holds: it must be through before the end.
process.stdout.write(`${JSON.stringify({ acknowledged, repeats, heard, problems })}\n`, () => process.exit(0));
