// What each event makes of the state. Events say what became true: hearing one twice does no harm.
import { api } from '../net/api.js';
import { setCursor, touch } from './cache.js';
import { add, change } from './history.js';
import { settle } from './outbox.js';
import { learn, need, otherOf, unlearn } from './people.js';
import { changed, isMe, member, peerOf, state } from './store.js';

const LAST = ['lastMessage', 'lastMessageId', 'lastMessageSenderId', 'lastMessageKind', 'lastMessageAt'];
const loads = new Map(); // by conversation: whether it has to be loaded once more

/** Puts a conversation as the server answers it into its place. */
export function place(conversation) {
  const { unreadCount = 0, settings = { muted: false, archived: false, pinned: false } } =
    state.conversations.get(conversation.id) ?? {};
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
  changed('list', 'messages', 'active');
}

/** Asks for a conversation that is not known, or not known well. */
export async function load(id) {
  if (loads.has(id)) return loads.set(id, true);
  do {
    loads.set(id, false);
    try {
      place(await api.get(`/conversations/${id}`));
    } catch (problem) {
      // Without it the picture has a hole: begin afresh with the next connection.
      if (problem.status === 404) dropConversation(id);
      else setCursor(undefined);
    }
  } while (loads.get(id));
  loads.delete(id);
}

/** Changes a conversation that is known; one that is not is loaded. */
function inConversation(id, how) {
  const conversation = state.conversations.get(id);
  if (!conversation) return load(id);
  how(conversation);
  touch(`c:${id}`);
  changed('list', 'messages');
}

/** Events go to many, and leave out what is one's own: what was known of that stays. */
function withOwn(old, message) {
  const mine = new Set(old.reactions?.filter((r) => r.mine).map((r) => r.emoji));
  const reactions = message.reactions?.map((r) => (mine.has(r.emoji) ? { ...r, mine: true } : r));
  return { ...message, ...(reactions && { reactions }), ...(old.starred && { starred: true }) };
}

function summary({ id, lastSeq, ...last }) {
  inConversation(id, (conversation) => {
    conversation.lastSeq = Math.max(conversation.lastSeq, lastSeq);
    if (!last.lastMessageId) return;
    for (const field of LAST) delete conversation[field];
    Object.assign(conversation, last);
  });
}

function newMessage({ message, conversation }) {
  const old = state.windows.get(message.conversationId)?.items.find(({ id }) => id === message.id);
  if (isMe(message.senderId)) settle(message.clientMessageId);
  add(old ? withOwn(old, message) : message);
  stopTyping({ conversationId: message.conversationId, userId: message.senderId });
  summary(conversation);
}

function changedMessage({ message, conversation, scope }) {
  change(message.conversationId, message.id, (old) => withOwn(old, message));
  if (conversation) summary(conversation);
  else if (scope === 'me' && state.conversations.get(message.conversationId)?.lastMessageId === message.id)
    load(message.conversationId);
}

const flag = (name, value) => ({ conversationId, messageId }) => {
  change(conversationId, messageId, ({ [name]: was, ...rest }) => (value ? { ...rest, [name]: true } : rest));
  if (name === 'pinned') {
    state.pins.delete(conversationId);
    changed('messages');
  }
};

function request({ request, user }) {
  learn(user);
  if (request.status === 'pending') state.requests.set(request.id, request);
  else state.requests.delete(request.id);
  if (request.status === 'accepted') state.friends.add(otherOf(request));
  touch('requests', 'friends');
  changed('people', 'list');
}

function people(name, how) {
  how(state[name]);
  touch(name);
  changed('people', 'list', 'messages');
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

const handlers = {
  'message:new': newMessage,
  'message:edited': changedMessage,
  'message:deleted': changedMessage,
  'message:pinned': flag('pinned', true),
  'message:unpinned': flag('pinned', false),
  'message:starred': flag('starred', true),
  'message:unstarred': flag('starred', false),
  'message:reaction': ({ conversationId, messageId, reactions, userId, emojis }) =>
    change(conversationId, messageId, (message) => {
      const told = withOwn(message, { ...message, reactions });
      if (isMe(userId))
        told.reactions = reactions.map((r) => (emojis.includes(r.emoji) ? { ...r, mine: true } : r));
      return told;
    }),
  'message:status': ({ conversationId, moves }) =>
    inConversation(conversationId, (conversation) => {
      for (const { userId, deliveredUpTo, readUpTo } of moves) {
        const who = member(conversation, userId);
        if (!who) continue;
        who.deliveredUpTo = Math.max(who.deliveredUpTo, deliveredUpTo);
        if (readUpTo !== undefined) who.readUpTo = Math.max(who.readUpTo ?? 0, readUpTo);
      }
    }),
  'conversation:created': ({ conversation }) => conversation && place(conversation),
  'conversation:joined': ({ conversation, conversationId }) => {
    const id = conversation?.id ?? conversationId;
    state.windows.delete(id);
    touch(`w:${id}`);
    load(id);
  },
  'conversation:updated': ({ conversation }) =>
    inConversation(conversation.id, (known) => {
      delete known.metadata;
      Object.assign(known, conversation);
    }),
  'conversation:deleted': ({ conversationId }) => dropConversation(conversationId),
  'conversation:settings': ({ conversationId, settings, hiddenUpTo }) =>
    inConversation(conversationId, (conversation) => {
      conversation.settings = settings;
      if (hiddenUpTo >= conversation.lastSeq) dropConversation(conversationId);
    }),
  'conversation:unread': ({ conversationId, unreadCount, lastSeq }) =>
    inConversation(conversationId, (conversation) => {
      conversation.unreadCount = unreadCount;
      conversation.lastSeq = Math.max(conversation.lastSeq, lastSeq);
    }),
  'member:added': ({ conversationId, member: who }) =>
    inConversation(conversationId, (conversation) => {
      need(who.userId);
      conversation.members = [...conversation.members.filter((m) => m.userId !== who.userId), who];
    }),
  'member:updated': ({ conversationId, member: { userId, role, permissions } }) =>
    inConversation(conversationId, (conversation) => {
      const who = member(conversation, userId);
      if (who) Object.assign(who, { role, permissions });
    }),
  'member:removed': ({ conversationId, userId }) =>
    isMe(userId)
      ? dropConversation(conversationId)
      : inConversation(conversationId, (conversation) => {
          conversation.members = conversation.members.filter((m) => m.userId !== userId);
        }),
  'friend:request_sent': request,
  'friend:request_accepted': request,
  'friend:request_rejected': request,
  'friend:request_cancelled': request,
  'friend:request_updated': request,
  'friend:removed': ({ userId }) => people('friends', (friends) => friends.delete(userId)),
  'block:added': ({ user }) => {
    learn(user);
    people('blocks', (blocks) => blocks.add(user.id));
  },
  'block:removed': ({ userId }) => people('blocks', (blocks) => blocks.delete(userId)),
  'user:updated': ({ user }) => {
    learn(user);
    changed('me', 'messages');
  },
  'user:deleted': ({ userId }) => unlearn(userId),
  'user:settings': ({ settings }) => {
    state.me.settings = settings;
    touch('me');
    changed('me');
  },
  typing,
  stop_typing: stopTyping,
  'presence:online': presence,
  'presence:offline': presence,
};

/** Makes an event true here; what has an unknown name is passed over. */
export const apply = (type, data) => handlers[type]?.(data);
