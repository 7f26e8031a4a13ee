// The list at the side: conversations, and what a search finds among chats, people and messages.
import { brief } from '../format.js';
import { learn } from '../model/people.js';
import { isMe, isOnline, lastAt, listed, nameOf, peerOf, pendingIn, shortName, state, statusOf, titleOf, watch } from '../model/store.js';
import { isLoaded } from '../model/sync.js';
import { get } from '../net/api.js';
import { t } from '../text.js';
import { finder } from './dialog.js';
import { h, heading, icon, iconButton, keyed, row } from './dom.js';
import { hit, statusSign } from './message.js';
import { openConversation } from './nav.js';
import { personRow } from './people.js';

export function typingText({ id, type }) {
	const who = [...(state.typing.get(id)?.keys() ?? [])].map(nameOf);
	return who.length && (type === 'direct' ? t.typing : t.typingWho(who));
}

/** What stands below the name: who types, a draft, or the last message. */
function preview(c) {
	const typing = typingText(c);
	if (typing) return { typing, text: typing };
	const draft = state.drafts.get(c.id);
	if (draft && c.id !== state.active) return { mark: t.draft, text: draft };
	const pending = pendingIn(c.id).at(-1);
	if (pending) return { status: statusSign(pending.failed ? 'failed' : 'sending'), text: pending.content };
	if (!c.lastMessageId) return { text: '' };
	const text = c.lastMessage ?? t.kinds[c.lastMessageKind];
	if (isMe(c.lastMessageSenderId)) return { status: c.lastMessageKind !== 'deleted' && statusSign(statusOf(c, c.lastSeq)), text };
	return { mark: c.type === 'group' && `${shortName(c.lastMessageSenderId)}:`, text };
}

function conversationRow(c) {
	const { muted, pinned } = c.settings;
	const current = c.id === state.active;
	// What comes into the open conversation is read at once: no badge flashes up.
	const n = current && document.hasFocus() ? 0 : c.unreadCount;
	return row({
		key: c.id, id: peerOf(c) ?? c.id, title: titleOf(c), online: isOnline(peerOf(c)), time: brief(lastAt(c)), ...preview(c),
		signs: [muted && ['mute', t.muted], pinned && ['pin', t.pinned]].filter(Boolean),
		badge: n > 0 ? [n, t.unread(n)] : undefined, still: muted, current, data: c.id, act: () => openConversation(c.id),
	});
}

const section = (title, rows) => (rows.length ? [heading(title), ...rows] : []);

async function search(q) {
	const [people, messages] = await Promise.all([get(`/users?limit=5&q=${q}`), get(`/search/messages?limit=20&q=${q}`)].map((found) => found.catch(() => ({ items: [] }))));
	const others = people.items.filter(({ id }) => !isMe(id));
	learn(...others);
	return { people: others, messages: messages.items };
}

export function conversationList() {
	const nothing = { people: [], messages: [] };
	let found = nothing;
	let showArchived = false;
	const input = finder(t.search, search, (now) => show((found = now ?? nothing)));
	const clear = iconButton('close', t.clear, () => change(''), { hidden: true });
	const items = h('ul');
	const empty = h('div.empty');

	function change(text) {
		input.value = text;
		found = nothing;
		input.dispatchEvent(new Event('input'));
	}

	function show() {
		const query = input.value.trim().toLowerCase();
		const listedNow = listed();
		clear.hidden = !query;
		let rows;
		if (query)
			rows = [
				...section(t.chats, listedNow.filter((c) => titleOf(c).toLowerCase().includes(query)).map(conversationRow)),
				...section(t.people, found.people.map(({ id }) => personRow(id))),
				...section(t.messages, found.messages.map((message) => hit(message))),
			];
		else {
			const archived = listedNow.filter((c) => c.settings.archived);
			const toggle = () => show((showArchived = !showArchived));
			const more = () => h('li.heading', null, h('button.link', { 'aria-expanded': `${showArchived}`, 'data-focus': 'row', onclick: toggle }, t.archived(archived.length)));
			rows = [
				...listedNow.filter((c) => !c.settings.archived).map(conversationRow),
				...(archived.length ? [{ key: 'archived', sig: `${archived.length}${showArchived}`, make: more }] : []),
				...(showArchived ? archived.map(conversationRow) : []),
			];
		}
		keyed(items, rows);
		empty.hidden = rows.length > 0;
		empty.textContent = query ? t.noResults : isLoaded() ? t.noConversations : t.loading;
	}

	input.addEventListener('input', show);
	const element = h('nav.list', { 'aria-label': t.conversations }, h('div.search', null, icon('search'), input, clear), h('div.scroll', null, items, empty));
	element.onkeydown = (event) => {
		if (event.key === 'Escape') change('');
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (!step) return;
		event.preventDefault();
		const stops = [input, ...items.querySelectorAll('button')];
		stops[stops.indexOf(document.activeElement) + step]?.focus();
	};
	watch(['list', 'people', 'typing', 'active'], show);
	for (const event of ['focus', 'blur']) addEventListener(event, show);
	setInterval(show, 60_000); // days pass
	show();
	return element;
}
