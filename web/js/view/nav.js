// Which conversation is open, in the address too, so that the back button of a phone goes back to the list.
import { leave } from '../model/history.js';
import { changed, state } from '../model/store.js';

let wanted;

/** The seq of the message to show, once. */
export function takeWanted() {
	const seq = wanted;
	wanted = undefined;
	return seq;
}

function activate(id, seq) {
	wanted = seq;
	if (state.active && state.active !== id) leave(state.active);
	state.active = id;
	changed('active');
}

export function openConversation(id, seq) {
	if (state.active !== id) history[state.active ? 'replaceState' : 'pushState']({ opened: true }, '', `#${id}`);
	activate(id, seq);
}

export function closeConversation() {
	if (history.state?.opened) return history.back();
	history.replaceState(null, '', location.pathname);
	return activate(null);
}

/** Follows the address, from the beginning on. */
export function followAddress() {
	const follow = () => activate(location.hash.slice(1) || null);
	addEventListener('popstate', follow);
	follow();
}
