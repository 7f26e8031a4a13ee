// Messages that are to be sent: kept until the server has answered, and sent again until it does.
import { command, isConnected } from '../net/socket.js';
import { uuid, withLock } from '../platform.js';
import { all, put } from './cache.js';
import { add } from './history.js';
import { changed, state } from './store.js';

let channel;
let pumping = false;
let again = false;
let timer;
let writes = Promise.resolve();

/** Other tabs of the same person share the outbox. */
export function share(name) {
  channel = new BroadcastChannel(name);
  channel.onmessage = pump;
}

function store(id, entry) {
  if (entry) state.outbox.set(id, entry);
  else state.outbox.delete(id);
  changed('messages', 'list');
  writes = writes.then(() => put(`o:${id}`, entry)).catch(() => {});
  return writes;
}

export async function send(conversationId, content, replyTo) {
  const id = uuid();
  const last = Math.max(0, ...[...state.outbox.values()].map(({ order }) => order));
  await store(id, { id, conversationId, content, replyTo, order: Math.max(Date.now(), last + 1) });
  pump();
}

export async function retry(id) {
  await store(id, { ...state.outbox.get(id), failed: undefined });
  pump();
}

export function discard(id) {
  store(id).then(() => channel.postMessage(0));
}

/** The server has the message: it is no longer to be sent. */
export function settle(clientMessageId) {
  if (state.outbox.has(clientMessageId)) store(clientMessageId);
}

/** Sends all that waits, in order; one tab at a time does so. */
export async function pump() {
  again = true;
  if (pumping) return;
  pumping = true;
  while (again) {
    again = false;
    await withLock(`${channel.name}:outbox`, drain).catch(() => {});
  }
  pumping = false;
}

async function drain() {
  await writes;
  const before = new Set(state.outbox.keys());
  const kept = await all('o:'); // other tabs add, and send
  if (kept) {
    // What was added or settled here meanwhile stays so.
    for (const id of before) if (!state.outbox.has(id)) kept.delete(id);
    for (const [id, entry] of state.outbox) if (!before.has(id)) kept.set(id, entry);
    state.outbox = kept;
    changed('messages', 'list');
  }
  const waiting = [...state.outbox.values()].filter(({ failed }) => !failed).sort((a, b) => a.order - b.order);
  for (const { id, conversationId, content, replyTo } of waiting) {
    if (!isConnected() || !state.outbox.has(id)) continue;
    try {
      const message = await command('send_message', { conversationId, content, replyTo, clientMessageId: id });
      add(message);
      settle(id);
    } catch (problem) {
      if (problem.passes) {
        clearTimeout(timer);
        timer = setTimeout(pump, 1000 * (problem.retryAfter ?? 2));
        break;
      }
      if (state.outbox.has(id)) await store(id, { ...state.outbox.get(id), failed: problem.code ?? 'internal' });
    }
    channel.postMessage(0);
  }
  await writes;
}
