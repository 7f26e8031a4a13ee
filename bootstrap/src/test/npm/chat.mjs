// What the scripts share: REST calls, sockets of the stock client, and lines to the test that runs them.
import { createInterface } from "node:readline";
import { io } from "socket.io-client";

export const url = process.argv[2];
export const secondsToBeBack = 60;

/** Calls the server until it answers, as it may be down at the moment; refusals are thrown. */
export async function call(method, path, token, body) {
  for (;;) {
    let response;
    try {
      response = await fetch(url + path, {
        method,
        headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
        body: body && JSON.stringify(body),
      });
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
      continue;
    }
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return { status: response.status, ...answer };
  }
}

export async function register(username) {
  const email = `${username}@example.com`;
  const { user, accessToken } = await call("POST", "/api/v1/auth/register", undefined, { username, email, password: "correct horse" });
  return { id: user.id, token: accessToken };
}

/**
 * How frontends connect. Most set nothing: they poll, then move to WebSocket, come back after seconds, and send once. Some
 * send again until they are answered, and are soon back.
 */
export const ways = {
  usual: {},
  polling: { transports: ["polling"] },
  insisting: {
    transports: ["websocket"],
    retries: 1_000,
    ackTimeout: 2_000,
    reconnectionDelay: 20,
    reconnectionDelayMax: 200,
  },
};

/** The stock client. */
export const connect = (token, way = ways.insisting, at = url) => io(at, { forceNew: true, auth: { token }, ...way });

/** Plays a story in every way at once. The server is killed when all have asked for that. */
export async function inEveryWay(play) {
  const names = Object.keys(ways);
  const back = told("back");
  let asked = 0;
  const kill = () => {
    if (++asked === names.length) say("kill");
  };
  await Promise.all(names.map((name) => play({ name, way: ways[name], kill, back })));
  say("done");
  process.exit(0);
}

/** The next event of this name that fits. */
export const next = (socket, name, fits = () => true) =>
  new Promise((resolve) => {
    const listener = (...args) => {
      if (!fits(...args)) return;
      socket.off(name, listener);
      resolve(args);
    };
    socket.on(name, listener);
  });

/** The answer's data; a problem is thrown. Only who sends again is told of errors, too. */
export const ask = (socket, command, data) =>
  new Promise((resolve, reject) =>
    socket.emit(command, data, (...args) => {
      const [error, answer] = args[0] === null || args[0] instanceof Error ? args : [null, args[0]];
      if (error) reject(error);
      else if (answer.ok) resolve(answer.data);
      else reject(new Error(`${command}: ${JSON.stringify(answer.problem)}`));
    }),
  );

/** Waits until something is true, or says what it waited for in vain. */
export async function until(what, isTrue) {
  const end = Date.now() + secondsToBeBack * 1_000;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error(`in vain: ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const say = (line) => process.stdout.write(`${line}\n`);

const lines = createInterface({ input: process.stdin });
const waiting = new Map();
lines.on("line", (line) => waiting.get(line)?.());

/** The test says so. */
export const told = (line) => new Promise((resolve) => waiting.set(line, resolve));
