// The list at the side: conversations, and what a search finds among chats, people and messages.
import { brief } from '../format.js';
import { learn } from '../model/people.js';
import { isMe, listed, nameOf, peerOf, pendingIn, shortName, state, statusOf, titleOf, watch } from '../model/store.js';
import { api } from '../net/api.js';
import { t } from '../text.js';
import { avatar, h, icon, iconButton, keyed } from './dom.js';
import { openConversation } from './nav.js';
import { hit, statusIcon } from './message.js';
import { personRow } from './people.js';

const typists = (id) => [...(state.typing.get(id)?.keys() ?? [])];

export const typingText = (conversation) => {
  const who = typists(conversation.id);
  if (!who.length) return '';
  return conversation.type === 'direct' ? t.typing : t.typingWho(who.map(nameOf));
};

/** What stands below the name: who types, a draft, or the last message. */
function preview(c) {
  const typing = typingText(c);
  if (typing) return { text: typing, kind: 'typing' };
  const draft = state.drafts.get(c.id);
  if (draft && c.id !== state.active) return { mark: t.draft, text: draft };
  const pending = pendingIn(c.id).at(-1);
  if (pending) return { status: pending.failed ? 'failed' : 'sending', text: pending.content };
  if (!c.lastMessageId) return { text: '' };
  const text = c.lastMessage ?? t.kinds[c.lastMessageKind];
  if (isMe(c.lastMessageSenderId)) return { status: c.lastMessageKind !== 'deleted' && statusOf(c, c.lastSeq), text };
  return { mark: c.type === 'group' && `${shortName(c.lastMessageSenderId)}:`, text };
}

function row(c) {
  const { muted, pinned } = c.settings;
  const title = titleOf(c);
  const peer = peerOf(c);
  const { text, mark, status, kind } = preview(c);
  const isActive = c.id === state.active;
  const at = c.lastMessageAt ?? c.createdAt;
  const online = Boolean(state.presence.get(peer)?.online);
  // What comes into the open conversation is read at once: no badge flashes up.
  const unread = isActive && document.hasFocus() ? 0 : c.unreadCount;
  const make = () =>
    h(
      'li',
      null,
      h(
        'button.row',
        { type: 'button', 'aria-current': isActive && 'true', 'data-conversation-id': c.id, 'data-focus': 'row', onclick: () => openConversation(c.id) },
        avatar(peer ?? c.id, title, peer),
        h(
          'span.lines',
          null,
          h('span.line', null, h('span.name', null, title), muted && mini('mute', t.muted), h('time', { datetime: at }, brief(at))),
          h(
            'span.line',
            null,
            h(`span.preview${kind ? `.${kind}` : ''}`, null, status && statusIcon(status), mark && h('span.mark', null, `${mark} `), text),
            pinned && mini('pin', t.pinned),
            unread > 0 && h(`span.badge${muted ? '.still' : ''}`, null, String(unread), h('span.hidden', null, ` ${t.unread(unread).replace(/^\d+ /, '')}`)),
            online && h('span.hidden', null, `, ${t.online}`),
          ),
        ),
      ),
    );
  return { key: c.id, sig: JSON.stringify([title, text, mark, status, kind, isActive, brief(at), online, unread, muted, pinned]), make };
}

const mini = (name, label) => h('span.mini', { role: 'img', 'aria-label': label }, icon(name));
const heading = (text) => ({ key: `h:${text}`, sig: '', make: () => h('li.heading', null, h('h2', null, text)) });

export function conversationList() {
  const input = h('input', { type: 'search', placeholder: t.search, 'aria-label': t.search, autocomplete: 'off' });
  const clear = iconButton('close', t.clear, () => find(''), { hidden: true });
  const items = h('ul');
  const empty = h('div.empty');
  let showArchived = false;
  let found = { people: [], messages: [] };
  let query = '';
  let timer;

  function find(text) {
    if (input.value !== text) input.value = text;
    query = text.trim();
    clear.hidden = !text;
    found = { people: [], messages: [] };
    clearTimeout(timer);
    if (query) timer = setTimeout(ask, 250, query);
    show();
  }

  async function ask(asked) {
    const q = encodeURIComponent(asked);
    const [people, messages] = await Promise.all(
      [`/users?limit=5&q=${q}`, `/search/messages?limit=20&q=${q}`].map((path) => api.get(path).catch(() => ({ items: [] }))),
    );
    if (asked !== query) return;
    learn(...people.items.filter(({ id }) => !isMe(id)));
    found = { people: people.items.filter(({ id }) => !isMe(id)), messages: messages.items };
    show();
  }

  function show() {
    const all = listed();
    const wanted = query.toLowerCase();
    let rows;
    if (query) {
      const chats = all.filter((c) => titleOf(c).toLowerCase().includes(wanted));
      rows = [
        ...(chats.length ? [heading(t.chats), ...chats.map(row)] : []),
        ...(found.people.length ? [heading(t.people), ...found.people.map(({ id }) => personRow(id))] : []),
        ...(found.messages.length ? [heading(t.messages), ...found.messages.map((message) => hit(message))] : []),
      ];
    } else {
      const archived = all.filter((c) => c.settings.archived);
      rows = all.filter((c) => !c.settings.archived).map(row);
      if (archived.length) {
        rows.push({
          key: 'archived',
          sig: `${archived.length}${showArchived}`,
          make: () => h('li.heading', null, h('button.link', {
            type: 'button', 'aria-expanded': String(showArchived), 'data-focus': 'archived',
            onclick: () => show((showArchived = !showArchived)),
          }, t.archived(archived.length))),
        });
        if (showArchived) rows.push(...archived.map(row));
      }
    }
    keyed(items, rows);
    const none = query ? t.noResults : state.loaded ? t.noConversations : t.loading;
    empty.hidden = rows.length > 0;
    empty.replaceChildren(h('p', null, none), !query && state.loaded ? h('p.quiet', null, t.noConversationsHint) : '');
  }

  input.oninput = () => find(input.value);
  const element = h('nav.list', { 'aria-label': t.conversations }, h('div.search', null, icon('search'), input, clear), h('div.scroll', null, items, empty));
  element.onkeydown = (event) => {
    if (event.key === 'Escape' && query) find('');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = [input, ...items.querySelectorAll('button')];
    stops[stops.indexOf(document.activeElement) + step]?.focus();
  };
  watch(['list', 'people', 'typing', 'active', 'me'], show);
  for (const event of ['focus', 'blur']) addEventListener(event, show);
  setInterval(show, 60_000); // days pass
  show();
  return element;
}

