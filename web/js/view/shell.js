// The page for who is logged in: the list at the side, the open conversation beside it, the state of the connection above.
import { incoming } from '../model/people.js';
import { state, watch } from '../model/store.js';
import { t } from '../text.js';
import { conversation } from './conversation.js';
import { conversationList } from './conversationList.js';
import { menu } from './dialog.js';
import { h, icon, iconButton, keyed, userAvatar } from './dom.js';
import { followAddress } from './nav.js';
import { newChat } from './people.js';
import { starredMessages } from './search.js';
import { confirmLogOut, settings } from './settings.js';

export function shell(root) {
  const list = conversationList();
  const me = h('button.me', {
    type: 'button',
    'aria-label': t.menu,
    title: t.menu,
    'aria-haspopup': 'menu',
    onclick: () =>
      menu(me, [
        { label: t.settings, act: settings },
        { label: t.starredMessages, act: starredMessages },
        { label: t.logOut, act: confirmLogOut },
      ]),
  });
  const compose = iconButton('compose', t.newChat, newChat);
  const side = h('div.side', null, h('header', null, me, h('strong', null, t.app), compose), list);
  const main = h('main.main', { id: 'main', tabindex: -1 });
  const link = h('div.linkState', { role: 'status' });
  const shown = h('div.shell', null, h('a.skip', { href: '#main', onclick: skip }, t.skip), side, main, link);
  root.replaceChildren(shown);

  function skip(event) {
    event.preventDefault();
    (main.querySelector('textarea') ?? main).focus();
  }

  const showMe = () => {
    keyed(me, [{ key: 'me', sig: JSON.stringify(state.me), make: () => userAvatar(state.me.id) }]);
    const n = incoming().length;
    compose.classList.toggle('badged', n > 0);
    compose.setAttribute('aria-label', n ? `${t.newChat}, ${t.requests(n)}` : t.newChat);
  };

  const heading = h('h1.hidden', null, t.app);
  let open;
  const showConversation = () => {
    const id = state.conversations.has(state.active) ? state.active : null;
    document.body.classList.toggle('chatting', id !== null);
    if (open && open.id === id) return open.show();
    open?.end();
    open = id && { id, ...conversation(id) };
    main.replaceChildren(heading, open ? open.element : h('div.empty', null, icon('people'), h('p', null, state.loaded ? t.pick : t.loading)));
    open?.begin();
    return undefined;
  };

  let waiting;
  const showLink = () => {
    clearTimeout(waiting);
    const text = navigator.onLine ? { connecting: t.connecting, 'catching up': t.catchingUp, online: '' }[state.link] : t.offline;
    const say = () => {
      link.textContent = text;
      link.classList.toggle('on', text !== '');
    };
    // A moment without connection is not worth a word.
    if (text) waiting = setTimeout(say, 1500);
    else say();
  };

  watch(['me', 'people'], showMe);
  watch(['active'], showConversation);
  watch(['list'], () => !open && state.active && showConversation());
  watch(['link'], showLink);
  for (const event of ['online', 'offline']) addEventListener(event, showLink);
  addEventListener('keydown', (event) => {
    if (event.key !== 'k' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    list.querySelector('input').focus();
  });
  showMe();
  showLink();
  followAddress();
}
