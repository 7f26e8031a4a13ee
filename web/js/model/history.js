// Windows: for each conversation a stretch of messages without gaps, which grows where it is read and is cut at the far end.
import { api } from '../net/api.js';
import { touch } from './cache.js';
import { need } from './people.js';
import { changed, state } from './store.js';

export const PAGE = 50;
const MOST = 400;
const loading = new Map();

const path = (id, query) => `/conversations/${id}/messages?${new URLSearchParams({ limit: PAGE, ...query })}`;

/** Puts messages into a window by their seqs; what stands there is replaced. */
function merge(window, messages) {
  const bySeq = new Map([...window.items, ...messages].map((message) => [message.seq, message]));
  window.items = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

function learned(id, messages) {
  need(...messages.flatMap(({ senderId, forwardedFrom }) => [senderId, forwardedFrom?.senderId]));
  touch(`w:${id}`);
  changed('messages');
}

/** One load of a conversation at a time: paging again while one is under way is that one, going elsewhere comes after it. */
function once(id, task) {
  if (!loading.has(id)) loading.set(id, task().finally(() => loading.delete(id)));
  return loading.get(id);
}

async function after(id, task) {
  await loading.get(id)?.catch(() => {});
  return once(id, task);
}

/** The newest messages. */
export const loadNewest = (id) =>
  after(id, async () => {
    // Until the page comes, what is said meanwhile is gathered here.
    const window = { items: [], start: false, end: true, opening: true };
    state.windows.set(id, window);
    try {
      const page = await api.get(path(id));
      merge(window, page.items.filter(({ seq }) => !window.items.some((m) => m.seq === seq)));
      Object.assign(window, { start: !page.nextCursor, opening: false });
      learned(id, page.items);
    } catch (problem) {
      if (window.opening) state.windows.delete(id);
      throw problem;
    }
  });

/** A page around a message, which becomes the window unless the message is in it. */
export const loadAround = (id, seq) =>
  after(id, async () => {
    if (state.windows.get(id)?.items.some((m) => m.seq === seq)) return;
    const page = await api.get(path(id, { around: seq }));
    state.windows.set(id, { items: page.items, start: !page.prevCursor, end: !page.nextCursor });
    learned(id, page.items);
  });

export const loadOlder = (id) =>
  once(id, async () => {
    const window = state.windows.get(id);
    if (!window?.items.length || window.start) return;
    const page = await api.get(path(id, { before: window.items[0].seq }));
    merge(window, page.items);
    window.start = !page.nextCursor;
    if (window.items.length > MOST) {
      window.items.length = MOST;
      window.end = false;
    }
    learned(id, page.items);
  });

export const loadNewer = (id) =>
  once(id, async () => {
    const window = state.windows.get(id);
    if (!window?.items.length || window.end) return;
    const page = await api.get(path(id, { after: window.items.at(-1).seq }));
    merge(window, page.items);
    // What came while the page was on its way has not been added: ask until nothing is behind the last one.
    window.end = !page.nextCursor && window.items.at(-1).seq >= (state.conversations.get(id)?.lastSeq ?? 0);
    if (window.items.length > MOST) {
      window.items.splice(0, window.items.length - MOST);
      window.start = false;
    }
    learned(id, page.items);
  });

/** A message that is new here; it is passed over where the window does not reach so far. */
export function add(message) {
  const { conversationId, seq } = message;
  const window = state.windows.get(conversationId);
  if (!window?.end) return;
  if (!window.opening && !window.start && seq < window.items[0]?.seq) return;
  merge(window, [message]);
  // An acknowledgement may be faster than the event of the message before it, which has a moment to come.
  if (hasGap(window)) setTimeout(() => hasGap(state.windows.get(conversationId)) && loadNewest(conversationId).catch(() => {}), 2000);
  learned(conversationId, [message]);
}

const hasGap = (window) => window?.items.some(({ seq }, i, items) => i > 0 && seq > items[i - 1].seq + 1);

/** Changes a message that is here; others are passed over. */
export function change(conversationId, messageId, how) {
  const window = state.windows.get(conversationId);
  const at = window?.items.findIndex(({ id }) => id === messageId) ?? -1;
  if (at >= 0) window.items[at] = how(window.items[at]);
  if (state.quoted.get(messageId)) state.quoted.set(messageId, how(state.quoted.get(messageId)));
  if (state.pins.get(conversationId))
    state.pins.set(conversationId, state.pins.get(conversationId).map((m) => (m.id === messageId ? how(m) : m)));
  touch(`w:${conversationId}`);
  changed('messages');
}

/** Ends looking at a conversation: only windows that reach its end go on, and not longer than they have to be. */
export function leave(id) {
  const window = state.windows.get(id);
  if (window && !window.end) state.windows.delete(id);
  else if (window?.items.length > 200) {
    window.items.splice(0, window.items.length - 200);
    window.start = false;
  }
  touch(`w:${id}`);
}

/** The message that was answered, wherever it is; asked for once. */
export function quoted(conversationId, id) {
  const found = state.windows.get(conversationId)?.items.find((m) => m.id === id) ?? state.quoted.get(id);
  if (found === undefined) {
    state.quoted.set(id, null);
    api.get(`/messages/${id}`).then(
      (message) => {
        state.quoted.set(id, message);
        learned(conversationId, [message]);
      },
      ({ status }) => status !== 404 && state.quoted.delete(id),
    );
  }
  return found;
}
