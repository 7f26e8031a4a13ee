// The page for who is logged in: the list at the side, the open conversation beside it, the state of the connection above.
import { incoming } from '../model/people.js';
import { nameOf, state, watch } from '../model/store.js';
import { isLoaded } from '../model/sync.js';
import { t } from '../text.js';
import { conversation } from './conversation.js';
import { conversationList } from './conversationList.js';
import { menu } from './dialog.js';
import { avatar, h, icon, iconButton } from './dom.js';
import { followAddress } from './nav.js';
import { newChat } from './people.js';
import { starredMessages } from './search.js';
import { confirmLogOut, settings } from './settings.js';

export function shell(root) {
	const list = conversationList();
	const openMenu = () =>
		menu(me, [{ label: t.settings, act: settings }, { label: t.starredMessages, act: starredMessages }, { label: t.logOut, act: confirmLogOut }]);
	const me = h('button.me', { label: t.menu, 'aria-haspopup': 'menu', onclick: openMenu });
	const compose = iconButton('compose', t.newChat, newChat);
	const heading = h('h1.hidden', null, t.app);
	const main = h('main', { id: 'main', tabindex: -1 });
	const link = h('div.linkState', { role: 'status' });
	const skip = (event) => {
		event.preventDefault();
		(main.querySelector('textarea') ?? main).focus();
	};
	const side = h('div.side', null, h('header', null, me, h('strong', null, t.app), compose), list);
	root.replaceChildren(h('div.shell', null, h('a.skip', { href: '#main', onclick: skip }, t.skip), side, main, link));

	function showMe() {
		me.replaceChildren(avatar(state.me.id, nameOf(state.me.id)));
		const n = incoming().length;
		compose.classList.toggle('badged', n > 0);
		compose.ariaLabel = n ? `${t.newChat}, ${t.requests(n)}` : t.newChat;
	}

	let open;
	function showConversation() {
		const id = state.conversations.has(state.active) ? state.active : undefined;
		document.body.classList.toggle('chatting', Boolean(id));
		if (open && open.id === id) return open.show();
		open?.end();
		open = id && { id, ...conversation(id) };
		main.replaceChildren(heading, open?.element ?? h('div.empty', null, icon('people'), h('p', null, isLoaded() ? t.pick : t.loading)));
		return open?.begin();
	}

	let waiting;
	function showLink() {
		clearTimeout(waiting);
		const text = navigator.onLine ? { connecting: t.connecting, 'catching up': t.catchingUp }[state.link] : t.offline;
		const say = () => {
			link.textContent = text ?? '';
			link.classList.toggle('on', Boolean(text));
		};
		// A moment without connection is not worth a word.
		if (text) waiting = setTimeout(say, 1500);
		else say();
	}

	watch(['people'], showMe);
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
