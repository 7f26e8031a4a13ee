// What each event makes of the state. Events say what became true: hearing one twice does no harm.
// What is rare is not taken from the event, but asked for anew.
import { get } from '../net/api.js';
import { setCursor, touch } from './cache.js';
import { add, change } from './history.js';
import { settle } from './outbox.js';
import { learn, need, relations } from './people.js';
import { changed, isMe, member, peerOf, state } from './store.js';

const LAST = ['lastMessage', 'lastMessageId', 'lastMessageSenderId', 'lastMessageKind', 'lastMessageAt'];
const loads = new Map(); // by conversation: whether it has to be loaded once more

/** Puts a conversation as the server answers it into its place. */
export function place(conversation) {
	const { unreadCount = 0, settings = { muted: false, archived: false, pinned: false } } = state.conversations.get(conversation.id) ?? {};
	state.conversations.set(conversation.id, { unreadCount, settings, ...conversation });
	need(peerOf(conversation), conversation.lastMessageSenderId);
	touch(`c:${conversation.id}`);
	changed('list', 'messages');
	return conversation;
}

export function dropConversation(id) {
	for (const map of ['conversations', 'windows', 'pins']) state[map].delete(id);
	if (state.active === id) state.active = null;
	touch(`c:${id}`, `w:${id}`);
	changed('list', 'active');
}

/** Asks for a conversation that is not known, or not known well. */
async function load(id) {
	if (loads.has(id)) return loads.set(id, true);
	do {
		loads.set(id, false);
		// Where it cannot be had, the picture has a hole: the next connection begins afresh.
		await get(`/conversations/${id}`).then(place, ({ status }) => (status === 404 ? dropConversation(id) : setCursor(undefined)));
	} while (loads.get(id));
	return loads.delete(id);
}

/** Changes a conversation that is known; one that is not is loaded. */
function inConversation(id, how) {
	const conversation = state.conversations.get(id);
	if (!conversation) return load(id);
	how(conversation);
	touch(`c:${id}`);
	return changed('list', 'messages');
}

/** Events go to many, and leave out what is one's own: what was known of that stays. */
function withOwn(old, message) {
	const mine = new Set(old?.reactions?.filter((r) => r.mine).map((r) => r.emoji));
	const reactions = message.reactions?.map((r) => ({ ...r, mine: mine.has(r.emoji) || undefined }));
	return { ...message, reactions, starred: old?.starred };
}

function summary({ id, lastSeq, ...last }) {
	inConversation(id, (conversation) => {
		conversation.lastSeq = Math.max(conversation.lastSeq, lastSeq);
		if (last.lastMessageId) for (const field of LAST) conversation[field] = last[field];
	});
}

function newMessage({ message, conversation }) {
	const { conversationId, senderId, id } = message;
	if (isMe(senderId)) settle(message.clientMessageId);
	add(withOwn(state.windows.get(conversationId)?.items.find((m) => m.id === id), message));
	stopTyping({ conversationId, userId: senderId });
	summary(conversation);
}

function changedMessage({ message, conversation }) {
	change(message.conversationId, message.id, (old) => withOwn(old, message));
	if (conversation) summary(conversation);
	else load(message.conversationId); // gone for oneself: it may have been the last one
}

const flag = (name, value) => ({ conversationId, messageId }) => {
	if (name === 'pinned') state.pins.delete(conversationId);
	change(conversationId, messageId, (message) => ({ ...message, [name]: value }));
};

function reaction({ conversationId, messageId, reactions, userId, emojis }) {
	change(conversationId, messageId, (message) =>
		isMe(userId)
			? { ...message, reactions: reactions.map((r) => ({ ...r, mine: emojis.includes(r.emoji) || undefined })) }
			: withOwn(message, { ...message, reactions }));
}

function status({ conversationId, moves }) {
	inConversation(conversationId, (conversation) => {
		for (const { userId, ...marks } of moves) {
			const who = member(conversation, userId) ?? {};
			for (const mark in marks) who[mark] = Math.max(who[mark] ?? 0, marks[mark]);
		}
	});
}

function settings({ conversationId, settings: chosen, hiddenUpTo }) {
	inConversation(conversationId, (conversation) => {
		conversation.settings = chosen;
		if (hiddenUpTo >= conversation.lastSeq) dropConversation(conversationId);
	});
}

function unread({ conversationId, unreadCount, lastSeq }) {
	inConversation(conversationId, (conversation) => {
		conversation.unreadCount = unreadCount;
		conversation.lastSeq = Math.max(conversation.lastSeq, lastSeq);
	});
}

function stopTyping({ conversationId, userId }) {
	const typists = state.typing.get(conversationId);
	clearTimeout(typists?.get(userId));
	if (typists?.delete(userId)) changed('typing');
}

function typing({ conversationId, userId }) {
	if (isMe(userId)) return;
	need(userId);
	const typists = state.typing.get(conversationId) ?? new Map();
	clearTimeout(typists.get(userId));
	typists.set(userId, setTimeout(stopTyping, 8000, { conversationId, userId }));
	state.typing.set(conversationId, typists);
	changed('typing');
}

function presence({ userId, ...now }) {
	state.presence.set(userId, now);
	changed('people', 'list');
}

let asking;

/** Friends, requests and blocks: asked for once for all that comes together. */
function relation() {
	clearTimeout(asking);
	asking = setTimeout(() => relations().catch(() => {}), 50);
}

const handlers = {
	'message:new': newMessage,
	'message:edited': changedMessage,
	'message:deleted': changedMessage,
	'message:pinned': flag('pinned', true),
	'message:unpinned': flag('pinned'),
	'message:starred': flag('starred', true),
	'message:unstarred': flag('starred'),
	'message:reaction': reaction,
	'message:status': status,
	'conversation:settings': settings,
	'conversation:unread': unread,
	'user:updated': ({ user }) => learn(user),
	'user:deleted': ({ userId }) => learn({ id: userId, deleted: true }),
	'user:settings': (chosen) => learn({ ...state.me, ...chosen }),
	typing,
	stop_typing: stopTyping,
	'presence:online': presence,
	'presence:offline': presence,
};

/** Makes an event true here; what has an unknown name is passed over. */
export function apply(type, data) {
	const [kind] = type.split(':');
	if (handlers[type]) return handlers[type](data);
	if (kind === 'friend' || kind === 'block') relation();
	if (kind === 'conversation' || kind === 'member') {
		const id = data.conversationId ?? data.conversation.id;
		if (type === 'conversation:deleted' || (type === 'member:removed' && isMe(data.userId))) return dropConversation(id);
		if (type === 'conversation:joined') state.windows.delete(id);
		load(id);
	}
	return undefined;
}
