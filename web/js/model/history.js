// Windows: for each conversation a stretch of messages without gaps, which grows where it is read and is cut at the far end.
import { get } from '../net/api.js';
import { touch } from './cache.js';
import { need } from './people.js';
import { changed, state } from './store.js';

export const PAGE = 50;
const MOST = 400;
const loading = new Map();

/** Puts messages into a window by their seqs; what stands there is replaced. */
function merge(window, messages) {
	window.items = [...new Map([...window.items, ...messages].map((m) => [m.seq, m])).values()].sort((a, b) => a.seq - b.seq);
}

function learned(id, messages) {
	need(...messages.flatMap(({ senderId, forwardedFrom }) => [senderId, forwardedFrom?.senderId]));
	touch(`w:${id}`);
	changed('messages');
}

/** One load of a conversation at a time; gives the page, and `use` puts it into its place. */
function load(id, query, use) {
	const task = async () => {
		const page = await get(`/conversations/${id}/messages?${new URLSearchParams({ limit: PAGE, ...query })}`);
		use(page, state.windows.get(id));
		learned(id, page.items);
	};
	if (!loading.has(id)) loading.set(id, task().finally(() => loading.delete(id)));
	return loading.get(id);
}

const idle = (id) => loading.get(id)?.catch(() => {});

/** The newest messages; until they come, what is said meanwhile is gathered in the new window. */
export async function loadNewest(id) {
	await idle(id);
	const fresh = { items: [], end: true, opening: true };
	state.windows.set(id, fresh);
	await load(id, {}, ({ items, nextCursor }) => {
		merge(fresh, items.filter(({ seq }) => !fresh.items.some((m) => m.seq === seq)));
		Object.assign(fresh, { start: !nextCursor, opening: false });
	}).catch((problem) => {
		if (state.windows.get(id) === fresh) state.windows.delete(id);
		throw problem;
	});
}

/** A page around a message, which becomes the window unless the message is in it. */
export async function loadAround(id, seq) {
	await idle(id);
	if (state.windows.get(id)?.items.some((m) => m.seq === seq)) return;
	await load(id, { around: seq }, ({ items, prevCursor, nextCursor }) =>
		state.windows.set(id, { items, start: !prevCursor, end: !nextCursor }));
}

export function loadOlder(id) {
	const { items, start } = state.windows.get(id);
	if (start || !items.length) return undefined;
	return load(id, { before: items[0].seq }, (page, window) => {
		merge(window, page.items);
		window.start = !page.nextCursor;
		if (window.items.length <= MOST) return;
		window.items.length = MOST;
		window.end = false;
	});
}

export function loadNewer(id) {
	const { items, end } = state.windows.get(id);
	if (end || !items.length) return undefined;
	return load(id, { after: items.at(-1).seq }, (page, window) => {
		merge(window, page.items);
		// What came while the page was on its way has not been added.
		window.end = !page.nextCursor && window.items.at(-1).seq >= state.conversations.get(id).lastSeq;
		cut(window, MOST);
	});
}

function cut(window, most) {
	if (window.items.length <= most) return;
	window.items.splice(0, window.items.length - most);
	window.start = false;
}

/** A message that is new here; it is passed over where the window does not reach so far. */
export function add(message) {
	const { conversationId: id, seq } = message;
	const window = state.windows.get(id);
	if (!window?.end || (!window.opening && !window.start && seq < window.items[0]?.seq)) return;
	merge(window, [message]);
	// An acknowledgement may be faster than the event of the message before it, which has a moment to come.
	if (hasGap(window)) setTimeout(() => hasGap(state.windows.get(id)) && loadNewest(id).catch(() => {}), 2000);
	learned(id, [message]);
}

const hasGap = (window) => window?.items.some(({ seq }, i, items) => i > 0 && seq > items[i - 1].seq + 1);

/** Changes a message wherever it is here; others are passed over. */
export function change(id, messageId, how) {
	const changeIn = (items) => {
		const at = items?.findIndex((m) => m.id === messageId) ?? -1;
		if (at >= 0) items[at] = how(items[at]);
	};
	changeIn(state.windows.get(id)?.items);
	changeIn(state.pins.get(id));
	if (state.quoted.get(messageId)) state.quoted.set(messageId, how(state.quoted.get(messageId)));
	touch(`w:${id}`);
	changed('messages');
}

/** Ends looking at a conversation: only windows that reach its end go on, and not longer than they have to be. */
export function leave(id) {
	const window = state.windows.get(id);
	if (window && !window.end) state.windows.delete(id);
	else if (window) cut(window, 200);
	touch(`w:${id}`);
}

/** The message that was answered, wherever it is; asked for once. */
export function quoted(conversationId, id) {
	const found = state.windows.get(conversationId)?.items.find((m) => m.id === id) ?? state.quoted.get(id);
	if (found !== undefined) return found;
	state.quoted.set(id, null);
	get(`/messages/${id}`).then((message) => learned(conversationId, [message], state.quoted.set(id, message)), () => {});
	return null;
}
