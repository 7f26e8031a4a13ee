// What an unmodified client sees of the echo application. Argument: the server's URL.
import assert from "node:assert/strict";
import { io, Manager } from "socket.io-client";
import { holds, next } from "./rules.mjs";

const url = process.argv[2];
const options = { transports: ["websocket"], forceNew: true };
const quiet = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const rules = {
  async "connects, and its id is not the session's"() {
    const socket = io(url, { ...options, auth: { token: "abc" } });
    assert.deepEqual(await next(socket, "auth"), [{ token: "abc" }]);
    assert.equal(socket.connected, true);
    assert.notEqual(socket.id, socket.io.engine.id);
    return socket;
  },

  async "connects without a trailing slash"() {
    const socket = io(url, { ...options, addTrailingSlash: false });
    assert.deepEqual(await next(socket, "auth"), [{}]);
    return socket;
  },

  async "emits text, numbers, objects and bytes and gets them back"() {
    const socket = io(url, options);
    const bytes = Buffer.from([1, 2, 3]);
    socket.emit("message", 1, "zwei €😀", { drei: [true, null] }, bytes, { deep: [Buffer.alloc(0)] });
    const back = await next(socket, "message-back");
    assert.deepEqual(back.slice(0, 3), [1, "zwei €😀", { drei: [true, null] }]);
    assert.deepEqual(Buffer.from(back[3]), bytes);
    assert.equal(Buffer.from(back[4].deep[0]).length, 0);
    return socket;
  },

  async "is acknowledged, with bytes too"() {
    const socket = io(url, options);
    const answer = await socket.timeout(20000).emitWithAck("message-with-ack", "only one argument comes back");
    assert.equal(answer, "only one argument comes back");
    const bytes = await socket.timeout(20000).emitWithAck("message-with-ack", Buffer.from([9]));
    assert.deepEqual(Buffer.from(bytes), Buffer.from([9]));
    return socket;
  },

  async "acknowledges"() {
    const socket = io(url, options);
    socket.on("question", (value, answer) => answer(value + 1));
    socket.emit("ask", 41);
    assert.deepEqual(await next(socket, "answered"), [42]);
    return socket;
  },

  async "shares one connection between namespaces"() {
    const manager = new Manager(url, options);
    const [main, custom] = [manager.socket("/"), manager.socket("/custom")];
    await Promise.all([next(main, "auth"), next(custom, "auth")]);
    custom.disconnect();
    main.emit("message", "still here");
    assert.deepEqual(await next(main, "message-back"), ["still here"]);
    return main;
  },

  async "is told of an unknown namespace"() {
    const socket = io(url + "/random", options);
    const [error] = await next(socket, "connect_error");
    assert.equal(error.message, "Invalid namespace");
    return socket;
  },

  async "stays connected over many heartbeats"() {
    const socket = io(url, options);
    await next(socket, "auth");
    let pings = 0;
    socket.io.on("ping", () => pings++);
    await quiet(1700);
    assert.ok(pings >= 3, `${pings} pings`);
    assert.equal(socket.connected, true);
    return socket;
  },

  async "sends again what was not acknowledged, and keeps the order"() {
    const socket = io(url, { ...options, retries: 2, ackTimeout: 20000 });
    const answers = await Promise.all(
      [1, 2, 3].map((n) => new Promise((resolve) => socket.emit("message-with-ack", n, (_, value) => resolve(value)))),
    );
    assert.deepEqual(answers, [1, 2, 3]);
    return socket;
  },

  async "hears that the server left and does not come back"() {
    const socket = io(url, options);
    await next(socket, "auth");
    socket.emit("leave");
    assert.equal((await next(socket, "disconnect"))[0], "io server disconnect");
    await quiet(100);
    assert.equal(socket.active, false);
    return socket;
  },

  async "comes back after the server closed the connection"() {
    const socket = io(url, { ...options, reconnectionDelay: 10, reconnectionDelayMax: 20 });
    await next(socket, "auth");
    socket.emit("close");
    const [reason, details] = await next(socket, "disconnect");
    assert.equal(reason, "transport close");
    assert.equal(details.context?.code ?? details.code, 4001);
    await next(socket, "auth");
    return socket;
  },
};

await holds(rules, 30000);
