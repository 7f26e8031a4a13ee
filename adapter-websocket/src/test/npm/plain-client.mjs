// The client of docs/websocket.md, run as it stands there. Arguments: the endpoint, a file with the client, a user, a
// conversation. It says what it hears, line by line, and is told to go on by lines.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { WebSocket } from "ws";

globalThis.WebSocket ??= WebSocket;
const [, , url, file, user, conversationId] = process.argv;
const connect = new Function(`${readFileSync(file, "utf8")}; return connect;`)();
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const texts = [];
let begun;
const ready = new Promise((resolve) => (begun = resolve));
const ask = connect(url, async () => user, ({ type, data }) => {
  if (type === "log:position") begun();
  if (type === "reset") process.exit(2);
  if (type === "message:new") texts.push(data.message.content);
});
const heard = async (count) => {
  while (texts.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
};

await ready;
const sent = await ask("send_message", { conversationId, content: "one", clientMessageId: "1" });
assert.equal(sent.content, "one");
await assert.rejects(() => ask("send_message", { conversationId, content: "" }), { code: "required" });
await heard(1);
console.log("restart");
await lines.next();
await heard(3);
const again = await ask("send_message", { conversationId, content: "one", clientMessageId: "1" });
assert.equal(again.id, sent.id);
await ask("send_message", { conversationId, content: "four" });
await heard(4);
assert.deepEqual(texts, ["one", "two", "three", "four"]);
console.log("done");
process.exit(0);
