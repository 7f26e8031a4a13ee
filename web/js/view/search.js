// Lists of messages in a dialog: what a search finds in a conversation, what is pinned, what has a star.
import { need } from '../model/people.js';
import { get } from '../net/api.js';
import { t } from '../text.js';
import { finder, openDialog } from './dialog.js';
import { attempt, h, keyed } from './dom.js';
import { hit } from './message.js';

function messages(title, before) {
	const list = h('ul');
	const note = h('p.quiet');
	const dialog = openDialog(title, [before, list, note]);
	return (found) => {
		const items = found?.filter(({ kind }) => kind !== 'deleted') ?? [];
		need(...items.map(({ senderId }) => senderId));
		keyed(list, items.map((message) => hit(message, () => dialog.close())));
		note.textContent = found && !items.length ? t.noResults : '';
	};
}

async function listOf(title, path) {
	const show = messages(title);
	await attempt(async () => show((await get(path)).items));
}

export const starredMessages = () => listOf(t.starredMessages, '/messages?starred=true');
export const pinnedMessages = (id) => listOf(t.pinnedMessages, `/conversations/${id}/pins`);

export function searchIn(id) {
	const find = async (q) => (await get(`/search/messages?limit=50&conversationId=${id}&q=${q}`)).items;
	const input = finder(t.searchHere, find, (found) => show(found));
	const show = messages(t.searchHere, input);
	input.focus();
}
