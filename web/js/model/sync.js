// From what this browser keeps to what is so now: the cache, then what was missed, then what happens.
import { server } from '../config.js';
import { api } from '../net/api.js';
import * as socket from '../net/socket.js';
import { forget, login } from '../net/tokens.js';
import { withLock } from '../platform.js';
import * as cache from './cache.js';
import { apply, place } from './events.js';
import { loadNewest } from './history.js';
import { pump, share } from './outbox.js';
import { need, refreshPresence } from './people.js';
import { changed, isMe, peerOf, state } from './store.js';

const listeners = new Set();
let buffer = null; // what is heard while catching up
let synced = false;
let round = 0;
let name;

/** Calls `listener` with each message of others that comes while this page is there; gives what ends it. */
export function onArrival(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows what is kept, and connects; `over` is called when the log-in has ended. */
export async function start(over) {
  const { userId } = login();
  name = `chattr:${server.host}:${userId}`;
  await cache.open(name);
  state.me ??= { id: userId };
  state.loaded = Boolean(cache.cursor);
  share(name);
  withLock(`${name}:writer`, () => {
    cache.becomeWriter();
    return new Promise(() => {});
  });
  addEventListener('pagehide', cache.flush);
  document.addEventListener('visibilitychange', () => document.hidden && cache.flush());
  socket.connect({ hear, up, down: () => setLink('connecting'), over });
}

/** Ends the log-in here, and takes away what is kept. */
export async function logOut() {
  socket.disconnect();
  await api.post('/auth/logout').catch(() => {});
  await cache.drop(name);
  forget();
}

export async function forgetAll() {
  socket.disconnect();
  await cache.drop(name);
}

function setLink(link) {
  state.link = link;
  changed('link');
}

function hear(type, data, cursor) {
  if (buffer) buffer.push([type, data, cursor]);
  else take(type, data, cursor);
}

function take(type, data, cursor) {
  apply(type, data);
  if (cursor && cache.cursor) cache.setCursor(cursor);
  if (type === 'message:new' && !isMe(data.message.senderId)) {
    delivered(data.message);
    listeners.forEach((listener) => listener(data.message));
  }
}

const arrived = new Map();

/** Tells the server, once for what comes together. */
function delivered({ conversationId, seq }) {
  if (!arrived.size)
    setTimeout(() => {
      for (const [id, upTo] of arrived) socket.tell('mark_delivered', { conversationId: id, seq: upTo });
      arrived.clear();
    }, 200);
  arrived.set(conversationId, Math.max(seq, arrived.get(conversationId) ?? 0));
}

async function up(recovered) {
  const mine = ++round;
  if (!(recovered && synced && cache.cursor)) {
    synced = false;
    buffer = [];
    setLink('catching up');
    while (!(await catchUp(mine).catch(() => false))) {
      if (mine !== round || !socket.isConnected()) return;
      await new Promise((done) => setTimeout(done, 3000));
    }
    if (mine !== round) return;
    synced = true;
    const heard = buffer;
    buffer = null;
    heard.forEach((event) => take(...event));
  }
  setLink('online');
  cache.rewrite();
  pump();
  refreshPresence().catch(() => {});
}

/** Asks for what was missed until there is no more; true when the state is that of now. */
async function catchUp(mine) {
  for (;;) {
    if (!cache.cursor) await loadAll();
    const answer = await api.get(`/sync?limit=500&cursor=${encodeURIComponent(cache.cursor)}`);
    if (mine !== round) return false;
    if (answer.reset) {
      cache.setCursor(undefined);
      continue;
    }
    answer.events.forEach(({ type, data }) => apply(type, data));
    answer.unread.forEach((unread) => apply('conversation:unread', unread));
    cache.setCursor(answer.cursor);
    if (answer.complete) return true;
  }
}

async function loadAll() {
  const { cursor } = await api.get('/sync');
  const [me, incoming, outgoing, blocked, conversations] = await Promise.all([
    api.get('/users/me'),
    api.all('/friend-requests'),
    api.all('/friend-requests?direction=outgoing'),
    api.all('/blocks'),
    api.all('/conversations'),
  ]);
  state.me = me;
  state.requests = new Map([...incoming, ...outgoing].map((request) => [request.id, request]));
  need(...incoming.map((r) => r.senderId), ...outgoing.map((r) => r.receiverId));
  for (const user of blocked) state.users.set(user.id, user);
  state.blocks = new Set(blocked.map(({ id }) => id));
  state.conversations.clear();
  conversations.forEach(place);
  need(...conversations.map(peerOf));
  for (const map of ['windows', 'pins', 'quoted']) state[map].clear();
  if (state.active && !state.conversations.has(state.active)) state.active = null;
  if (state.active) loadNewest(state.active).catch(() => {});
  state.loaded = true;
  cache.setCursor(cursor);
  changed('me', 'people', 'list', 'messages', 'active');
}
