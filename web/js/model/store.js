// What is known here, and who wants to hear when it changes.
import { t } from '../text.js';

export const state = {
	me: null,
	users: new Map(), // by id; {id, deleted} where somebody has no profile any more
	presence: new Map(), // by user id
	friends: [], // ids
	requests: [], // pending ones
	blocks: [], // ids
	conversations: new Map(),
	windows: new Map(), // by conversation: a stretch of its messages, see history.js
	quoted: new Map(), // messages that were answered and are in no window
	pins: new Map(), // by conversation, once they were asked for
	outbox: new Map(), // by clientMessageId: what was not acknowledged
	drafts: new Map(), // by conversation
	typing: new Map(), // by conversation: a map of user to timer
	link: 'connecting', // connecting, catching up, online
	active: null, // the id of the conversation that is open
};

const watchers = new Set();
let topics = new Set();

/** Calls `listener` soon after one of the topics (people, list, messages, link, typing, active) changed; gives what ends it. */
export function watch(wanted, listener) {
	const watcher = (now) => wanted.some((topic) => now.has(topic)) && listener();
	watchers.add(watcher);
	return () => watchers.delete(watcher);
}

export function changed(...which) {
	if (!topics.size) queueMicrotask(tellAll);
	which.forEach((topic) => topics.add(topic));
}

function tellAll() {
	const now = topics;
	topics = new Set();
	for (const watcher of [...watchers]) watcher(now);
}

export const isMe = (userId) => userId === state.me.id;
export const profile = (userId) => (isMe(userId) ? state.me : state.users.get(userId));
export const isOnline = (userId) => Boolean(state.presence.get(userId)?.online);

export function nameOf(userId) {
	const user = profile(userId);
	return user?.deleted ? t.deletedUser : (user?.displayName ?? user?.username ?? '…');
}

export const shortName = (userId) => (isMe(userId) ? t.you : nameOf(userId));
export const byName = (a, b) => nameOf(a).localeCompare(nameOf(b));
export const member = (conversation, userId = state.me.id) => conversation.members.find((m) => m.userId === userId);

/** The other one of a direct conversation. */
export const peerOf = ({ type, members }) => (type === 'direct' ? (members.find((m) => !isMe(m.userId)) ?? members[0])?.userId : undefined);
export const titleOf = (conversation) => conversation.title ?? nameOf(peerOf(conversation));
export const lastAt = (conversation) => conversation.lastMessageAt ?? conversation.createdAt;

/** Conversations as they are listed: pinned ones, then those with the newest messages. */
export const listed = () =>
	[...state.conversations.values()].sort((a, b) => b.settings.pinned - a.settings.pinned || (lastAt(a) < lastAt(b) ? 1 : -1));

/** Whether one may do something in a conversation, as the server decides it. */
export function may(conversation, permission) {
	if (conversation.type === 'direct') return permission === 'post' || permission === 'pin';
	const { role, permissions: { granted = [], denied = [] } = {} } = member(conversation) ?? {};
	if (!role || role === 'owner') return Boolean(role);
	const byRole = role === 'admin' ? permission !== 'manage_roles' : conversation.memberPermissions?.includes(permission);
	return (byRole || granted.includes(permission)) && !denied.includes(permission);
}

/** How far one's own message has come: sent, delivered or seen by all others. */
export function statusOf(conversation, seq) {
	const others = conversation.members.filter((m) => !isMe(m.userId));
	const all = (how) => others.length > 0 && others.every((m) => how(m) >= seq);
	if (all((m) => m.readUpTo ?? 0)) return 'seen';
	return all((m) => Math.max(m.deliveredUpTo, m.readUpTo ?? 0)) ? 'delivered' : 'sent';
}

export const pendingIn = (conversationId) =>
	[...state.outbox.values()].filter((entry) => entry.conversationId === conversationId).sort((a, b) => a.order - b.order);
