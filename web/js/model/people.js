// Profiles and presence, asked for where they are not known.
import { api } from '../net/api.js';
import { touch } from './cache.js';
import { changed, isMe, listed, peerOf, state } from './store.js';

const asked = new Set();
let running = 0;
const waiting = [];

export function learn(...users) {
  for (const { presence, ...user } of users) {
    if (presence) state.presence.set(user.id, presence);
    if (isMe(user.id)) Object.assign(state.me, user);
    else state.users.set(user.id, user);
    touch(isMe(user.id) ? 'me' : `u:${user.id}`);
  }
  changed('people', 'list');
}

export function unlearn(userId) {
  state.users.set(userId, { id: userId, deleted: true });
  state.friends.delete(userId);
  for (const request of state.requests.values()) if (otherOf(request) === userId) state.requests.delete(request.id);
  touch(`u:${userId}`, 'friends', 'requests');
  changed('people', 'list', 'messages');
}

/** Asks for the profiles that are missing, a few at a time and each once. */
export function need(...userIds) {
  for (const id of userIds) if (id && !isMe(id) && !state.users.has(id)) look(id);
}

export function look(id) {
  if (asked.has(id)) return;
  asked.add(id);
  waiting.push(id);
  while (running < 4 && waiting.length) fetchNext();
}

async function fetchNext() {
  const id = waiting.shift();
  running++;
  try {
    learn(await api.get(`/users/${encodeURIComponent(id)}`));
    changed('messages');
  } catch ({ status }) {
    if (status === 404) unlearn(id);
  }
  asked.delete(id);
  running--;
  if (waiting.length) fetchNext();
}

/** Presence has no log: whoever was away asks how it stands. */
export async function refreshPresence() {
  state.presence.clear();
  const friends = await api.all('/friends');
  state.friends = new Set(friends.map(({ id }) => id));
  touch('friends');
  learn(...friends);
  const strangers = listed().map(peerOf).filter((id) => id && !isMe(id) && !state.friends.has(id));
  strangers.slice(0, 20).forEach(look);
}

export const otherOf = ({ senderId, receiverId }) => (isMe(senderId) ? receiverId : senderId);
export const requestWith = (userId) => [...state.requests.values()].find((request) => otherOf(request) === userId);
export const incoming = () => [...state.requests.values()].filter(({ receiverId }) => isMe(receiverId));
