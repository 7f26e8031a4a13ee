// What reaches people who look elsewhere: the title of the page, and desktop notifications.
import { isMe, nameOf, state, titleOf, watch } from '../model/store.js';
import { onArrival } from '../model/sync.js';
import { t } from '../text.js';
import { wordsOf } from './message.js';
import { openConversation } from './nav.js';

const KEY = 'chattr-notifications';

export const isAllowed = () => localStorage.getItem(KEY) === 'on' && globalThis.Notification?.permission === 'granted';

/** Turns notifications on or off, asking the browser first; gives whether they are on. */
export async function allow(on) {
	const isOn = on && (await globalThis.Notification?.requestPermission()) === 'granted';
	localStorage.setItem(KEY, isOn ? 'on' : 'off');
	return isOn;
}

function notify(message) {
	const { conversationId, senderId, mentions } = message;
	const conversation = state.conversations.get(conversationId);
	const isSeen = document.hasFocus() && state.active === conversationId;
	if (!isAllowed() || isSeen || !conversation || (conversation.settings.muted && !mentions?.some(isMe))) return;
	const body = (conversation.type === 'group' ? `${nameOf(senderId)}: ` : '') + wordsOf(message);
	try {
		// Of several tabs one notification stays, because they have the same tag.
		const note = new Notification(titleOf(conversation), { body, tag: conversationId, icon: 'icon.svg' });
		note.onclick = () => {
			focus();
			openConversation(conversationId);
			note.close();
		};
	} catch {
		// Phones show notifications of service workers alone.
	}
}

export function notifications() {
	onArrival(notify);
	watch(['list'], () => {
		const unread = [...state.conversations.values()].reduce((sum, c) => sum + (c.settings.muted ? 0 : c.unreadCount), 0);
		document.title = unread ? `(${unread}) ${t.app}` : t.app;
	});
}
