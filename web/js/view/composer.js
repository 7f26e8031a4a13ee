// Where a message is written: draft, answer, edit, mentions, emoji, and what the others see of the typing.
import { put } from '../model/cache.js';
import { send } from '../model/outbox.js';
import { changed, isMe, nameOf, profile, shortName, state } from '../model/store.js';
import { api } from '../net/api.js';
import { tell } from '../net/socket.js';
import { t } from '../text.js';
import { attempt, avatar, h, icon, iconButton, keyed } from './dom.js';
import { pickEmoji } from './emoji.js';
import { wordsOf } from './message.js';

const MOST = 4000;

export function composer(id, list) {
	const names = h('ul.mentions', { id: 'mentions', role: 'listbox', 'aria-label': t.people, hidden: true });
	const about = h('div.about');
	const text = h('textarea', { rows: 1, placeholder: t.message, 'aria-label': t.message, 'aria-autocomplete': 'list', 'aria-controls': 'mentions' });
	const submit = h('button.icon.primary', { label: t.send, onclick: submitted }, icon('send'));
	const emoji = iconButton('smile', t.emoji, () => pickEmoji(emoji, insert));
	const element = h('div.composer', null, names, about, h('div.line', null, emoji, text, submit));
	let answering = null;
	let editing = null;
	let typedAt = 0;
	let timer;
	let chosen = 0;

	function write(value) {
		text.value = value;
		fit();
	}

	function fit() {
		text.style.height = 'auto';
		text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
		submit.disabled = !text.value.trim();
	}

	function insert(what, back = 0) {
		text.setRangeText(what, text.selectionStart - back, text.selectionEnd, 'end');
		text.focus();
		typed();
	}

	function keepDraft() {
		if (editing) return;
		const draft = text.value.trim() ? text.value : undefined;
		if (draft) state.drafts.set(id, draft);
		else state.drafts.delete(id);
		put(`d:${id}`, draft).catch(() => {});
		changed('list');
	}

	function stopTyping() {
		clearTimeout(timer);
		if (typedAt) tell('stop_typing', { conversationId: id });
		typedAt = 0;
	}

	function typed() {
		fit();
		keepDraft();
		suggest();
		if (editing || !text.value.trim()) return stopTyping();
		if (Date.now() - typedAt > 3000) tell('typing', { conversationId: id }, (typedAt = Date.now()));
		clearTimeout(timer);
		timer = setTimeout(stopTyping, 5000);
		return undefined;
	}

	/** Answers or edits a message, or neither. */
	function turnTo(answer, edit) {
		if (edit || editing) write(edit?.content ?? state.drafts.get(id) ?? '');
		answering = answer;
		editing = edit;
		const message = answer ?? edit;
		const title = edit ? t.editing : answer && t.replyingTo(shortName(answer.senderId));
		about.replaceChildren(...(message ? [h('div', null, h('b', null, title), h('span', null, wordsOf(message))), iconButton('close', t.cancel, () => turnTo())] : []));
		submit.ariaLabel = submit.title = edit ? t.save : t.send;
		text.focus();
	}

	async function submitted() {
		const content = text.value.trim();
		const edited = editing;
		if (!content) return;
		if (edited) {
			const save = () => content === edited.content || api('PATCH', `/messages/${edited.id}`, { content });
			if ((await attempt(save)) && editing === edited) turnTo();
			return;
		}
		const replyTo = answering?.id;
		write('');
		keepDraft();
		stopTyping();
		suggest();
		turnTo();
		// What is too long for one message goes in several.
		const letters = [...content];
		for (let at = 0; at < letters.length; at += MOST) send(id, letters.slice(at, at + MOST).join(''), at ? undefined : replyTo);
		list.sent();
	}

	// Mentions: an @ begins a name.
	const begun = () => /(?:^|\s)@([\w.-]*)$/.exec(text.value.slice(0, text.selectionStart))?.[1];

	function matches() {
		const start = begun()?.toLowerCase();
		const { type, members } = state.conversations.get(id);
		if (start === undefined || type !== 'group') return [];
		const isMeant = (user) => user?.username && !isMe(user.id) && [user.username, nameOf(user.id)].some((name) => name.toLowerCase().startsWith(start));
		return members.map(({ userId }) => profile(userId)).filter(isMeant).slice(0, 6);
	}

	function suggest() {
		const users = matches();
		chosen = Math.max(0, Math.min(chosen, users.length - 1));
		names.hidden = !users.length;
		keyed(names, users.map((user, i) => ({
			key: user.id, sig: `${i}${i === chosen}`,
			make: () => h('li', { role: 'option', id: `mention${i}`, 'aria-selected': `${i === chosen}`, onmousedown: (event) => mention(user, event) },
				avatar(user.id, nameOf(user.id)), h('span', null, nameOf(user.id)), h('small', null, `@${user.username}`)),
		})));
		if (users.length) text.setAttribute('aria-activedescendant', `mention${chosen}`);
		else text.removeAttribute('aria-activedescendant');
	}

	function mention(user, event) {
		event.preventDefault();
		chosen = 0;
		insert(`@${user.username} `, begun().length + 1);
	}

	text.onkeydown = (event) => {
		const { key, shiftKey, isComposing } = event;
		const users = names.hidden ? [] : matches();
		const step = { ArrowDown: 1, ArrowUp: -1 }[key];
		if (isComposing) return;
		if (users.length && step) {
			event.preventDefault();
			chosen = (chosen + step + users.length) % users.length;
			suggest();
		} else if (users.length && (key === 'Enter' || key === 'Tab')) mention(users[chosen], event);
		else if (users.length && key === 'Escape') names.hidden = true;
		else if (key === 'Enter' && !shiftKey) {
			event.preventDefault();
			submitted();
		} else if (key === 'Escape') turnTo();
		else if (key === 'ArrowUp' && !text.value && list.lastOwn()) {
			event.preventDefault();
			turnTo(null, list.lastOwn());
		}
	};
	text.oninput = typed;
	text.onblur = () => setTimeout(() => (names.hidden = true), 150);

	return {
		element,
		turnTo,
		begin() {
			write(state.drafts.get(id) ?? '');
			// On a phone the keyboard would cover what one came to read.
			if (matchMedia('(pointer: fine)').matches) text.focus();
		},
		end: stopTyping,
	};
}
