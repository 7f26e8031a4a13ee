// People: finding them, friends and their requests, one person's profile.
import { lastSeen } from '../format.js';
import { incoming, learn, look, need, otherOf, requestWith } from '../model/people.js';
import { place } from '../model/events.js';
import { isMe, nameOf, state, watch } from '../model/store.js';
import { api } from '../net/api.js';
import { t } from '../text.js';
import { ask, openDialog } from './dialog.js';
import { attempt, button, h, icon, keyed, userAvatar } from './dom.js';
import { newGroup } from './group.js';
import { openConversation } from './nav.js';

export const act = (method, path, body) => () => attempt(() => api[method](path, body));

export function closeDialogs() {
  for (const dialog of document.querySelectorAll('dialog')) dialog.close();
}

/** Opens the direct conversation with somebody. */
export const talkTo = (userId) =>
  attempt(async () => {
    const { id } = place(await api.post('/conversations', { type: 'direct', userId }));
    closeDialogs();
    openConversation(id);
  });

/** A row with a person, and what can be done beside. */
export function personRow(id, controls = [], sig = '', onclick = () => person(id)) {
  const user = state.users.get(id);
  const online = state.presence.get(id)?.online;
  return {
    key: `u:${id}`,
    sig: JSON.stringify([nameOf(id), user?.username, online, sig]),
    make: () =>
      h('li', null,
        h('button.row', { type: 'button', 'data-focus': `u${id}`, onclick },
          userAvatar(id, true),
          h('span.lines', null, h('span.name', null, nameOf(id)), user?.username && h('span.preview', null, `@${user.username}`))),
        controls.map(([label, task, kind]) => button(label, task, kind))),
  };
}

/** A field that finds people, and calls `show` with their ids; with none where nothing is asked. */
export function finder(show) {
  const input = h('input', { type: 'search', placeholder: t.findPeople, 'aria-label': t.findPeople, autocomplete: 'off' });
  let timer;
  input.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const q = input.value.trim();
      if (!q) return show(null);
      const found = await api.get(`/users?limit=20&q=${encodeURIComponent(q)}`).catch(() => ({ items: [] }));
      if (q !== input.value.trim()) return undefined;
      const others = found.items.filter(({ id }) => !isMe(id));
      learn(...others);
      return show(others.map(({ id }) => id));
    }, 250);
  };
  return input;
}

export const heading = (text) => ({ key: `h:${text}`, sig: '', make: () => h('li.heading', null, h('h3', null, text)) });
export const byName = (a, b) => nameOf(a).localeCompare(nameOf(b));

const request = (id, what) => act('post', `/friend-requests/${id}/${what}`);
const answers = ({ id }) => [[t.accept, request(id, 'accept'), '.primary'], [t.decline, request(id, 'reject')]];
const cancel = ({ id }) => [[t.cancelRequest, act('delete', `/friend-requests/${id}`)]];

export function newChat() {
  const list = h('ul');
  const empty = h('p.quiet');
  let found = null;
  const show = () => {
    const mine = incoming();
    const outgoing = [...state.requests.values()].filter((r) => !mine.includes(r));
    need(...mine.map(otherOf), ...outgoing.map(otherOf), ...state.friends);
    const friends = [...state.friends].sort(byName);
    const section = (title, rows) => (rows.length ? [heading(title), ...rows] : []);
    const rows = found
      ? found.map((id) => personRow(id))
      : [
          ...section(t.incoming, mine.map((r) => personRow(r.senderId, answers(r)))),
          ...section(t.outgoing, outgoing.map((r) => personRow(r.receiverId, cancel(r)))),
          ...section(t.friends, friends.map((id) => personRow(id, [], '', () => talkTo(id)))),
        ];
    keyed(list, rows);
    empty.textContent = found?.length === 0 ? t.noResults : found || friends.length ? '' : t.noFriends;
  };
  const group = h('button.row', { type: 'button', onclick: newGroup }, h('span.avatar.plain', null, icon('people')), h('span.name', null, t.newGroup));
  const input = finder((ids) => {
    found = ids;
    show();
  });
  const dialog = openDialog(t.newChat, [input, group, list, empty]);
  dialog.addEventListener('close', watch(['people'], show));
  show();
  input.focus();
}

/** What somebody says of themselves, and what one can do. */
export function person(id) {
  look(id);
  const body = h('div.profile');
  const show = () => {
    const user = state.users.get(id);
    const isBlocked = state.blocks.has(id);
    const isFriend = state.friends.has(id);
    const pending = requestWith(id);
    const block = async () => {
      if (isBlocked) act('delete', `/blocks/${id}`)();
      else if ((await ask(t.blockAsk(nameOf(id)), t.blockHint, t.block)) === 0) act('put', `/blocks/${id}`)();
    };
    const friendship = isFriend ? [[t.removeFriend, act('delete', `/friends/${id}`)]]
      : pending ? (isMe(pending.receiverId) ? answers(pending) : cancel(pending))
      : isBlocked ? [] : [[t.addFriend, act('post', '/friend-requests', { userId: id })]];
    const controls = isMe(id) || user?.deleted ? [] : [
      !isBlocked && [t.sendMessage, () => talkTo(id), '.primary'],
      ...friendship,
      [isBlocked ? t.unblock : t.block, block, '.danger'],
    ];
    keyed(body, [{
      key: id,
      sig: JSON.stringify([user, isBlocked, isFriend, pending, state.presence.get(id)]),
      make: () => h('div', null, userAvatar(id, true), h('h3', null, nameOf(id)),
        user?.username && h('p.quiet', null, `@${user.username}`),
        h('p.quiet', null, lastSeen(state.presence.get(id))),
        user?.about && h('p.aboutText', null, user.about),
        h('div.buttons', null, controls.filter(Boolean).map(([label, task, kind]) => h(`button${kind ?? ''}`, { type: 'button', 'data-focus': label, onclick: task }, label)))),
    }]);
  };
  const dialog = openDialog(t.profile, body, '.small');
  dialog.addEventListener('close', watch(['people'], show));
  show();
  return dialog;
}
