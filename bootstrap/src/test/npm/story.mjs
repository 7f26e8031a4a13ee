// Two people register, become friends, open a direct conversation and chat; the server is killed in the middle.
import assert from "node:assert/strict";
import { ask, call, connect, next, register, say, told } from "./chat.mjs";

const ann = await register("ann");
const ben = await register("ben");
const annSocket = connect(ann.token);
const benSocket = connect(ben.token);
await Promise.all([next(annSocket, "connect"), next(benSocket, "connect")]);

// Friends, with live events: to the receiver, then to both.
const asked = next(benSocket, "friend:request_sent");
const { id: requestId } = await call("POST", "/api/v1/friend-requests", ann.token, { userId: ben.id });
const [{ request, user }] = await asked;
assert.equal(request.id, requestId);
assert.equal(request.status, "pending");
assert.equal(user.username, "ann");
const accepted = [next(annSocket, "friend:request_accepted"), next(benSocket, "friend:request_accepted")];
await call("POST", `/api/v1/friend-requests/${requestId}/accept`, ben.token);
const [[toAnn], [toBen]] = await Promise.all(accepted);
assert.equal(toAnn.user.username, "ben");
assert.equal(toBen.user.username, "ann");
assert.deepEqual((await call("GET", "/api/v1/friends", ann.token)).items.map((friend) => friend.username), ["ben"]);

// One direct conversation, however often it is opened.
const opened = await call("POST", "/api/v1/conversations", ann.token, { type: "direct", userId: ben.id });
const again = await call("POST", "/api/v1/conversations", ben.token, { type: "direct", userId: ann.id });
assert.equal(opened.status, 201);
assert.equal(again.status, 200);
assert.equal(again.id, opened.id);
const conversationId = opened.id;

// E's clients join with a bare id or with an object.
assert.equal((await ask(annSocket, "join_conversation", conversationId)).id, conversationId);
assert.equal((await ask(benSocket, "join_conversation", { conversationId })).id, conversationId);

// Everybody hears what was said, in order, the sender too.
const heard = { ann: [], ben: [] };
annSocket.on("message:new", ({ message }) => heard.ann.push(message));
benSocket.on("message:new", ({ message, conversation }) => {
  assert.equal(conversation.id, conversationId);
  heard.ben.push(message);
});
const first = await ask(annSocket, "send_message", { conversationId, content: "hello", clientMessageId: "ann-1" });
assert.equal(first.seq, 1);
assert.equal(first.content, "hello");

// Delivered and read, live to the sender.
const delivered = next(annSocket, "message:status", ({ status }) => status === "delivered");
await ask(benSocket, "mark_delivered", { messageId: first.id });
assert.equal((await delivered)[0].messageId, first.id);
assert.equal((await call("GET", "/api/v1/conversations", ben.token)).items[0].unreadCount, 1);
const read = next(annSocket, "message:status", ({ status }) => status === "read");
await ask(benSocket, "mark_read", { conversationId, seq: 1 });
assert.deepEqual((await read)[0].moves, [{ userId: ben.id, deliveredUpTo: 1, readUpTo: 1 }]);
assert.equal((await call("GET", "/api/v1/conversations", ben.token)).items[0].unreadCount, 0);

// A client without a socket takes a cursor and waits for news.
const { cursor } = await call("GET", "/api/v1/sync", ben.token);
const news = call("GET", `/api/v1/sync?cursor=${cursor}&wait=30`, ben.token);
const second = await ask(benSocket, "send_message", { conversationId, content: "hi ann", clientMessageId: "ben-1" });
const { events } = await news;
assert.deepEqual(events.map(({ type, data }) => [type, data.message?.id]), [["message:new", second.id]]);

// The server is killed, and comes back; meanwhile both go on typing.
const back = [next(annSocket, "connect"), next(benSocket, "connect")];
const down = [next(annSocket, "disconnect"), next(benSocket, "disconnect")];
say("kill");
await Promise.all(down);
const typed = [
  ask(annSocket, "send_message", { conversationId, content: "still there?", clientMessageId: "ann-2" }),
  ask(benSocket, "send_message", { conversationId, content: "are you?", clientMessageId: "ben-2" }),
];
await told("back");
await Promise.all(back);
await Promise.all(typed);
assert.equal(annSocket.recovered, true);
assert.equal(benSocket.recovered, true);

// Sending again what was answered before gives the first message, and tells nobody.
const repeated = await ask(annSocket, "send_message", { conversationId, content: "hello", clientMessageId: "ann-1" });
assert.equal(repeated.id, first.id);
const last = await ask(annSocket, "send_message", { conversationId, content: "bye", clientMessageId: "ann-3" });
assert.equal(last.seq, 5);
if (heard.ben.length < 5) await next(benSocket, "message:new", ({ message }) => message.seq === 5);
if (heard.ann.length < 5) await next(annSocket, "message:new", ({ message }) => message.seq === 5);
for (const name of ["ann", "ben"]) {
  assert.deepEqual(heard[name].map(({ seq }) => seq), [1, 2, 3, 4, 5], name);
}
const history = await call("GET", `/api/v1/conversations/${conversationId}/messages`, ben.token);
assert.deepEqual(history.items.map(({ id }) => id), heard.ann.map(({ id }) => id));

// A refused handshake says why, for machines.
const stranger = connect("nonsense", { reconnection: false });
const [error] = await next(stranger, "connect_error");
assert.equal(error.data.code, "token_invalid");

say("done");
process.exit(0);
