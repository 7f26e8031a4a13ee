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
  const conversation = state.conversations.get(message.conversationId);
  const isSeen = document.hasFocus() && state.active === message.conversationId;
  if (!isAllowed() || isSeen || !conversation || (conversation.settings.muted && !message.mentions?.some(isMe))) return;
  const who = conversation.type === 'group' ? `${nameOf(message.senderId)}: ` : '';
  try {
    // Of several tabs one notification stays, because they have the same tag.
    const note = new Notification(titleOf(conversation), { body: who + wordsOf(message), tag: message.conversationId, icon: 'icon.svg' });
    note.onclick = () => {
      focus();
      openConversation(message.conversationId);
      note.close();
    };
  } catch {
    // Phones show notifications of service workers alone.
  }
}

export function notifications() {
  onArrival(notify);
  watch(['list'], () => {
    let unread = 0;
    for (const { settings, unreadCount } of state.conversations.values()) if (!settings.muted) unread += unreadCount;
    document.title = unread ? `(${unread}) ${t.app}` : t.app;
  });
}
