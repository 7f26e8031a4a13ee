// What an unmodified client sees of chat. Arguments: the server's URL, and how the client is told to connect; "as usual"
// is how frontends do, who say nothing of that.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { io } from "socket.io-client";
import { holds, next } from "./rules.mjs";

const [, , url, mode] = process.argv;
const modes = { "by polling": { transports: ["polling"] }, "by WebSocket": { transports: ["websocket"] }, "as usual": {} };
const options = { ...modes[mode], forceNew: true, reconnectionDelay: 10, reconnectionDelayMax: 50 };
const person = (name) => `${name}-${randomUUID().slice(0, 8)}`;
const numbers = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => `${from + i}`);

const order = (what, query) => `${url}/behind?${new URLSearchParams({ do: what, ...query })}`;

// Done by the server, behind the clients' backs.
async function behind(what, query = {}) {
  const answer = await fetch(order(what, query));
  assert.equal(answer.status, 200, await answer.clone().text());
  return answer.text();
}

// The same while this process stands still, as that of a sleeping tab.
function behindASleeper(what, query) {
  const script = `const answer = await fetch(${JSON.stringify(order(what, query))}); process.exit(answer.ok ? 0 : 1);`;
  assert.equal(spawnSync(process.execPath, ["--input-type=module", "-e", script]).status, 0);
}

// A socket that keeps all that it hears.
function listening(user, more = {}) {
  const socket = io(url, { ...options, auth: { token: user }, ...more });
  socket.heard = [];
  socket.onAny((name, ...args) => socket.heard.push({ name, args }));
  socket.texts = () => socket.heard.filter((e) => e.name === "message:new").map((e) => e.args[0].message.content.split(" ")[0]);
  socket.seqs = () => socket.heard.filter((e) => e.name === "message:new").map((e) => e.args[0].message.seq);
  return socket;
}

async function joined(user, more) {
  const socket = listening(user, more);
  await next(socket, "connect");
  return socket;
}

async function until(condition) {
  while (!condition()) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function two() {
  const [ann, ben] = [person("ann"), person("ben")];
  return { ann, ben, room: await behind("direct", { one: ann, other: ben }) };
}

// The connection breaks, and stays away until it is told to come back.
async function breaks(socket) {
  socket.io.reconnection(false);
  const gone = next(socket, "disconnect");
  socket.io.engine.close();
  await gone;
}

async function comesBack(socket) {
  const back = next(socket, "connect");
  socket.connect();
  await back;
}

const rules = {
  async "two people become friends and chat"() {
    const [ann, ben] = [person("ann"), person("ben")];
    const [anns, bens] = [await joined(ann), await joined(ben)];

    const asked = next(bens, "friend:request_sent");
    const request = await behind("befriend", { one: ann, other: ben });
    const [sent, cursor] = await asked;
    assert.equal(sent.request.id, request);
    assert.equal(sent.user.id, ann);
    assert.equal(typeof cursor, "string");

    const accepted = [next(anns, "friend:request_accepted"), next(bens, "friend:request_accepted")];
    await behind("accept", { request, by: ben });
    const [toAnn, toBen] = await Promise.all(accepted);
    assert.equal(toAnn[0].user.id, ben);
    assert.equal(toBen[0].user.id, ann);

    const room = await behind("direct", { one: ann, other: ben });
    const said = [next(anns, "message:new"), next(bens, "message:new")];
    const answer = await anns.timeout(60000).emitWithAck("send_message", {
      conversationId: room,
      content: "hello €😀",
      clientMessageId: "m1",
    });
    assert.equal(answer.ok, true);
    assert.equal(answer.data.seq, 1);
    for (const [data, position, ...rest] of await Promise.all(said)) {
      assert.deepEqual(data.message, answer.data);
      assert.equal(data.message.clientMessageId, "m1");
      assert.equal(data.conversation.id, room);
      assert.equal(data.conversation.lastMessage, "hello €😀");
      assert.equal(typeof position, "string");
      assert.deepEqual(rest, []);
    }

    for (const [command, status] of [["mark_delivered", "delivered"], ["mark_read", "read"]]) {
      const moved = [next(anns, "message:status"), next(bens, "message:status")];
      const marked = await bens.timeout(60000).emitWithAck(command, { messageId: answer.data.id });
      assert.equal(marked.data.deliveredUpTo, 1);
      for (const [data, position] of await Promise.all(moved)) {
        assert.equal(data.status, status);
        assert.equal(data.messageId, answer.data.id);
        assert.equal(data.moves[0].userId, ben);
        assert.equal(typeof position, "string");
      }
    }
    return [anns, bens];
  },

  async "joins a conversation by its id and by an object"() {
    const { ann, room } = await two();
    const socket = await joined(ann);
    for (const form of [room, { conversationId: room }]) {
      const answer = await socket.timeout(60000).emitWithAck("join_conversation", form);
      assert.equal(answer.ok, true);
      assert.equal(answer.data.id, room);
    }
    assert.deepEqual(await socket.timeout(60000).emitWithAck("leave_conversation", room), { ok: true, data: {} });
    return socket;
  },

  async "says what it has to say with a callback, and without"() {
    const { ann, ben, room } = await two();
    const [anns, bens] = await Promise.all([joined(ann), joined(ben)]);
    anns.emit("join_conversation", room);
    anns.emit("send_message", { conversationId: room, content: "without" });
    const answer = await new Promise((resolve) =>
      anns.emit("send_message", { conversationId: room, content: "with" }, resolve),
    );
    assert.equal(answer.ok, true);
    assert.equal(answer.data.seq, 2);
    await Promise.all([anns, bens].map((socket) => until(() => socket.seqs().length === 2)));
    assert.deepEqual(anns.texts(), ["without", "with"]);
    assert.deepEqual(bens.texts(), ["without", "with"]);
    return [anns, bens];
  },

  async "says later what it said while it was away"() {
    const { ann, ben, room } = await two();
    const [anns, bens] = await Promise.all([joined(ann), joined(ben)]);
    await breaks(anns);
    const answers = [];
    for (const content of numbers(1, 20)) {
      anns.emit("send_message", { conversationId: room, content }, (answer) => answers.push(answer.data.content));
    }
    await comesBack(anns);
    await Promise.all([anns, bens].map((socket) => until(() => socket.seqs().length === 20)));
    await until(() => answers.length === 20);
    for (const said of [anns.texts(), bens.texts(), answers]) {
      assert.deepEqual(said, numbers(1, 20));
    }
    return [anns, bens];
  },

  async "is told what is wrong, with an acknowledgement and without"() {
    const { ann } = await two();
    const socket = await joined(ann);
    const answer = await socket.timeout(60000).emitWithAck("send_message", { content: "hi" });
    assert.equal(answer.ok, false);
    assert.equal(answer.problem.code, "required");
    assert.equal(answer.problem.errors[0].field, "conversationId");
    socket.emit("send_message", { content: "hi" });
    const [exception] = await next(socket, "exception");
    assert.deepEqual(Object.keys(exception), ["status", "code", "message", "command"]);
    return socket;
  },

  async "hears several writers in one order on every connection"() {
    const { ann, ben, room } = await two();
    const sockets = await Promise.all([ann, ann, ben, ben].map((user) => joined(user)));
    const each = 50;
    await Promise.all(
      sockets.flatMap((socket, s) =>
        numbers(1, each).map((n) => socket.timeout(60000).emitWithAck("send_message", { conversationId: room, content: `${s}-${n}` })),
      ),
    );
    await Promise.all(sockets.map((socket) => until(() => socket.texts().length === 4 * each)));
    for (const socket of sockets) {
      const seqs = socket.heard.filter((e) => e.name === "message:new").map((e) => e.args[0].message.seq);
      assert.deepEqual(seqs, numbers(1, 4 * each).map(Number));
      assert.deepEqual(socket.texts(), sockets[0].texts());
      for (let s = 0; s < 4; s++) {
        assert.deepEqual(socket.texts().filter((text) => text.startsWith(`${s}-`)), numbers(1, each).map((n) => `${s}-${n}`));
      }
    }
    return sockets;
  },

  async "sends again what was not acknowledged in time, and it is one message"() {
    const { ann, ben, room } = await two();
    const bens = await joined(ben);
    const anns = await joined(ann, { retries: 1000, ackTimeout: 100 });
    let tries = 0;
    anns.io.engine.on("packetCreate", (packet) => (tries += packet.type === "message" && packet.data.includes("send_message") ? 1 : 0));
    const send = () =>
      new Promise((resolve, reject) =>
        anns.emit("send_message", { conversationId: room, content: "once", clientMessageId: "m1" }, (error, answer) =>
          error ? reject(error) : resolve(answer),
        ),
      );

    await behind("hold");
    const sending = send();
    await until(() => tries >= 3);
    await behind("release");
    const first = await sending;
    const again = await send();

    assert.equal(first.ok, true);
    assert.deepEqual(again, first);
    assert.equal(await behind("lastSeq", { room }), "1");
    await behind("post", { sender: ann, room, from: 2, to: 2 });
    await until(() => bens.texts().includes("2"));
    assert.deepEqual(bens.texts(), ["once", "2"]);
    return [anns, bens];
  },

  async "sends again what a lost connection left unanswered"() {
    const { ann, room } = await two();
    const anns = await joined(ann, { retries: 10, ackTimeout: 60000 });
    await behind("hold");
    const sending = new Promise((resolve) =>
      anns.emit("send_message", { conversationId: room, content: "once", clientMessageId: "m1" }, (_, answer) => resolve(answer)),
    );
    anns.io.engine.close();
    await next(anns, "connect");
    await behind("release");
    assert.equal((await sending).data.seq, 1);
    await until(() => anns.texts().length > 0);
    assert.equal(await behind("lastSeq", { room }), "1");
    assert.deepEqual(anns.texts(), ["once"]);
    return anns;
  },

  async "recovers when it had received nothing"() {
    const { ann, ben, room } = await two();
    const socket = await joined(ben);
    assert.equal(socket.recovered, false);
    await breaks(socket);
    await behind("post", { sender: ann, room, from: 1, to: 3 });
    await comesBack(socket);
    assert.equal(socket.recovered, true);
    await until(() => socket.texts().length >= 3);
    assert.deepEqual(socket.texts(), numbers(1, 3));
    assert.equal(await behind("delivered", { room, one: ben }), "0");
    return socket;
  },

  async "recovers after events, and what it has is marked as delivered"() {
    const { ann, ben, room } = await two();
    const socket = await joined(ben);
    await behind("post", { sender: ann, room, from: 1, to: 3 });
    await until(() => socket.texts().length === 3);
    await breaks(socket);
    await behind("post", { sender: ann, room, from: 4, to: 100 });
    await comesBack(socket);
    assert.equal(socket.recovered, true);
    await until(() => socket.texts().length >= 100);
    while ((await behind("delivered", { room, one: ben })) !== "3");
    await behind("post", { sender: ann, room, from: 101, to: 101 });
    await until(() => socket.texts().length >= 101);
    assert.deepEqual(socket.texts(), numbers(1, 101));
    return socket;
  },

  async "loses and doubles nothing when the connection drops in a replay, again and again"() {
    const { ann, ben, room } = await two();
    const socket = await joined(ben);
    await breaks(socket);
    await behind("post", { sender: ann, room, from: 1, to: 200, padding: 3000 });
    socket.io.reconnection(true);
    let drops = 0;
    socket.on("disconnect", () => drops++);
    socket.on("message:new", () => {
      const heard = socket.texts().length;
      if (heard % 7 === 0 && heard < 200) {
        // As a network does it: between what was read and what was not. Closed from inside a listener, the client
        // keeps what it has decoded for its next connection, and does not count it in its offset.
        setImmediate(() => socket.io.engine?.transport.onError("the network is gone"));
      }
    });
    socket.connect();
    await until(() => socket.texts().length >= 200);
    await behind("post", { sender: ann, room, from: 201, to: 201 });
    await until(() => socket.texts().includes("201"));
    assert.deepEqual(socket.texts(), numbers(1, 201));
    assert.ok(drops >= 3, `${drops} drops`);
    return socket;
  },

  async "comes back by itself after a restart of the server, and has missed nothing"() {
    const { ann, ben, room } = await two();
    const socket = await joined(ben);
    await behind("post", { sender: ann, room, from: 1, to: 2 });
    await until(() => socket.texts().length === 2);
    const back = next(socket, "connect");
    await behind("restart");
    await behind("post", { sender: ann, room, from: 3, to: 40 });
    await back;
    assert.equal(socket.recovered, true);
    await until(() => socket.texts().length >= 40);
    assert.deepEqual(socket.texts(), numbers(1, 40));
    return socket;
  },

  async "is cut off when it stands still for too long, comes back by itself, and has missed nothing"() {
    const { ann, ben, room } = await two();
    const socket = await joined(ben);
    await behind("post", { sender: ann, room, from: 1, to: 1 });
    await until(() => socket.seqs().length === 1);
    const back = next(socket, "connect");
    behindASleeper("flood", { sender: ann, room, count: 250 });
    await back;
    assert.equal(socket.recovered, true);
    await until(() => socket.seqs().length >= 251);
    await behind("post", { sender: ann, room, from: 252, to: 252 });
    await until(() => socket.seqs().includes(252));
    assert.deepEqual(socket.seqs(), numbers(1, 252).map(Number));
    return socket;
  },

  async "comes back by itself when the server cannot tell who it is"() {
    const { ann, ben, room } = await two();
    await behind("ail");
    const socket = await joined(ben);
    await behind("post", { sender: ann, room, from: 1, to: 1 });
    await until(() => socket.texts().length === 1);
    return socket;
  },

  async "comes back by itself when what it missed cannot be read"() {
    const { ann, ben, room } = await two();
    const socket = await joined(ben);
    await breaks(socket);
    await behind("post", { sender: ann, room, from: 1, to: 3 });
    await behind("failPage");
    socket.io.reconnection(true);
    socket.connect();
    await until(() => socket.texts().length >= 3);
    assert.equal(socket.recovered, true);
    assert.deepEqual(socket.texts(), numbers(1, 3));
    return socket;
  },

  async "begins afresh when it missed too much"() {
    const { ann, ben, room } = await two();
    const socket = await joined(ben);
    await breaks(socket);
    await behind("post", { sender: ann, room, from: 1, to: 301 });
    await comesBack(socket);
    assert.equal(socket.recovered, false);
    await behind("post", { sender: ann, room, from: 302, to: 302 });
    await until(() => socket.texts().length >= 1);
    assert.deepEqual(socket.texts(), ["302"]);
    // Its offset is older than its pid now, or as old.
    await breaks(socket);
    await behind("post", { sender: ann, room, from: 303, to: 303 });
    await comesBack(socket);
    assert.equal(socket.recovered, true);
    await until(() => socket.texts().length >= 2);
    assert.deepEqual(socket.texts(), ["302", "303"]);
    return socket;
  },

  async "begins afresh when the log has forgotten"() {
    const [ann, ben] = [person("ann"), person("ben")];
    const socket = await joined(ben);
    await breaks(socket);
    await behind("befriend", { one: ann, other: ben });
    await behind("forget");
    await comesBack(socket);
    assert.equal(socket.recovered, false);
    return socket;
  },

  async "may become somebody else on the same socket object"() {
    const { ann, ben, room } = await two();
    const cat = person("cat");
    const cats = await behind("direct", { one: ann, other: cat });
    const socket = await joined(ben);
    await behind("post", { sender: ann, room, from: 1, to: 1 });
    await until(() => socket.texts().length === 1);

    socket.disconnect();
    socket.auth = { token: cat };
    await behind("post", { sender: ann, room, from: 2, to: 2 });
    await behind("post", { sender: ann, room: cats, from: 10, to: 10 });
    await comesBack(socket);
    assert.equal(socket.recovered, false);
    await breaks(socket);
    await behind("post", { sender: ann, room, from: 3, to: 3 });
    await behind("post", { sender: ann, room: cats, from: 11, to: 12 });
    await comesBack(socket);
    assert.equal(socket.recovered, true);
    await until(() => socket.texts().length >= 3);
    assert.deepEqual(socket.texts(), ["1", "11", "12"]);
    return socket;
  },

  async "knows on every device what is unread, and keeps its offset"() {
    const { ann, ben, room } = await two();
    const devices = [await joined(ben), await joined(ben)];
    const told = (socket, unreadCount, lastSeq) =>
      until(() => {
        const last = socket.heard.findLast((e) => e.name === "conversation:unread");
        return last?.args[0].unreadCount === unreadCount && last.args[0].lastSeq === lastSeq;
      });
    await behind("post", { sender: ann, room, from: 1, to: 3 });
    await Promise.all(devices.map((socket) => told(socket, 3, 3)));
    await devices[0].timeout(60000).emitWithAck("mark_read", { conversationId: room, seq: 2 });
    await Promise.all(devices.map((socket) => told(socket, 1, 3)));
    for (const { args } of devices.flatMap((socket) => socket.heard).filter((e) => e.name === "conversation:unread")) {
      assert.deepEqual(Object.keys(args[0]), ["conversationId", "unreadCount", "lastSeq"]);
      assert.equal(args.length, 1);
    }
    await breaks(devices[1]);
    await behind("post", { sender: ann, room, from: 4, to: 5 });
    await comesBack(devices[1]);
    assert.equal(devices[1].recovered, true);
    await Promise.all(devices.map((socket) => told(socket, 3, 5)));
    assert.deepEqual(devices[1].texts(), numbers(1, 5));
    return devices;
  },

  async "is told in both vocabularies until it speaks, and after that in its own, also after a restart"() {
    const { ann, ben, room } = await two();
    const [anns, bens] = [await joined(ann), await joined(ben)];
    const said = ["message:new", "newEncryptedMessage"];
    const names = (socket) => socket.heard.map((e) => e.name).filter((name) => said.includes(name));
    await behind("post", { sender: ann, room, from: 1, to: 1 });
    for (const socket of [anns, bens]) {
      await until(() => names(socket).length === 2);
      assert.deepEqual(names(socket).sort(), said);
      socket.heard = [];
    }
    await anns.timeout(60000).emitWithAck("joinChat", room);
    await bens.timeout(60000).emitWithAck("join_conversation", room);
    await behind("post", { sender: ann, room, from: 2, to: 2 });
    const back = [anns, bens].map((socket) => next(socket, "connect"));
    await behind("restart");
    await behind("post", { sender: ann, room, from: 3, to: 3 });
    await Promise.all(back);
    await until(() => names(anns).length >= 2 && names(bens).length >= 2);
    assert.deepEqual(names(anns), ["newEncryptedMessage", "newEncryptedMessage"]);
    assert.deepEqual(names(bens), ["message:new", "message:new"]);
    return [anns, bens];
  },

  async "speaks camelCase: edits, sends files and deletes, and hears so when it comes back"() {
    const { ann, ben, room } = await two();
    const [anns, bens] = await Promise.all([joined(ann), joined(ben)]);
    const ask = async (socket, command, data) => {
      const answer = await socket.timeout(60000).emitWithAck(command, data);
      assert.equal(answer.ok, true, JSON.stringify(answer));
      return answer.data;
    };
    const heard = (socket, name) => socket.heard.filter((e) => e.name === name).map((e) => e.args[0]);
    for (const socket of [anns, bens]) await ask(socket, "joinChat", room);

    const sent = await ask(anns, "sendEncryptedMessage", { chatId: room, content: "c2VjcmV0" });
    const edited = await ask(anns, "editMessage", { messageId: sent._id, content: "YW5ldw==" });
    assert.equal(edited.encryptedMessage, "YW5ldw==");
    const file = await ask(anns, "sendMedia", { chatId: room, mediaId: "picture-1" });
    for (const socket of [anns, bens]) {
      await until(() => heard(socket, "newMediaMessage").length === 1);
      assert.deepEqual(heard(socket, "newEncryptedMessage"), [sent]);
      assert.deepEqual(heard(socket, "messageEdited"), [edited]);
      assert.deepEqual(heard(socket, "newMediaMessage"), [file]);
    }
    for (const bytes of [Buffer.from("png"), { chatId: room, file: Buffer.from("png") }]) {
      const { problem } = await anns.timeout(60000).emitWithAck("sendMedia", bytes);
      assert.match(problem.detail, /bytes are not taken on sockets yet/);
    }

    await ask(bens, "deleteMessage", { messageId: file._id, deleteForEveryone: false });
    await until(() => heard(bens, "messageDeleted").length === 1);
    await breaks(bens);
    await ask(anns, "deleteMessage", { messageId: sent._id, deleteForEveryone: true });
    await comesBack(bens);
    assert.equal(bens.recovered, true);
    await until(() => heard(bens, "messageDeleted").length === 2);
    const deletion = (message, forEveryone) => ({ _id: message._id, messageId: message._id, chatId: room, forEveryone });
    assert.deepEqual(heard(bens, "messageDeleted"), [deletion(file, false), deletion(sent, true)]);
    await until(() => heard(anns, "messageDeleted").length === 1);
    assert.deepEqual(heard(anns, "messageDeleted"), [deletion(sent, true)]);
    return [anns, bens];
  },

  async "is closed when its log-in ends, comes back, and is told so"() {
    const { ann, ben, room } = await two();
    const [one, other, anns] = [await joined(ben), await joined(ben), await joined(ann)];
    const told = [one, other].map((socket) => next(socket, "connect_error"));
    await behind("endLogin", { of: ben });
    for (const [error] of await Promise.all(told)) {
      assert.equal(error.data.code, "session_revoked");
    }
    assert.equal(one.connected || one.active || other.connected || other.active, false);
    await behind("post", { sender: ben, room, from: 1, to: 1 });
    await until(() => anns.texts().length === 1);
    assert.equal(anns.connected, true);
    return [one, other, anns];
  },

  async "is refused with a code, and let in with a good token"() {
    const { ben } = await two();
    const socket = listening("expired", {});
    const [error] = await next(socket, "connect_error");
    assert.equal(error.data.code, "token_expired");
    assert.equal(socket.active, false);
    socket.auth = {};
    socket.connect();
    assert.equal((await next(socket, "connect_error"))[0].data.code, "unauthenticated");
    socket.auth = { token: ben };
    await comesBack(socket);
    return socket;
  },
};

// What takes longer, hangs; a busy machine needs a fraction of it.
await holds(rules, 120000);
