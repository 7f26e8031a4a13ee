// The open conversation: who it is with, what is pinned, its messages, and where to write.
import { lastSeen } from '../format.js';
import { look, need } from '../model/people.js';
import { changed, isMe, isOnline, may, peerOf, state, titleOf, watch } from '../model/store.js';
import { get } from '../net/api.js';
import { t } from '../text.js';
import { composer } from './composer.js';
import { typingText } from './conversationList.js';
import { avatar, h, icon, iconButton, keyed } from './dom.js';
import { conversationMenu, details } from './group.js';
import { wordsOf } from './message.js';
import { messageActions } from './messageActions.js';
import { messageList } from './messageList.js';
import { closeConversation, takeWanted } from './nav.js';
import { pinnedMessages, searchIn } from './search.js';

/** What stands below the title. */
function subtitle(c) {
	if (c.type === 'direct') return typingText(c) || lastSeen(state.presence.get(peerOf(c)));
	return typingText(c) || t.membersOnline(c.members.length, c.members.filter(({ userId }) => isMe(userId) || isOnline(userId)).length);
}

/** Why nothing can be written here. */
function obstacle(c) {
	const peer = peerOf(c);
	if (state.blocks.includes(peer)) return t.blocked;
	if (state.users.get(peer)?.deleted) return t.gone;
	return may(c, 'post') ? '' : t.mayNotPost;
}

export function conversation(id) {
	const current = () => state.conversations.get(id);
	const list = messageList(id, messageActions(id, (...turn) => compose.turnTo(...turn)));
	const compose = composer(id, list);
	const who = h('button.who', { title: t.details, onclick: () => details(id) });
	const options = iconButton('more', t.options, () => conversationMenu(id, options), { 'aria-haspopup': 'menu' });
	const pinned = h('div.pinned');
	const why = h('p.obstacle');
	const back = iconButton('back', t.back, closeConversation, { class: 'icon back' });
	const head = h('header', null, back, who, iconButton('search', t.searchHere, () => searchIn(id)), options);
	const element = h('section.conversation', null, head, pinned, h('div.messages', null, list.elements), h('div.foot', null, compose.element, why));

	function showHead() {
		const c = current();
		if (!c) return;
		const title = titleOf(c);
		const below = subtitle(c);
		const online = isOnline(peerOf(c));
		const make = () => h('span', null, avatar(peerOf(c) ?? id, title, online), h('span.lines', null, h('h2', null, title), h('small', null, below)));
		keyed(who, [{ key: 'who', sig: `${title}${below}${online}`, make }]);
		element.ariaLabel = title;
		why.textContent = obstacle(c);
		why.hidden = !why.textContent;
		compose.element.hidden = !why.hidden;
	}

	async function showPins() {
		const pins = state.pins.get(id);
		if (!pins && state.link === 'online' && !state.pins.has(id)) {
			state.pins.set(id, null);
			get(`/conversations/${id}/pins`).then(({ items }) => changed('messages', state.pins.set(id, items)), () => {});
		}
		const newest = pins?.find(({ kind }) => kind !== 'deleted');
		const make = () =>
			h('div', null, h('button.row', { onclick: () => list.jump(newest.seq) }, icon('pin'), h('span.lines', null, h('b', null, t.pinnedMessage), h('span.preview', null, wordsOf(newest)))),
				pins.length > 1 && iconButton('more', t.pinnedMessages, () => pinnedMessages(id)));
		keyed(pinned, newest ? [{ key: 'pin', sig: newest.id + wordsOf(newest) + pins.length, make }] : []);
	}

	function show() {
		const seq = takeWanted();
		if (!current()) return;
		if (seq) list.jump(seq);
		showHead();
		showPins();
		list.show();
	}

	/** What could not be loaded before. */
	function load() {
		if (state.link !== 'online' || !current()) return;
		showPins();
		if (!state.windows.has(id)) list.begin();
	}

	const ends = [watch(['messages', 'people'], show), watch(['list', 'typing'], showHead), watch(['link'], load), list.end, compose.end];
	const clock = setInterval(showHead, 30_000);
	addEventListener('online', load);

	return {
		element,
		show,
		begin() {
			showHead();
			showPins();
			compose.begin();
			list.begin(takeWanted());
			if (peerOf(current())) look(peerOf(current()));
			need(...current().members.slice(0, 100).map(({ userId }) => userId));
		},
		end() {
			clearInterval(clock);
			removeEventListener('online', load);
			for (const end of ends) end();
		},
	};
}
