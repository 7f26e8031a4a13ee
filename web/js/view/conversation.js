// The open conversation: who it is with, what is pinned, its messages, and where to write.
import { lastSeen } from '../format.js';
import { discard, retry } from '../model/outbox.js';
import { look, need } from '../model/people.js';
import { changed, isMe, may, peerOf, state, titleOf, watch } from '../model/store.js';
import { api } from '../net/api.js';
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
  const typing = typingText(c);
  if (typing) return typing;
  if (c.type === 'direct') return state.users.get(peerOf(c))?.deleted ? '' : lastSeen(state.presence.get(peerOf(c)));
  const online = c.members.filter(({ userId }) => isMe(userId) || state.presence.get(userId)?.online).length;
  return t.membersOnline(c.members.length, online);
}

/** Why nothing can be written here. */
function obstacle(c) {
  const peer = peerOf(c);
  if (peer && state.blocks.has(peer)) return t.blocked;
  if (peer && state.users.get(peer)?.deleted) return t.gone;
  return may(c, 'post') ? '' : t.mayNotPost;
}

export function conversation(id) {
  const current = () => state.conversations.get(id);
  const actions = messageActions(id, { reply: (m) => compose.reply(m), edit: (m) => compose.edit(m), retry: (m) => retry(m.clientMessageId), discard: (m) => discard(m.clientMessageId) });
  const list = messageList(id, actions);
  const compose = composer(id, list);
  const who = h('button.who', { type: 'button', title: t.details, onclick: () => details(id) });
  const options = iconButton('more', t.options, () => conversationMenu(id, options), { 'aria-haspopup': 'menu' });
  const pinned = h('div.pinned');
  const foot = h('div.foot', null, compose.element, h('p.obstacle'));
  const element = h(
    'section.conversation',
    null,
    h('header', null, iconButton('back', t.back, closeConversation, { class: 'icon back' }), who, iconButton('search', t.searchHere, () => searchIn(id)), options),
    pinned,
    h('div.messages', null, list.elements),
    foot,
  );

  function showHead() {
    const c = current();
    if (!c) return;
    const title = titleOf(c);
    const below = subtitle(c);
    const peer = peerOf(c);
    const online = state.presence.get(peer)?.online;
    element.setAttribute('aria-label', title);
    keyed(who, [
      { key: 'face', sig: `${title}${online}`, make: () => avatar(peer ?? id, title, peer) },
      { key: 'lines', sig: title + below, make: () => h('span.lines', null, h('h2', null, title), h('small', null, below)) },
    ]);
    const why = obstacle(c);
    compose.element.hidden = why !== '';
    foot.lastChild.hidden = !why;
    foot.lastChild.textContent = why;
  }

  function showPins() {
    const pins = state.pins.get(id);
    if (pins === undefined && state.link === 'online') {
      state.pins.set(id, null);
      api.get(`/conversations/${id}/pins`).then(
        ({ items }) => {
          state.pins.set(id, items);
          changed('messages');
        },
        () => {},
      );
    }
    const newest = pins?.find(({ kind }) => kind !== 'deleted');
    keyed(pinned, !newest ? [] : [
      { key: 'pin', sig: newest.id + wordsOf(newest), make: () => h('button.row', { type: 'button', onclick: () => list.jump(newest.seq) }, icon('pin'), h('span.lines', null, h('b', null, t.pinnedMessage), h('span.preview', null, wordsOf(newest)))) },
      { key: 'all', sig: `${pins.length}`, make: () => pins.length > 1 && iconButton('more', t.pinnedMessages, () => pinnedMessages(id)) || h('span') },
    ]);
  }

  function show() {
    if (!current()) return;
    const seq = takeWanted();
    if (seq) list.jump(seq);
    showHead();
    showPins();
    list.show();
  }

  /** What could not be loaded before. */
  function load() {
    if (state.link !== 'online') return;
    showPins();
    if (list.needs()) list.begin();
  }

  const ends = [
    watch(['messages', 'people'], show),
    watch(['list', 'typing', 'people'], showHead),
    watch(['link'], load),
  ];
  addEventListener('online', load);
  const clock = setInterval(showHead, 30_000);

  return {
    element,
    show,
    begin() {
      const c = current();
      showHead();
      showPins();
      compose.begin();
      list.begin(takeWanted());
      if (c.type === 'direct') look(peerOf(c));
      else need(...c.members.slice(0, 100).map(({ userId }) => userId));
    },
    end() {
      clearInterval(clock);
      removeEventListener('online', load);
      for (const end of [...ends, list.end, compose.end]) end();
    },
  };
}
