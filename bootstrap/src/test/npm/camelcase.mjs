// B's frontend tells its story: it connects with a token and says nothing of its vocabulary. The server is killed in
// the middle. Each part is named after the row of features that it plays.
import assert from "node:assert/strict";
import { ask, call, connect, inEveryWay, next, register, until } from "./chat.mjs";

await inEveryWay(async ({ name: tag, way, kill, back: serverBack }) => {
  const ann = await register(`ann-${tag}`);
  const ben = await register(`ben-${tag}`);
  const { id: chatId } = await call("POST", "/api/v1/conversations", ann.token, { type: "direct", userId: ben.id });

  // P3: online, pushed live.
  const annSocket = connect(ann.token, way);
  await next(annSocket, "connect");
  const online = next(annSocket, "userOnline");
  const benSocket = connect(ben.token, way);
  await next(benSocket, "connect");
  assert.equal((await online)[0].userId, ben.id);

  // C5: a room is joined, which is also how the server learns what is spoken here. Before that, nothing is lost.
  const unspoken = next(benSocket, "newEncryptedMessage");
  await ask(annSocket, "joinChat", chatId);

  // M2: encrypted payloads, relayed unread, to both sides.
  const heard = { ann: [], ben: [] };
  annSocket.on("newEncryptedMessage", (message) => heard.ann.push(message));
  benSocket.on("newEncryptedMessage", (message) => heard.ben.push(message));
  const first = await ask(annSocket, "sendEncryptedMessage", { chatId, encryptedMessage: "c2VjcmV0", clientMessageId: "1" });
  assert.equal(first.encryptedMessage, "c2VjcmV0");
  assert.equal((await unspoken)[0]._id, first._id);
  await ask(benSocket, "joinChat", { chatId });

  // D2: typing and stop typing.
  const typing = next(benSocket, "typing");
  annSocket.emit("typing", { chatId });
  assert.deepEqual((await typing)[0], { chatId, conversationId: chatId, userId: ann.id, isTyping: true });
  const stopped = next(benSocket, "typing");
  annSocket.emit("stopTyping", { chatId });
  assert.equal((await stopped)[0].isTyping, false);

  // D1: sent, delivered, seen, live to the sender.
  for (const [event, status] of [["messageDelivered", "delivered"], ["messageSeen", "seen"]]) {
    const updated = next(annSocket, "messageStatusUpdated");
    await ask(benSocket, event, { messageId: first._id });
    assert.deepEqual((await updated)[0], { _id: first._id, messageId: first._id, chatId, userId: ben.id, status });
  }

  // M9: whoever was away gets everything once and in order, still in the names that they spoke.
  const native = [];
  annSocket.onAny((name) => native.push(name));
  const down = [next(annSocket, "disconnect"), next(benSocket, "disconnect")];
  const back = [next(annSocket, "connect"), next(benSocket, "connect")];
  kill();
  await Promise.all(down);
  const sent = ["2", "3"].map((id) => ask(annSocket, "sendEncryptedMessage", { chatId, content: id, clientMessageId: id }));
  await serverBack;
  await Promise.all(back);
  await Promise.all(sent);
  await ask(benSocket, "sendEncryptedMessage", { chatId, payload: { iv: "x", data: "4" } });
  await until(() => `${heard.ann.length} and ${heard.ben.length} of 4`, () => heard.ann.length >= 4 && heard.ben.length >= 4);
  for (const name of ["ann", "ben"]) {
    assert.deepEqual(heard[name].map(({ seq }) => seq), [1, 2, 3, 4], name);
  }
  assert.deepEqual(heard.ben[3].encryptedMessage, { iv: "x", data: "4" });
  assert.equal(native.includes("message:new"), false);

  // M4: edit a message. Both hear it, in the names that it was sent in.
  const both = (event) => Promise.all([annSocket, benSocket].map((socket) => next(socket, event)));
  const edits = both("messageEdited");
  const edited = await ask(annSocket, "editMessage", { _id: first._id, content: "YW5ldw==" });
  for (const [message] of await edits) {
    assert.deepEqual(message, edited);
    assert.equal(message._id, first._id);
    assert.equal(message.encryptedMessage, "YW5ldw==");
  }

  // M3: media, by the id of a file.
  const files = both("newMediaMessage");
  const file = await ask(annSocket, "sendMedia", { chatId, mediaId: "picture-1", content: "look", clientMessageId: "5" });
  for (const [message] of await files) {
    assert.deepEqual(message, file);
    assert.equal(message.mediaId, "picture-1");
  }
  await assert.rejects(ask(annSocket, "sendMedia", { chatId, file: Buffer.from("png") }), /bytes are not taken on sockets yet/);

  // M5: delete for everyone; delete for me only, which nobody else hears of.
  const deletions = [];
  annSocket.on("messageDeleted", (deletion) => deletions.push(deletion));
  const hidden = next(benSocket, "messageDeleted");
  await ask(benSocket, "deleteMessage", { messageId: file._id, deleteForEveryone: false });
  assert.deepEqual((await hidden)[0], { _id: file._id, messageId: file._id, chatId, forEveryone: false });
  const gone = both("messageDeleted");
  await ask(annSocket, "deleteMessage", { messageId: first._id, deleteForEveryone: true });
  for (const [deletion] of await gone) {
    assert.deepEqual(deletion, { _id: first._id, messageId: first._id, chatId, forEveryone: true });
  }
  assert.equal(deletions.length, 1);
  assert.deepEqual(native.filter((name) => name.startsWith("message:")), []);

  // P3: and offline, some seconds after.
  const offline = next(annSocket, "userOffline");
  benSocket.disconnect();
  const [left] = await offline;
  assert.equal(left.userId, ben.id);
  assert.ok(Date.parse(left.lastSeen) <= Date.now());
});
