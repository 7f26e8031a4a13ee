// Runs rules, each a function that leaves sockets to be closed, and ends the process with how they went.
import { once } from "node:events";

export const next = (socket, event) => new Promise((resolve) => socket.once(event, (...args) => resolve(args)));

export async function holds(rules, patience = 8000) {
  let failures = 0;
  for (const [rule, check] of Object.entries(rules)) {
    const began = performance.now();
    const late = AbortSignal.timeout(patience);
    try {
      const sockets = await Promise.race([
        check(),
        once(late, "abort").then(() => Promise.reject(new Error("nothing happened"))),
      ]);
      [sockets].flat().forEach((socket) => socket.disconnect());
      console.log(`ok      ${rule} (${Math.round(performance.now() - began)} ms)`);
    } catch (error) {
      failures++;
      console.log(`NOT OK  ${rule}\n${error.stack}`);
    }
  }
  process.exit(failures === 0 ? 0 : 1);
}
