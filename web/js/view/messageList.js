// The messages of the open conversation: what is shown, where it is scrolled to, what counts as read.
//
// The first message in view stays where it is, whatever comes or goes above it. The log itself is not live for screen
// readers, because history that is loaded would be read out; new messages are announced by themselves.
import { day, dayKey } from '../format.js';
import { loadAround, loadNewer, loadNewest, loadOlder, PAGE, quoted } from '../model/history.js';
import { isMe, member, nameOf, pendingIn, state, statusOf, titleOf } from '../model/store.js';
import { onArrival } from '../model/sync.js';
import { command } from '../net/socket.js';
import { t } from '../text.js';
import { announce, attempt, h, iconButton, keyed } from './dom.js';
import { messageElement, wordsOf } from './message.js';

const GROUPED = 5 * 60_000; // messages of one sender within this stand together
const NEAR = 600; // so many pixels from an end, more is loaded

/** An entry of the outbox as a message. */
const asMessage = ({ id, content, replyTo, order, failed }) =>
	({ senderId: state.me.id, kind: 'text', content, replyTo, clientMessageId: id, why: failed, createdAt: new Date(order).toISOString() });

const together = (a, b) =>
	a && b && a.senderId === b.senderId && dayKey(a.createdAt) === dayKey(b.createdAt) && new Date(b.createdAt) - new Date(a.createdAt) < GROUPED;

const note = (key, text, kind = '') => ({ key, sig: text, make: () => h(`li.note${kind}`, null, h('span', null, text)) });

export function messageList(id, actions) {
	const conversation = () => state.conversations.get(id);
	const stretch = () => state.windows.get(id);
	const list = h('ol');
	const log = h('div.log', { role: 'log', 'aria-live': 'off', 'aria-label': t.log(titleOf(conversation())), tabindex: 0 }, list);
	const count = h('span.badge');
	const toEnd = iconButton('down', t.toEnd, goToEnd, { class: 'icon toEnd', hidden: true });
	toEnd.append(count);
	const act = { ...actions, jump };
	let stuck = true; // whether the end is in view
	let newFrom = 0; // the seq above which the marker stands
	let told = 0; // up to where the server was told that this was read
	let opened = false; // whether the first place was gone to
	let failed = false;

	const isReading = () => !document.hidden && document.hasFocus() && stuck && Boolean(stretch()?.end);
	const readUpTo = () => Math.max(told, member(conversation())?.readUpTo ?? 0);
	const pixelsFrom = (element) => element.offsetTop - log.scrollTop;

	function rows() {
		const { items, end, start } = stretch() ?? { items: [], end: true };
		const stored = new Set(items.filter((m) => isMe(m.senderId)).map((m) => m.clientMessageId));
		const messages = [...items, ...(end ? pendingIn(id).filter((entry) => !stored.has(entry.id)).map(asMessage) : [])];
		const made = [];
		if (!stretch()) made.push(note('wait', failed ? t.problems.offline : t.loading, '.plain'));
		if (start) made.push(note('start', t.beginning, '.plain'));
		messages.forEach((message, i) => {
			const before = messages[i - 1];
			const after = messages[i + 1];
			const isMarked = message.seq === newFrom;
			if (!before || dayKey(before.createdAt) !== dayKey(message.createdAt)) made.push(note(dayKey(message.createdAt), day(message.createdAt)));
			if (isMarked) made.push(note('new', t.newMessages, '.new'));
			made.push(row(message, isMarked || !together(before, message), (after && after.seq === newFrom) || !together(message, after)));
		});
		return made;
	}

	function row(message, first, last) {
		const mine = isMe(message.senderId);
		const key = (mine && message.clientMessageId) || message.id;
		const pending = message.why ? 'failed' : 'sending';
		const status = mine && message.kind !== 'deleted' ? (message.id ? statusOf(conversation(), message.seq) : pending) : undefined;
		const answered = message.replyTo && quoted(id, message.replyTo);
		const about = { isGroup: conversation().type === 'group', first, last, status, answered };
		return { key, sig: JSON.stringify([message, about, nameOf(message.senderId)]), make: () => messageElement({ ...message, key }, { ...about, act }) };
	}

	function markNew() {
		if (isReading() || newFrom > readUpTo()) return;
		const first = stretch().items.find((m) => m.seq > readUpTo() && !isMe(m.senderId));
		if (first && (conversation().unreadCount > 0 || opened)) newFrom = first.seq;
	}

	function show() {
		const window = stretch();
		log.ariaBusy = `${!window || Boolean(window.opening)}`;
		if (!conversation() || window?.opening) return;
		if (window) markNew();
		const atEnd = stuck && window?.end !== false;
		const held = !atEnd && [...list.children].find((e) => e.dataset.key && pixelsFrom(e) + e.offsetHeight > 0);
		const from = held && pixelsFrom(held);
		keyed(list, rows());
		if (!opened && window) goToStart();
		else if (held) {
			const now = [...list.children].find((e) => e.dataset.key === held.dataset.key);
			if (now) log.scrollTop += pixelsFrom(now) - from;
		} else log.scrollTop = log.scrollHeight;
		moved();
	}

	/** Where somebody begins to read: at what is new, or at the end. */
	function goToStart() {
		opened = true;
		const mark = list.querySelector('.new');
		log.scrollTop = mark ? mark.offsetTop - 60 : log.scrollHeight;
	}

	function moved() {
		const window = stretch();
		if (!window || window.opening) return;
		const below = log.scrollHeight - log.scrollTop - log.clientHeight;
		const unread = conversation()?.unreadCount ?? 0;
		stuck = below < 40;
		toEnd.hidden = stuck && window.end;
		count.hidden = !unread;
		count.textContent = unread;
		if (log.scrollTop < NEAR) loadOlder(id)?.catch(() => {});
		if (below < NEAR) loadNewer(id)?.catch(() => {});
		read();
	}

	function read() {
		if (!isReading()) return;
		const { items } = stretch();
		const last = items.findLast((m) => !isMe(m.senderId));
		if (!last || last.seq <= readUpTo()) return;
		told = items.at(-1).seq;
		command('mark_read', { conversationId: id, seq: told }).catch(() => (told = 0));
	}

	async function goToEnd() {
		stuck = true;
		if (!stretch()?.end) await loadNewest(id).catch(() => {});
		log.scrollTop = log.scrollHeight;
		moved();
	}

	async function jump(seq) {
		opened = true;
		if (!(await attempt(() => loadAround(id, seq)))) return;
		show();
		const element = list.querySelector(`[data-seq="${seq}"]`);
		if (!element) return;
		log.scrollTop = element.offsetTop - (log.clientHeight - element.offsetHeight) / 2;
		moved();
		element.classList.add('flash');
		setTimeout(() => element.classList.remove('flash'), 1600);
		element.querySelector('.bubble').focus({ preventScroll: true });
	}

	/** Loads what is to be read first, where it is not here. */
	async function begin(wanted) {
		const { unreadCount } = conversation();
		const window = stretch();
		const isFar = unreadCount > PAGE / 2 && !(window?.items[0]?.seq <= readUpTo() + 1);
		try {
			if (wanted) await jump(wanted);
			else if (isFar) await loadAround(id, readUpTo() + 1, state.windows.delete(id));
			else if (!window) await loadNewest(id);
			failed = false;
		} catch {
			failed = true;
		}
		show();
	}

	log.onkeydown = (event) => {
		const bubbles = [...list.querySelectorAll('.bubble')];
		const at = bubbles.indexOf(document.activeElement);
		if (at < 0 && document.activeElement !== log) return;
		const to = { ArrowUp: at < 0 ? bubbles.length - 1 : at - 1, ArrowDown: at < 0 ? undefined : at + 1 }[event.key];
		if (to !== undefined) event.preventDefault();
		bubbles[to]?.focus();
		if (event.key === 'Enter' && at >= 0) bubbles[at].oncontextmenu(event);
	};
	log.onscroll = moved;
	const resized = new ResizeObserver(() => stuck && stretch()?.end && (log.scrollTop = log.scrollHeight));
	resized.observe(log);
	const unheard = onArrival((message) => message.conversationId === id && announce(`${nameOf(message.senderId)}: ${wordsOf(message)}`));
	addEventListener('focus', moved);
	document.addEventListener('visibilitychange', moved);

	return {
		elements: [log, toEnd],
		begin,
		jump,
		show,
		sent() {
			newFrom = 0;
			goToEnd();
		},
		/** What can be edited with the up arrow. */
		lastOwn: () => stretch()?.items.findLast((m) => isMe(m.senderId) && m.kind === 'text'),
		end() {
			unheard();
			resized.disconnect();
			removeEventListener('focus', moved);
			document.removeEventListener('visibilitychange', moved);
		},
	};
}
