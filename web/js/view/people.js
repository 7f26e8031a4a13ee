// People: finding them, friends and their requests, one person's profile.
import { lastSeen } from '../format.js';
import { place } from '../model/events.js';
import { incoming, learn, look, need, otherOf, requestWith } from '../model/people.js';
import { byName, isMe, isOnline, nameOf, profile, state, watch } from '../model/store.js';
import { api, get } from '../net/api.js';
import { t } from '../text.js';
import { ask, closeDialogs, finder, openDialog } from './dialog.js';
import { attempt, avatar, button, h, heading, icon, keyed, row } from './dom.js';
import { newGroup } from './group.js';
import { openConversation } from './nav.js';

/** Something that the server is asked to do when a button is pressed. */
export const doing = (...call) => () => attempt(() => api(...call));

/** Opens the direct conversation with somebody. */
const talkTo = (userId) =>
	attempt(async () => {
		const { id } = place(await api('POST', '/conversations', { type: 'direct', userId }));
		closeDialogs();
		openConversation(id);
	});

const at = (userId) => profile(userId)?.username && `@${profile(userId).username}`;

export const personRow = (id, controls, act = () => person(id)) =>
	row({ key: `u:${id}`, id, title: nameOf(id), online: isOnline(id), text: at(id), controls, act });

/** A field that finds people, and calls `show` with their ids. */
export const peopleFinder = (show) =>
	finder(t.findPeople, async (q) => {
		const others = (await get(`/users?limit=20&q=${q}`)).items.filter(({ id }) => !isMe(id));
		learn(...others);
		return others.map(({ id }) => id);
	}, show);

const answer = (id, what) => doing('POST', `/friend-requests/${id}/${what}`);

/** What can be done about a request. */
const answers = ({ id, receiverId }) =>
	isMe(receiverId) ? [[t.accept, answer(id, 'accept'), '.primary'], [t.decline, answer(id, 'reject')]] : [[t.cancelRequest, doing('DELETE', `/friend-requests/${id}`)]];

export function newChat() {
	const list = h('ul');
	const empty = h('p.quiet');
	let found = null;
	const show = () => {
		const section = (title, rows) => (rows.length ? [heading(title), ...rows] : []);
		const asking = (requests) => requests.map((request) => personRow(otherOf(request), answers(request)));
		need(...state.friends);
		keyed(list, found?.map((id) => personRow(id)) ?? [
			...section(t.incoming, asking(incoming())),
			...section(t.outgoing, asking(state.requests.filter(({ senderId }) => isMe(senderId)))),
			...section(t.friends, [...state.friends].sort(byName).map((id) => personRow(id, [], () => talkTo(id)))),
		]);
		empty.textContent = found ? (found.length ? '' : t.noResults) : state.friends.length ? '' : t.noFriends;
	};
	const group = h('button.row', { onclick: newGroup }, h('span.avatar.plain', null, icon('people')), h('span.name', null, t.newGroup));
	const input = peopleFinder((ids) => show((found = ids)));
	const dialog = openDialog(t.newChat, [input, group, list, empty]);
	dialog.addEventListener('close', watch(['people'], show));
	show();
	input.focus();
}

function controlsFor(id) {
	const isBlocked = state.blocks.includes(id);
	const pending = requestWith(id);
	const block = async () => (await ask(t.blockAsk(nameOf(id)), t.blockHint, t.block)) === 0 && doing('PUT', `/blocks/${id}`)();
	if (isMe(id) || state.users.get(id)?.deleted) return [];
	if (isBlocked) return [[t.unblock, doing('DELETE', `/blocks/${id}`)]];
	const friendship = state.friends.includes(id) ? [[t.removeFriend, doing('DELETE', `/friends/${id}`)]]
		: pending ? answers(pending) : [[t.addFriend, doing('POST', '/friend-requests', { userId: id })]];
	return [[t.sendMessage, () => talkTo(id), '.primary'], ...friendship, [t.block, block, '.danger']];
}

/** What somebody says of themselves, and what one can do. */
export function person(id) {
	const body = h('div.profile');
	const show = () => {
		const controls = controlsFor(id);
		const seen = lastSeen(state.presence.get(id));
		const make = () => h('div', null, avatar(id, nameOf(id), isOnline(id)), h('h3', null, nameOf(id)), h('p.quiet', null, at(id)), h('p.quiet', null, seen),
			h('p.aboutText', null, profile(id)?.about), h('div.buttons', null, controls.map((control) => button(...control))));
		keyed(body, [{ key: id, sig: JSON.stringify([profile(id), seen, controls]), make }]);
	};
	const dialog = openDialog(t.profile, body, '.small');
	dialog.addEventListener('close', watch(['people'], show));
	look(id);
	show();
}
