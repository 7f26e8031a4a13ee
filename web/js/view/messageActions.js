// What can be done with a message, from its menu.
import { moment } from '../format.js';
import { change } from '../model/history.js';
import { discard, retry } from '../model/outbox.js';
import { isMe, listed, may, nameOf, peerOf, state, titleOf } from '../model/store.js';
import { api, get } from '../net/api.js';
import { uuid } from '../platform.js';
import { t } from '../text.js';
import { ask, menu, openDialog } from './dialog.js';
import { attempt, button, h, keyed, row, toast } from './dom.js';
import { pickEmoji, QUICK } from './emoji.js';

/** `turnTo` answers or edits a message. */
export function messageActions(conversationId, turnTo) {
	const conversation = () => state.conversations.get(conversationId);
	const set = ({ id }, what, on) =>
		attempt(async () => {
			const answer = await api(on ? 'PUT' : 'DELETE', `/messages/${id}/${what}`);
			if (answer) change(conversationId, id, () => answer);
		});
	const react = (message, emoji, on) => set(message, `reactions/${encodeURIComponent(emoji)}`, on);
	const isMine = ({ reactions }, emoji) => reactions?.some((r) => r.emoji === emoji && r.mine);
	const toggle = (message, emoji) => react(message, emoji, !isMine(message, emoji));
	const pickReaction = (message, anchor) => pickEmoji(anchor, (emoji) => toggle(message, emoji));

	async function remove({ id, senderId }) {
		const forAll = isMe(senderId) || may(conversation(), 'delete_any');
		const answer = await ask(t.deleteMessage, '', t.deleteForMe, ...(forAll ? [t.deleteForAll] : []));
		if (answer >= 0) attempt(() => api('DELETE', `/messages/${id}?for=${answer ? 'everyone' : 'me'}`));
	}

	function openMenu(message, anchor) {
		const { id, kind, senderId, content, pinned, starred } = message;
		if (!id) return;
		const lives = kind !== 'deleted';
		const quick = QUICK.map((emoji) => ({ label: `${t.react} ${emoji}`, text: emoji, act: () => toggle(message, emoji), on: isMine(message, emoji) }));
		menu(anchor, [
			lives && may(conversation(), 'post') && { label: t.reply, act: () => turnTo(message) },
			kind === 'text' && isMe(senderId) && { label: t.edit, act: () => turnTo(null, message) },
			kind === 'text' && { label: t.copy, act: () => attempt(() => navigator.clipboard.writeText(content)) },
			lives && { label: t.forward, act: () => forward(message) },
			lives && may(conversation(), 'pin') && { label: pinned ? t.unpin : t.pin, act: () => set(message, 'pin', !pinned) },
			lives && { label: starred ? t.unstar : t.star, act: () => set(message, 'star', !starred) },
			lives && isMe(senderId) && { label: t.info, act: () => info(message) },
			{ label: t.remove, act: () => remove(message), danger: true },
		], lives ? [...quick, { label: t.emoji, text: '＋', act: () => pickReaction(message, anchor) }] : []);
	}

	return { react, pickReaction, retry, discard, menu: openMenu };
}

/** Chooses conversations, and says the message again in them. */
function forward({ id }) {
	const key = uuid();
	const chosen = new Set();
	const list = h('ul');
	const send = () => api('POST', `/messages/${id}/forward`, { conversationIds: [...chosen] }, key);
	const go = button(t.forward, async () => (await attempt(send)) && dialog.close(toast(t.forwarded)), '.primary');
	go.disabled = true;
	const choose = (c) => (on) => {
		chosen[on ? 'add' : 'delete'](c.id);
		go.disabled = !chosen.size || chosen.size > 20;
	};
	keyed(list, listed().map((c) => row({ key: c.id, id: peerOf(c) ?? c.id, title: titleOf(c), check: { on: false }, act: choose(c) })));
	const dialog = openDialog(t.forwardTo, [list, h('div.buttons', null, go)]);
}

/** How far a message has come with each member. */
const info = ({ id, createdAt }) =>
	attempt(async () => {
		const { items } = await get(`/messages/${id}/receipts`);
		const list = h('ul');
		const states = { ...t.states, read: t.states.seen };
		keyed(list, items.map(({ userId, status }) => row({ key: userId, id: userId, title: nameOf(userId), end: states[status] })));
		openDialog(t.seenBy, [h('p.quiet', null, moment(createdAt)), list]);
	});
