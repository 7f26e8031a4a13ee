// From what this browser keeps to what is so now: the cache, then what was missed, then what happens.
import { server } from '../config.js';
import { all, api, get } from '../net/api.js';
import * as socket from '../net/socket.js';
import { forget, login } from '../net/tokens.js';
import { pause, withLock } from '../platform.js';
import * as cache from './cache.js';
import { apply, place } from './events.js';
import { loadNewest } from './history.js';
import { pump, share } from './outbox.js';
import { learn, lookAtPeers, relations } from './people.js';
import { changed, isMe, state } from './store.js';

const listeners = new Set();
const arrived = new Map();
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
	state.me = { id: userId };
	await cache.open(name);
	share(name);
	withLock(`${name}:writer`, () => {
		cache.becomeWriter();
		return new Promise(() => {});
	});
	addEventListener('pagehide', cache.flush);
	document.addEventListener('visibilitychange', () => document.hidden && cache.flush());
	socket.connect({ hear, up, down: () => setLink('connecting'), over });
}

/** Whether the lists were ever loaded. */
export const isLoaded = () => Boolean(cache.cursor);

/** Takes away what is kept here. */
export function forgetAll() {
	socket.disconnect();
	return cache.drop(name);
}

export async function logOut() {
	await forgetAll();
	await api('POST', '/auth/logout').catch(() => {});
	await forget();
}

function setLink(link) {
	state.link = link;
	changed('link');
}

function hear(...event) {
	if (buffer) buffer.push(event);
	else take(...event);
}

function take(type, data, cursor) {
	apply(type, data);
	if (cursor && cache.cursor) cache.setCursor(cursor);
	if (type !== 'message:new' || isMe(data.message.senderId)) return;
	delivered(data.message);
	listeners.forEach((listener) => listener(data.message));
}

/** Tells the server, once for what comes together. */
function delivered({ conversationId, seq }) {
	if (!arrived.size)
		setTimeout(() => {
			arrived.forEach((upTo, id) => socket.tell('mark_delivered', { conversationId: id, seq: upTo }));
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
			await pause(3000);
		}
		synced = true;
		const heard = buffer;
		buffer = null;
		heard.forEach((event) => take(...event));
	}
	setLink('online');
	cache.rewrite();
	pump();
	state.presence.clear();
	relations().then(lookAtPeers, () => {});
}

/** Asks for what was missed until there is no more; true when the state is that of now. */
async function catchUp(mine) {
	for (;;) {
		if (!cache.cursor) await loadAll();
		const answer = await get(`/sync?limit=500&cursor=${encodeURIComponent(cache.cursor)}`);
		if (mine !== round) return false;
		cache.setCursor(answer.reset ? undefined : answer.cursor);
		if (answer.reset) continue;
		answer.events.forEach(({ type, data }) => apply(type, data));
		answer.unread.forEach((unread) => apply('conversation:unread', unread));
		if (answer.complete) return true;
	}
}

async function loadAll() {
	const { cursor } = await get('/sync');
	const [me, conversations] = await Promise.all([get('/users/me'), all('/conversations')]);
	learn(me);
	for (const map of ['conversations', 'windows', 'pins', 'quoted']) state[map].clear();
	conversations.forEach(place);
	cache.setCursor(cursor);
	if (!state.conversations.has(state.active)) state.active = null;
	if (state.active) loadNewest(state.active).catch(() => {});
	changed('active');
}
