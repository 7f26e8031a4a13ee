// Profiles, friends, requests, blocks and presence, asked for where they are not known.
import { all, get } from '../net/api.js';
import { touch } from './cache.js';
import { changed, isMe, listed, peerOf, state } from './store.js';

const asked = new Set();
const waiting = [];
let running = 0;

export function learn(...users) {
	for (const { presence, ...user } of users) {
		if (presence) state.presence.set(user.id, presence);
		if (isMe(user.id)) Object.assign(state.me, user);
		else state.users.set(user.id, user);
		touch('me', `u:${user.id}`);
	}
	changed('people', 'list', 'messages');
}

/** Asks for the profiles that are missing, a few at a time and each once. */
export const need = (...ids) => ids.forEach((id) => id && !isMe(id) && !state.users.has(id) && look(id));

export function look(id) {
	if (asked.has(id)) return;
	asked.add(id);
	waiting.push(id);
	if (running < 4) fetchWaiting();
}

async function fetchWaiting() {
	running++;
	while (waiting.length) {
		const id = waiting.shift();
		await get(`/users/${encodeURIComponent(id)}`).then(learn, ({ status }) => status === 404 && learn({ id, deleted: true }));
		asked.delete(id);
	}
	running--;
}

/** How one stands with whom, and who is there: asked for after each connection, because presence has no log. */
export async function relations() {
	const [friends, incoming, outgoing, blocked] = await Promise.all(
		['/friends', '/friend-requests', '/friend-requests?direction=outgoing', '/blocks'].map(all),
	);
	const ids = (users) => users.map(({ id }) => id);
	Object.assign(state, { friends: ids(friends), requests: [...incoming, ...outgoing], blocks: ids(blocked) });
	touch('friends', 'requests', 'blocks');
	learn(...friends, ...blocked);
	need(...state.requests.map(otherOf));
}

/** Presence of those who are no friends, where it is shown. */
export const lookAtPeers = () =>
	listed().slice(0, 30).map(peerOf).filter((id) => id && !isMe(id) && !state.friends.includes(id)).forEach(look);

export const otherOf = ({ senderId, receiverId }) => (isMe(senderId) ? receiverId : senderId);
export const requestWith = (userId) => state.requests.find((request) => otherOf(request) === userId);
export const incoming = () => state.requests.filter(({ receiverId }) => isMe(receiverId));
