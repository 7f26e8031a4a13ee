// Messages that are to be sent: kept until the server has answered, and sent again until it does.
import { command, isConnected } from '../net/socket.js';
import { uuid, withLock } from '../platform.js';
import { isKept, put, read } from './cache.js';
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
	return (writes = writes.then(() => put(`o:${id}`, entry)).catch(() => {}));
}

export async function send(conversationId, content, replyTo) {
	const id = uuid();
	const order = Math.max(Date.now(), ...[...state.outbox.values()].map((entry) => entry.order + 1));
	await store(id, { id, conversationId, content, replyTo, order });
	pump();
}

export const retry = (id) => store(id, { ...state.outbox.get(id), failed: undefined }).then(pump);
export const discard = (id) => store(id).then(() => channel.postMessage(0));

/** The server has the message: it is no longer to be sent. */
export const settle = (id) => state.outbox.has(id) && store(id);

/** Sends all that waits, in order; one tab at a time does so. */
export async function pump() {
	again = true;
	if (pumping) return;
	for (pumping = true; again; ) {
		again = false;
		await withLock(`${channel.name}:outbox`, drain).catch(() => {});
	}
	pumping = false;
}

/** Takes over what other tabs have added and sent; what was added or settled here meanwhile stays so. */
async function reload() {
	await writes;
	const before = new Set(state.outbox.keys());
	const kept = await read('o:');
	for (const id of before) if (!kept.has(id)) state.outbox.delete(id);
	for (const [id, entry] of kept) if (state.outbox.has(id) || !before.has(id)) state.outbox.set(id, entry);
	changed('messages', 'list');
}

async function drain() {
	if (isKept()) await reload();
	const waiting = [...state.outbox.values()].filter(({ failed }) => !failed).sort((a, b) => a.order - b.order);
	for (const { id, conversationId, content, replyTo } of waiting) {
		if (!isConnected() || !state.outbox.has(id)) continue;
		try {
			add(await command('send_message', { conversationId, content, replyTo, clientMessageId: id }));
			settle(id);
		} catch (problem) {
			if (problem.passes) {
				clearTimeout(timer);
				timer = setTimeout(pump, 1000 * (problem.retryAfter ?? 2));
				break;
			}
			if (state.outbox.has(id)) store(id, { ...state.outbox.get(id), failed: problem.message });
		}
		channel.postMessage(0);
	}
	await writes;
}
