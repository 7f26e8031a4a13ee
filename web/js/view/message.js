// One message: its bubble, what it answers, its reactions, and how far it has come.
import { brief, moment, time } from '../format.js';
import { isMe, nameOf, profile, shortName, state, titleOf } from '../model/store.js';
import { t } from '../text.js';
import { avatar, button, h, icon, row, sign } from './dom.js';
import { openConversation } from './nav.js';

const STATUS_ICONS = { sending: 'clock', sent: 'check', delivered: 'checks', seen: 'checks', failed: 'error' };
const KIND_ICONS = { media: 'file', encrypted: 'lock' };
const PARTS = /(https?:\/\/[^\s<>"]+[^\s<>"'.,;:!?)\]}])|(@[A-Za-z0-9_.-]{3,32})/g;
const FEW_EMOJI = /^(?:\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}\ufe0f]?(?:\u200d\p{Extended_Pictographic}\ufe0f?)*\s?){1,3}$/u;

export const statusSign = (status) => status && [STATUS_ICONS[status], t.states[status]];

/** The words of a message, or what stands for them. */
export const wordsOf = ({ kind, content }) => (['text', 'media'].includes(kind) && content) || t.kinds[kind];

/** Text as nodes, with links that open safely and mentions that stand out. */
function rich(text, mentions = []) {
	const names = mentions.map((id) => `@${profile(id)?.username}`.toLowerCase());
	return text.split(PARTS).map((part) => {
		if (/^https?:\/\//.test(part) && URL.canParse(part)) return h('a', { href: part, target: '_blank', rel: 'noopener noreferrer nofollow' }, part);
		return names.includes(part?.toLowerCase()) ? h('strong.mention', null, part) : part;
	});
}

function body({ kind, content, mentions }) {
	const text = ['text', 'media'].includes(kind) && content && h(`div.text${FEW_EMOJI.test(content) ? '.big' : ''}`, null, rich(content, mentions));
	if (kind === 'text') return text;
	return [h('div.other', null, KIND_ICONS[kind] && icon(KIND_ICONS[kind]), t.kinds[kind]), text && h('br'), text];
}

/** The element of a message. `first` and `last` tell where it stands among those of one sender. */
export function messageElement(message, { isGroup, first, last, status, answered, act }) {
	const { id, senderId, kind, forwardedFrom, replyTo, pinned, starred, editedAt, createdAt, reactions } = message;
	const mine = isMe(senderId);
	const marks = [time(createdAt), editedAt && t.edited, starred && t.starred, pinned && t.pinned, status && t.states[status]];
	const open = (event, anchor) => {
		event.preventDefault();
		act.menu(message, anchor);
	};
	const control = (name, label, onclick) => h('button.icon', { tabindex: -1, label, 'data-focus': name, onclick }, icon(name));
	const meta = h('span.meta', null, pinned && icon('pin'), starred && icon('star'), editedAt && h('span', null, t.edited),
		h('time', { title: moment(createdAt) }, time(createdAt)), status && h(`span.${status}`, null, sign(...statusSign(status))));
	const bubble = h('article.bubble',
		{
			tabindex: -1, 'aria-label': [`${shortName(senderId)}: ${wordsOf(message)}`, ...marks.filter(Boolean)].join(', '), 'data-focus': 'bubble',
			oncontextmenu: (event) => event.target.closest('a') || open(event, bubble),
		},
		isGroup && first && !mine && h('div.sender', null, nameOf(senderId)),
		forwardedFrom && h('div.forwarded', null, icon('forward'), t.forwardedFrom(shortName(forwardedFrom.senderId))),
		replyTo && h('button.quote', { tabindex: -1, 'data-focus': 'quote', onclick: () => answered && act.jump(answered.seq) },
			h('b', null, answered ? shortName(answered.senderId) : t.message), h('span', null, answered ? wordsOf(answered) : '…')),
		body(message), meta);
	const controls = id && kind !== 'deleted' && h('div.controls', null,
		control('smile', t.react, ({ currentTarget }) => act.pickReaction(message, currentTarget)),
		control('more', t.actions, (event) => open(event, event.currentTarget)));
	const chips = reactions?.map(({ emoji, count, mine: own }) =>
		h(`button${own ? '.mine' : ''}`, {
			tabindex: -1, 'aria-pressed': `${Boolean(own)}`, 'aria-label': t.reaction(emoji, count, own), 'data-focus': `r${emoji}`,
			onclick: () => act.react(message, emoji, !own),
		}, emoji, count > 1 && h('span', null, count)));
	return h(`li.message${mine ? '.mine' : ''}${first ? '.first' : ''}${last ? '.last' : ''}`,
		{ 'data-message-id': id, 'data-seq': message.seq, 'data-state': status, 'data-key': message.key },
		isGroup && !mine && h('span.face', null, last && avatar(senderId, nameOf(senderId))),
		h('div.stack', null, h('div.beside', null, bubble, controls),
			chips?.length > 0 && h('div.reactions', null, chips),
			status === 'failed' && h('div.failed', null, `${t.states.failed}: ${message.why}`,
				button(t.retry, () => act.retry(message.key), '.link'), button(t.discard, () => act.discard(message.key), '.link'))));
}

/** A message that a search has found, as a row that leads to it. */
export function hit({ id, conversationId, senderId, seq, createdAt, ...message }, then) {
	const conversation = state.conversations.get(conversationId);
	const act = () => {
		then?.();
		openConversation(conversationId, seq);
	};
	const title = conversation ? titleOf(conversation) : '…';
	return row({ key: id, id: conversationId, title, time: brief(createdAt), mark: `${shortName(senderId)}:`, text: wordsOf(message), act });
}
