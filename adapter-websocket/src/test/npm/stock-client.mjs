// What an unmodified client sees of the echo application. Argument: the server's URL.
import assert from "node:assert/strict";
import { io, Manager, NodeWebSocket, NodeXHR } from "socket.io-client";
import { holds, next } from "./rules.mjs";

const url = process.argv[2];
const modes = {
  "by WebSocket": { transports: ["websocket"], forceNew: true },
  "by polling": { transports: ["polling"], forceNew: true },
  "by polling, then WebSocket": { forceNew: true },
};
const upgraded = (socket) => new Promise((resolve) => socket.io.engine.once("upgrade", resolve));
const quiet = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const rules = {
  async "connects, and its id is not the session's"(options) {
    const socket = io(url, { ...options, auth: { token: "abc" } });
    assert.deepEqual(await next(socket, "auth"), [{ token: "abc" }]);
    assert.equal(socket.connected, true);
    assert.notEqual(socket.id, socket.io.engine.id);
    return socket;
  },

  async "connects without a trailing slash"(options) {
    const socket = io(url, { ...options, addTrailingSlash: false });
    assert.deepEqual(await next(socket, "auth"), [{}]);
    return socket;
  },

  async "emits text, numbers, objects and bytes and gets them back"(options) {
    const socket = io(url, options);
    const bytes = Buffer.from([1, 2, 3]);
    socket.emit("message", 1, "zwei €😀", { drei: [true, null] }, bytes, { deep: [Buffer.alloc(0)] });
    const back = await next(socket, "message-back");
    assert.deepEqual(back.slice(0, 3), [1, "zwei €😀", { drei: [true, null] }]);
    assert.deepEqual(Buffer.from(back[3]), bytes);
    assert.equal(Buffer.from(back[4].deep[0]).length, 0);
    return socket;
  },

  async "is acknowledged, with bytes too"(options) {
    const socket = io(url, options);
    const answer = await socket.timeout(20000).emitWithAck("message-with-ack", "only one argument comes back");
    assert.equal(answer, "only one argument comes back");
    const bytes = await socket.timeout(20000).emitWithAck("message-with-ack", Buffer.from([9]));
    assert.deepEqual(Buffer.from(bytes), Buffer.from([9]));
    return socket;
  },

  async "acknowledges"(options) {
    const socket = io(url, options);
    socket.on("question", (value, answer) => answer(value + 1));
    socket.emit("ask", 41);
    assert.deepEqual(await next(socket, "answered"), [42]);
    return socket;
  },

  async "acknowledges with bytes"(options) {
    const socket = io(url, options);
    socket.on("question", (value, answer) => answer({ doubled: Buffer.concat([value, value]) }, "and", Buffer.alloc(0)));
    socket.emit("ask", Buffer.from([7, 255]));
    const [first, and, last] = await next(socket, "answered");
    assert.deepEqual(Buffer.from(first.doubled), Buffer.from([7, 255, 7, 255]));
    assert.equal(and, "and");
    assert.equal(Buffer.from(last).length, 0);
    return socket;
  },

  async "shares one connection between namespaces"(options) {
    const manager = new Manager(url, options);
    const [main, custom] = [manager.socket("/"), manager.socket("/custom")];
    await Promise.all([next(main, "auth"), next(custom, "auth")]);
    custom.disconnect();
    main.emit("message", "still here");
    assert.deepEqual(await next(main, "message-back"), ["still here"]);
    return main;
  },

  async "is told of an unknown namespace"(options) {
    const socket = io(url + "/random", options);
    const [error] = await next(socket, "connect_error");
    assert.equal(error.message, "Invalid namespace");
    return socket;
  },

  async "stays connected over many heartbeats"(options) {
    const socket = io(url, options);
    await next(socket, "auth");
    for (let pings = 0; pings < 3; pings++) {
      await new Promise((resolve) => socket.io.once("ping", resolve));
    }
    socket.emit("message", "still here");
    assert.deepEqual(await next(socket, "message-back"), ["still here"]);
    return socket;
  },

  async "sends again what was not acknowledged, and keeps the order"(options) {
    const socket = io(url, { ...options, retries: 2, ackTimeout: 20000 });
    const answers = await Promise.all(
      [1, 2, 3].map((n) => new Promise((resolve) => socket.emit("message-with-ack", n, (_, value) => resolve(value)))),
    );
    assert.deepEqual(answers, [1, 2, 3]);
    return socket;
  },

  async "hears that the server left and does not come back"(options) {
    const socket = io(url, options);
    await next(socket, "auth");
    socket.emit("leave");
    assert.equal((await next(socket, "disconnect"))[0], "io server disconnect");
    await quiet(100);
    assert.equal(socket.active, false);
    return socket;
  },

  async "comes back after the server closed the connection"(options) {
    const socket = io(url, { ...options, reconnectionDelay: 10, reconnectionDelayMax: 20 });
    await next(socket, "auth");
    socket.emit("close");
    const [reason, details] = await next(socket, "disconnect");
    assert.equal(reason, "transport close");
    if (options.transports?.[0] === "websocket") {
      assert.equal(details.context?.code ?? details.code, 4001);
    }
    await next(socket, "auth");
    return socket;
  },
};

/** A WebSocket that opens after some time, so that the upgrade comes when much is going on. */
const opening = (delay) =>
  class extends NodeWebSocket {
    doOpen() {
      setTimeout(() => super.doOpen(), delay);
    }
  };

/** Emits numbers and gets them back, while the server sends numbers of its own from four threads. */
async function chatters(socket) {
  const [back, drops, count] = [[], [[], [], [], []], 200];
  socket.on("message-back", (n, bytes) => back.push([n, bytes?.length]));
  socket.on("drop", (thread, n) => drops[thread].push(n));
  await next(socket, "connect");
  socket.emit("burst", 4, count);
  for (let n = 0; n < count; n++) {
    n % 10 ? socket.emit("message", n) : socket.emit("message", n, Buffer.alloc(n));
    if (n % 20 === 0) await quiet(15);
  }
  while (back.length < count || drops.some((some) => some.length < count)) {
    await quiet(10);
  }
  await quiet(50);
  const numbers = [...Array(count).keys()];
  assert.deepEqual(back, numbers.map((n) => [n, n % 10 ? undefined : n]));
  drops.forEach((some) => assert.deepEqual(some, numbers));
}

const upgradeRules = {
  async "moves to WebSocket by itself, and stays there"(options) {
    const socket = io(url, options);
    assert.equal(socket.io.engine.transport.name, "polling");
    await Promise.all([next(socket, "connect"), upgraded(socket)]);
    assert.equal(socket.io.engine.transport.name, "websocket");
    socket.emit("message", "after");
    assert.deepEqual(await next(socket, "message-back"), ["after"]);
    await quiet(1000);
    assert.equal(socket.connected, true);
    return socket;
  },

  async "loses, doubles and reorders nothing that is sent meanwhile, at whatever moment"(options) {
    for (let delay = 0; delay < 150; delay += 10) {
      const socket = io(url, { ...options, transports: [NodeXHR, opening(delay)] });
      await Promise.all([chatters(socket), upgraded(socket)]);
      socket.disconnect();
    }
    return io(url, options);
  },

  async "does so in a crowd"(options) {
    const crowd = Array.from({ length: 30 }, (_, n) =>
      io(url, { ...options, transports: [NodeXHR, opening((n * 7) % 150)] }),
    );
    await Promise.all(crowd.map((socket) => Promise.all([chatters(socket), upgraded(socket)])));
    crowd.forEach((socket) => socket.disconnect());
    return io(url, options);
  },
};

const crowdRules = {
  async "loses, doubles and reorders nothing in a crowd"(options) {
    const crowd = Array.from({ length: 30 }, () => io(url, options));
    await Promise.all(crowd.map((socket) => chatters(socket)));
    crowd.forEach((socket) => socket.disconnect());
    return io(url, options);
  },
};

const all = {};
const add = (mode, rules) =>
  Object.entries(rules).forEach(([rule, check]) => (all[`${mode}: ${rule}`] = () => check(modes[mode])));
for (const mode of Object.keys(modes)) {
  add(mode, { ...rules, ...crowdRules });
}
add("by polling, then WebSocket", upgradeRules);
// What takes longer, hangs; a busy machine needs a fraction of it.
await holds(all, 120000);
