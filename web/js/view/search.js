// Lists of messages in a dialog: what a search finds in a conversation, what is pinned, what has a star.
import { need } from '../model/people.js';
import { api } from '../net/api.js';
import { t } from '../text.js';
import { openDialog } from './dialog.js';
import { attempt, h, keyed } from './dom.js';
import { hit } from './message.js';

function messages(title, path, before) {
  const list = h('ul');
  const note = h('p.quiet', null, before ? '' : t.loading);
  const dialog = openDialog(title, [before, list, note]);
  let asked = 0;
  async function ask(from) {
    const mine = ++asked;
    let items = [];
    if (from) await attempt(async () => ({ items } = await api.get(from)));
    if (mine !== asked) return;
    items = items.filter(({ kind }) => kind !== 'deleted');
    need(...items.map(({ senderId }) => senderId));
    keyed(list, items.map((message) => hit(message, () => dialog.close())));
    note.textContent = items.length || !from ? '' : t.noResults;
  }
  ask(path);
  return ask;
}

export const starredMessages = () => messages(t.starredMessages, '/messages?starred=true');

export const pinnedMessages = (id) => messages(t.pinnedMessages, `/conversations/${id}/pins`);

export function searchIn(id) {
  const input = h('input', { type: 'search', placeholder: t.search, 'aria-label': t.searchHere, autocomplete: 'off' });
  let timer;
  const find = messages(t.searchHere, null, input);
  input.oninput = () => {
    clearTimeout(timer);
    const q = input.value.trim();
    timer = setTimeout(() => find(q && `/search/messages?${new URLSearchParams({ limit: 50, conversationId: id, q })}`), 250);
  };
  input.focus();
}
