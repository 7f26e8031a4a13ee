// One message: its bubble, what it answers, its reactions, and how far it has come.
import { brief, moment, time } from '../format.js';
import { isMe, nameOf, shortName, state, titleOf } from '../model/store.js';
import { t } from '../text.js';
import { avatar, h, icon, userAvatar } from './dom.js';
import { openConversation } from './nav.js';

const STATUS_ICONS = { sending: 'clock', sent: 'check', delivered: 'checks', seen: 'checks', failed: 'error' };

export const statusIcon = (status) =>
  h(`span.status.${status}`, { role: 'img', 'aria-label': t.states[status] }, icon(STATUS_ICONS[status]));

/** The words of a message, or what stands for them. */
export const wordsOf = (message) =>
  (['text', 'media'].includes(message.kind) && message.content) || t.kinds[message.kind] || t.gap;

const PARTS = /(https?:\/\/[^\s<>"]+[^\s<>"'.,;:!?)\]}])|(@[A-Za-z0-9_.-]{3,32})/g;
const ONLY_EMOJI = /^(?:\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}\ufe0f]?(?:\u200d\p{Extended_Pictographic}\ufe0f?)*\s?){1,3}$/u;

/** Text as nodes, with links that open safely and mentions that stand out. */
function rich(text, mentions = []) {
  const names = new Set(mentions.map((id) => `@${(isMe(id) ? state.me : state.users.get(id))?.username}`.toLowerCase()));
  return text.split(PARTS).map((part) => {
    if (!part) return null;
    if (/^https?:\/\//.test(part) && URL.canParse(part))
      return h('a', { href: part, target: '_blank', rel: 'noopener noreferrer nofollow' }, part);
    return names.has(part.toLowerCase()) ? h('strong.mention', null, part) : part;
  });
}

function body(message) {
  const { kind, content, mentions } = message;
  if (kind === 'text') return h(`div.text${ONLY_EMOJI.test(content) ? '.big' : ''}`, null, rich(content, mentions));
  const symbol = { media: 'file', encrypted: 'lock' }[kind];
  const caption = kind === 'media' && content && h('div.text', null, rich(content, mentions));
  return [h('div.text.other', null, symbol && icon(symbol), t.kinds[kind] ?? t.gap), caption && h('br'), caption];
}

function quote({ replyTo }, answered, jump) {
  if (!replyTo) return null;
  return h(
    'button.quote',
    { type: 'button', tabindex: -1, 'data-focus': 'quote', onclick: () => answered && jump(answered.seq) },
    h('b', null, answered ? shortName(answered.senderId) : t.message),
    h('span', null, answered ? wordsOf(answered) : '…'),
  );
}

const reactions = (message, act) =>
  message.reactions?.length > 0 &&
  h(
    'div.reactions',
    null,
    message.reactions.map(({ emoji, count, mine }) =>
      h(`button${mine ? '.mine' : ''}`, {
        type: 'button', tabindex: -1, 'aria-pressed': String(Boolean(mine)), 'data-focus': `r${emoji}`,
        'aria-label': t.reaction(emoji, count, mine), onclick: () => act.react(message, emoji, !mine),
      }, emoji, count > 1 && h('span', null, String(count))),
    ),
  );

/** A row of the message list. `first` and `last` tell where it stands among those of one sender. */
export function messageRow(message, { isGroup, first, last, status, answered, act }) {
  const { senderId, kind } = message;
  const mine = isMe(senderId);
  const who = shortName(senderId);
  const marks = [message.editedAt && t.edited, message.starred && t.starred, message.pinned && t.pinned, status && t.states[status]];
  const label = [`${who}: ${wordsOf(message)}`, time(message.createdAt), ...marks.filter(Boolean)].join(', ');
  const more = (event, anchor) => {
    event.preventDefault();
    act.menu(message, anchor);
  };
  const control = (name, text, onclick) =>
    h('button.icon', { type: 'button', tabindex: -1, 'aria-label': text, title: text, 'data-focus': name, onclick }, icon(name));
  const bubble = h(
    'article.bubble',
    { tabindex: -1, 'aria-label': label, 'data-focus': 'bubble', oncontextmenu: (event) => event.target.closest('a') || more(event, bubble) },
    isGroup && first && !mine && h('div.sender', null, nameOf(senderId)),
    message.forwardedFrom && h('div.forwarded', null, icon('forward'), t.forwardedFrom(shortName(message.forwardedFrom.senderId))),
    quote(message, answered, act.jump),
    body(message),
    h(
      'span.meta',
      null,
      message.pinned && icon('pin'),
      message.starred && icon('star'),
      message.editedAt && h('span', null, t.edited),
      h('time', { datetime: message.createdAt, title: moment(message.createdAt) }, time(message.createdAt)),
      status && statusIcon(status),
    ),
  );
  const isStored = Boolean(message.id);
  return h(
    `li.message${mine ? '.mine' : ''}${first ? '.first' : ''}${last ? '.last' : ''}`,
    { 'data-message-id': message.id, 'data-seq': message.seq, 'data-state': status, 'data-key': message.key },
    isGroup && !mine && h('span.face', null, last && userAvatar(senderId)),
    h(
      'div.stack',
      null,
      h(
        'div.beside',
        null,
        bubble,
        isStored && kind !== 'deleted' && h(
          'div.controls',
          null,
          control('smile', t.react, ({ currentTarget }) => act.pickReaction(message, currentTarget)),
          control('more', t.actions, (event) => more(event, event.currentTarget)),
        ),
      ),
      reactions(message, act),
      status === 'failed' && h(
        'div.failed',
        null,
        icon('error'),
        t.states.failed,
        message.why && `: ${message.why}`,
        h('button.link', { type: 'button', onclick: () => act.retry(message) }, t.retry),
        h('button.link', { type: 'button', onclick: () => act.discard(message) }, t.discard),
      ),
    ),
  );
}

/** A message that a search has found, as a row that leads to it. */
export function hit(message, then = () => {}) {
  const conversation = state.conversations.get(message.conversationId);
  const title = conversation ? titleOf(conversation) : '…';
  return {
    key: `m:${message.id}`,
    sig: `${title}${shortName(message.senderId)}`,
    make: () =>
      h('li', null, h('button.row', {
        type: 'button',
        onclick: () => {
          then();
          openConversation(message.conversationId, message.seq);
        },
      },
      avatar(message.conversationId, title),
      h('span.lines', null,
        h('span.line', null, h('span.name', null, title), h('time', { datetime: message.createdAt }, brief(message.createdAt))),
        h('span.line', null, h('span.preview', null, h('span.mark', null, `${shortName(message.senderId)}: `), wordsOf(message)))))),
  };
}
