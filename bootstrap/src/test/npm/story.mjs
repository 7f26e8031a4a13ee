// E's frontend tells its story: it connects with a token and says nothing of its vocabulary. The server is killed in the
// middle. Each part is named after the row of features that it plays.
import assert from "node:assert/strict";
import { ask, call, connect, inEveryWay, next, register, until } from "./chat.mjs";

await inEveryWay(async ({ name: tag, way, kill, back: serverBack }) => {
  const [ann, ben, cat] = await Promise.all(["ann", "ben", "cat"].map((name) => register(`${name}-${tag}`)));

  // A2: bearer tokens on the socket handshake. A refused one says why, for machines.
  const stranger = connect("nonsense", { ...way, reconnection: false });
  const [error] = await next(stranger, "connect_error");
  assert.equal(error.data.code, "token_invalid");
  stranger.disconnect();
  const sockets = [ann, ben, cat].map(({ token }) => connect(token, way));
  const [annSocket, benSocket, catSocket] = sockets;
  await Promise.all(sockets.map((socket) => next(socket, "connect")));

  // F2: friend:request_sent to the receiver.
  const asked = next(benSocket, "friend:request_sent");
  const { id: requestId } = await call("POST", "/api/v1/friend-requests", ann.token, { userId: ben.id });
  const [{ request, user }] = await asked;
  assert.equal(request.id, requestId);
  assert.equal(request.senderId, ann.id);
  assert.equal(request.status, "pending");
  assert.equal(user.username, `ann-${tag}`);

  // F2: friend:request_accepted to both. F1: friends are friends of each other.
  const accepted = [annSocket, benSocket].map((socket) => next(socket, "friend:request_accepted"));
  await call("POST", `/api/v1/friend-requests/${requestId}/accept`, ben.token);
  const [[toAnn], [toBen]] = await Promise.all(accepted);
  assert.equal(toAnn.request.status, "accepted");
  assert.equal(toAnn.user.id, ben.id);
  assert.equal(toBen.user.id, ann.id);
  for (const [one, other] of [[ann, ben], [ben, ann]]) {
    assert.deepEqual((await call("GET", "/api/v1/friends", one.token)).items.map(({ id }) => id), [other.id]);
  }

  // F2: friend:request_rejected to the sender.
  const askedAgain = next(benSocket, "friend:request_sent");
  const refused = await call("POST", "/api/v1/friend-requests", cat.token, { userId: ben.id });
  assert.equal((await askedAgain)[0].request.id, refused.id);
  const rejected = next(catSocket, "friend:request_rejected");
  await call("POST", `/api/v1/friend-requests/${refused.id}/reject`, ben.token);
  const [rejection] = await rejected;
  assert.equal(rejection.request.id, refused.id);
  assert.equal(rejection.request.status, "rejected");
  assert.deepEqual((await call("GET", "/api/v1/friends", cat.token)).items, []);

  // C1: one direct conversation, however often it is opened.
  const opened = await call("POST", "/api/v1/conversations", ann.token, { type: "direct", userId: ben.id });
  const again = await call("POST", "/api/v1/conversations", ben.token, { type: "direct", userId: ann.id });
  assert.equal(opened.status, 201);
  assert.equal(again.status, 200);
  assert.equal(again.id, opened.id);
  const conversationId = opened.id;

  // C5: join_conversation with a bare id or with an object, which is also how the server learns what is spoken here.
  assert.equal((await ask(annSocket, "join_conversation", conversationId)).id, conversationId);
  assert.equal((await ask(benSocket, "join_conversation", { conversationId })).id, conversationId);

  // M1: send_message, and message:new to everybody, in order, the sender too.
  const heard = { ann: [], ben: [] };
  annSocket.on("message:new", ({ message }) => heard.ann.push(message));
  benSocket.on("message:new", ({ message }) => heard.ben.push(message));
  const both = [annSocket, benSocket].map((socket) => next(socket, "message:new"));
  const first = await ask(annSocket, "send_message", { conversationId, content: "hello", clientMessageId: "ann-1" });
  for (const [{ message, conversation }] of await Promise.all(both)) {
    assert.deepEqual(message, first);
    assert.equal(message.content, "hello");
    assert.equal(message.senderId, ann.id);
    assert.equal(message.conversationId, conversationId);
    assert.ok(Date.parse(message.createdAt) <= Date.now());
    assert.equal(conversation.id, conversationId);
    assert.equal(conversation.lastMessage, "hello");
    assert.equal(conversation.lastMessageAt, message.createdAt);
  }

  // D3: the client counts what is unread by itself, and the server knows the same.
  const ofBen = async () => (await call("GET", "/api/v1/conversations", ben.token)).items[0];
  assert.equal((await ofBen()).unreadCount, heard.ben.filter(({ senderId }) => senderId !== ben.id).length);

  // D1: delivered and read, live to the sender.
  const delivered = next(annSocket, "message:status", ({ status }) => status === "delivered");
  await ask(benSocket, "mark_delivered", { messageId: first.id });
  assert.equal((await delivered)[0].messageId, first.id);
  const read = next(annSocket, "message:status", ({ status }) => status === "read");
  await ask(benSocket, "mark_read", { conversationId, seq: 1 });
  assert.deepEqual((await read)[0].moves, [{ userId: ben.id, deliveredUpTo: 1, readUpTo: 1 }]);
  assert.equal((await ofBen()).unreadCount, 0);

  // C4: the list shows the last message, its time, and what is unread.
  const { lastMessage, lastMessageAt } = await ofBen();
  assert.deepEqual({ lastMessage, lastMessageAt }, { lastMessage: "hello", lastMessageAt: first.createdAt });

  // C5: leave_conversation, which E's clients say without a callback, too. Who left a room is a member all the same.
  assert.deepEqual(await ask(benSocket, "leave_conversation", conversationId), {});
  benSocket.emit("leave_conversation", { conversationId });

  // M8: a client without a socket takes a cursor and waits for news.
  const { cursor } = await call("GET", "/api/v1/sync", ben.token);
  const news = call("GET", `/api/v1/sync?cursor=${cursor}&wait=30`, ben.token);
  benSocket.emit("send_message", { conversationId, content: "hi ann", clientMessageId: "ben-1" });
  const { events } = await news;
  assert.deepEqual(events.map(({ type, data }) => [type, data.message?.content]), [["message:new", "hi ann"]]);

  // M9: the server is killed, and comes back; what both say meanwhile is said then, and nothing is missed or doubled.
  await until(() => "2 messages", () => heard.ann.length === 2 && heard.ben.length === 2);
  const foreign = [];
  [annSocket, benSocket].forEach((socket) => socket.onAny((name) => foreign.push(name)));
  const back = [annSocket, benSocket].map((socket) => next(socket, "connect"));
  const down = [annSocket, benSocket].map((socket) => next(socket, "disconnect"));
  kill();
  await Promise.all(down);
  const typed = [
    ask(annSocket, "send_message", { conversationId, content: "still there?", clientMessageId: "ann-2" }),
    ask(benSocket, "send_message", { conversationId, content: "are you?", clientMessageId: "ben-2" }),
  ];
  await serverBack;
  await Promise.all(back);
  await Promise.all(typed);
  assert.equal(annSocket.recovered, true);
  assert.equal(benSocket.recovered, true);

  // M9: sending again what was answered before gives the first message, and tells nobody.
  const repeated = await ask(annSocket, "send_message", { conversationId, content: "hello", clientMessageId: "ann-1" });
  assert.equal(repeated.id, first.id);
  const last = await ask(annSocket, "send_message", { conversationId, content: "bye", clientMessageId: "ann-3" });
  assert.equal(last.seq, 5);
  await until(() => "5 messages", () => heard.ann.length >= 5 && heard.ben.length >= 5);
  for (const name of ["ann", "ben"]) {
    assert.deepEqual(heard[name].map(({ seq }) => seq), [1, 2, 3, 4, 5], name);
  }
  assert.equal(foreign.includes("newEncryptedMessage"), false);

  // M6: history says the same.
  const history = await call("GET", `/api/v1/conversations/${conversationId}/messages`, ben.token);
  assert.deepEqual(history.items.map(({ id }) => id), heard.ann.map(({ id }) => id));
});
