// Oneself: profile, receipts, notifications, theme, devices, password, logging out.
import { moment } from '../format.js';
import { learn } from '../model/people.js';
import { nameOf, state } from '../model/store.js';
import { logOut } from '../model/sync.js';
import { api, get } from '../net/api.js';
import { t } from '../text.js';
import { ask, checkbox, field, form, openDialog, passwordField, select } from './dialog.js';
import { attempt, avatar, button, h, toast } from './dom.js';
import { allow, isAllowed } from './notify.js';

async function save(change) {
	learn(await api('PATCH', '/users/me', change));
	toast(t.saved);
}

function setTheme(value) {
	localStorage.setItem('chattr-theme', value);
	document.documentElement.dataset.theme = value;
}

async function setNotifications(on) {
	const isOn = await allow(on);
	if (on && !isOn) toast(t.notificationsDenied);
	return isOn === on;
}

/** A browser and a system, out of what a browser says of itself. */
const device = (agent = '') => agent.match(/Firefox|Edg|Chrome|Safari|Windows|Android|iPhone|iPad|Mac OS|Linux/g)?.slice(0, 2).join(' · ') ?? agent;

async function showSessions(list) {
	const { items } = await get('/auth/sessions');
	const end = (id) => () => attempt(() => api('DELETE', `/auth/sessions/${id}`).then(() => showSessions(list)));
	list.replaceChildren(...items.map(({ id, userAgent, address, lastUsedAt, current }) =>
		h('li.row', null, h('span.lines', null, h('span.name', null, current ? t.thisDevice : device(userAgent)), h('small', null, `${address ?? ''} · ${t.lastUsed(moment(lastUsedAt))}`)),
			!current && button(t.logOut, end(id)))));
}

export function settings() {
	const { id, username, displayName = '', about = '', settings: chosen } = state.me;
	const sessions = h('ul');
	const profile = [field('displayName', t.displayName, { value: displayName, maxlength: 64 }), field('about', t.about, { value: about, rows: 2, maxlength: 500 })];
	const passwords = [passwordField('currentPassword', t.oldPassword), passwordField('password', t.newPassword, true)];
	const receipts = h('span', null, t.readReceipts, h('small', null, t.readReceiptsHint));
	openDialog(t.settings, [
		h('div.profile', null, avatar(id, nameOf(id)), h('p.quiet', null, `@${username}`)),
		form(profile, t.save, save),
		h('div', null,
			checkbox(receipts, chosen?.readReceipts, (readReceipts) => attempt(() => save({ readReceipts }))),
			checkbox(t.notifications, isAllowed(), setNotifications),
			select(t.theme, t.themes, document.documentElement.dataset.theme, setTheme)),
		h('section', null, h('h3', null, t.sessions), sessions),
		h('section', null, h('h3', null, t.changePassword), form(passwords, t.setPassword, (values, element) => save(values).then(() => element.reset()))),
		h('div.buttons', null, button(t.logOut, confirmLogOut, '.danger')),
	]);
	attempt(() => showSessions(sessions));
}

export async function confirmLogOut() {
	if ((await ask(t.logOutAsk, t.logOutHint, t.logOut)) !== 0) return;
	await logOut();
	location.reload();
}
