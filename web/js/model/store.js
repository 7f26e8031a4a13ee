// What is known here, and who wants to hear when it changes.
import { t } from '../text.js';

export const state = {
  me: null,
  users: new Map(), // by id; {id, deleted} where somebody has no profile any more
  presence: new Map(), // by user id
  friends: new Set(),
  requests: new Map(), // pending ones, by id
  blocks: new Set(),
  conversations: new Map(),
  windows: new Map(), // by conversation: a stretch of its messages, see history.js
  quoted: new Map(), // messages that were answered and are in no window
  pins: new Map(), // by conversation, the newest first, once they were asked for
  outbox: new Map(), // by clientMessageId: what was not acknowledged
  drafts: new Map(), // by conversation
  typing: new Map(), // by conversation: a map of user to timer
  link: 'connecting', // connecting, catching up, online
  loaded: false, // whether the lists were ever loaded
  active: null, // the id of the conversation that is open
};

const watchers = new Set();
let topics = new Set();

/** Calls `listener` soon after one of the topics changed; gives a function that ends this. */
export function watch(wanted, listener) {
  const watcher = { wanted, listener };
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Topics: me, people, list, messages, link, typing. */
export function changed(...which) {
  if (!topics.size) queueMicrotask(tellAll);
  for (const topic of which) topics.add(topic);
}

function tellAll() {
  const now = topics;
  topics = new Set();
  for (const { wanted, listener } of [...watchers]) if (wanted.some((topic) => now.has(topic))) listener();
}

export const isMe = (userId) => userId === state.me?.id;

export function nameOf(userId) {
  const user = isMe(userId) ? state.me : state.users.get(userId);
  return user?.deleted ? t.deletedUser : (user?.displayName ?? user?.username ?? '…');
}

export const shortName = (userId) => (isMe(userId) ? t.you : nameOf(userId));

export const member = (conversation, userId = state.me.id) => conversation.members.find((m) => m.userId === userId);

/** The other one of a direct conversation. */
export const peerOf = ({ type, members }) =>
  type === 'direct' ? (members.find((m) => !isMe(m.userId)) ?? members[0])?.userId : undefined;

export const titleOf = (conversation) =>
  conversation.type === 'group' ? conversation.title : nameOf(peerOf(conversation));

/** Conversations as they are listed: pinned ones, then those with the newest messages. */
export function listed() {
  const at = (c) => c.lastMessageAt ?? c.createdAt;
  return [...state.conversations.values()].sort(
    (a, b) => b.settings.pinned - a.settings.pinned || (at(a) < at(b) ? 1 : -1),
  );
}

/** Whether somebody may do something in a group, as the server decides it. */
export function may(conversation, permission, who = member(conversation)) {
  if (conversation.type === 'direct') return !['remove_members', 'delete_any', 'manage_roles'].includes(permission);
  if (!who) return false;
  if (who.role === 'owner') return true;
  const { granted = [], denied = [] } = who.permissions ?? {};
  const byRole = who.role === 'admin' ? permission !== 'manage_roles' : conversation.memberPermissions?.includes(permission);
  return (byRole || granted.includes(permission)) && !denied.includes(permission);
}

/** How far one's own message has come: sent, delivered or seen by all others. */
export function statusOf(conversation, seq) {
  const others = conversation.members.filter((m) => !isMe(m.userId));
  if (!others.length) return 'sent';
  if (others.every((m) => (m.readUpTo ?? 0) >= seq)) return 'seen';
  return others.every((m) => Math.max(m.deliveredUpTo, m.readUpTo ?? 0) >= seq) ? 'delivered' : 'sent';
}

export const pendingIn = (conversationId) =>
  [...state.outbox.values()].filter((entry) => entry.conversationId === conversationId).sort((a, b) => a.order - b.order);
