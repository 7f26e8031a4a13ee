// What browsers have on safe origins alone, with what takes its place elsewhere.

/** Runs a task while no other tab runs one under the same name. */
export const withLock = (name, task) => (navigator.locks ? navigator.locks.request(name, task) : task());

export const uuid = () => crypto.randomUUID?.() ?? `${Math.random()}${Math.random()}`.replaceAll('0.', '');

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));
