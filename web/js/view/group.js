// Groups: making one, its members with their roles and permissions, how one keeps a conversation.
import { dropConversation, place } from '../model/events.js';
import { need } from '../model/people.js';
import { byName, isMe, isOnline, may, member, nameOf, peerOf, state, watch } from '../model/store.js';
import { api } from '../net/api.js';
import { uuid } from '../platform.js';
import { t } from '../text.js';
import { ask, checkbox, closeDialogs, field, form, menu, openDialog, select } from './dialog.js';
import { attempt, button, h, keyed, row } from './dom.js';
import { openConversation } from './nav.js';
import { doing, peopleFinder, person } from './people.js';

const RANKS = ['owner', 'admin', 'member'];

/** A list in which people are chosen: friends, and those that are found. */
function chooser(without = []) {
	const chosen = new Set();
	const list = h('ul');
	const show = (found) => {
		const ids = found ?? [...new Set([...chosen, ...[...state.friends].sort(byName)])];
		const choose = (id) => (on) => chosen[on ? 'add' : 'delete'](id);
		keyed(list, ids.filter((id) => !without.includes(id)).map((id) => row({ key: id, id, title: nameOf(id), check: { on: chosen.has(id) }, act: choose(id) })));
	};
	show();
	return { chosen, elements: [peopleFinder(show), list] };
}

export function newGroup() {
	const { chosen, elements } = chooser();
	const key = uuid();
	const make = async ({ title }) => {
		const { id } = place(await api('POST', '/conversations', { type: 'group', title, memberIds: [...chosen] }, key));
		closeDialogs();
		openConversation(id);
	};
	openDialog(t.newGroup, form([field('title', t.groupName, { maxlength: 100 }), elements].flat(), t.create, make)).querySelector('input').focus();
}

function addMembers({ id, members }) {
	const { chosen, elements } = chooser(members.map(({ userId }) => userId));
	const add = async () => {
		if (chosen.size) await api('POST', `/conversations/${id}/members`, { userIds: [...chosen] });
		dialog.close();
	};
	const dialog = openDialog(t.addMembers, form(elements, t.add, add));
}

/** The menu of a conversation: how one keeps it, and how one gets out of it. */
export function conversationMenu(id, anchor) {
	const c = state.conversations.get(id);
	const path = `/conversations/${id}`;
	const isGroup = c.type === 'group';
	const keep = (name, off, on) => ({
		label: c.settings[name] ? on : off,
		act: () => attempt(async () => place({ ...state.conversations.get(id), settings: await api('PATCH', `${path}/settings`, { [name]: !c.settings[name] }) })),
	});
	const out = (label, question, what = '') => ({
		label, danger: true,
		act: async () => (await ask(question, '', label)) === 0 && (await attempt(() => api('DELETE', path + what))) && dropConversation(id),
	});
	menu(anchor, [
		{ label: t.details, act: () => details(id) },
		keep('muted', t.mute, t.unmute), keep('pinned', t.pin, t.unpin), keep('archived', t.archive, t.unarchive),
		isGroup ? out(t.leave, t.leaveAsk, '/members/me') : out(t.hide, t.hideAsk),
		isGroup && member(c)?.role === 'owner' && out(t.end, t.endAsk),
	]);
}

/** Who or what a conversation is with. */
export function details(id) {
	const current = () => state.conversations.get(id);
	if (current().type === 'direct') return person(peerOf(current()));
	const list = h('ul');
	const name = h('div');
	const rules = h('div');
	const title = h('h3');
	const add = button(t.addMembers, () => addMembers(current()));
	const update = (change) => attempt(async () => place(await api('PATCH', `/conversations/${id}`, change)));

	const nameForm = (c) => form(field('title', t.groupName, { value: c.title, maxlength: 100, readonly: !may(c, 'edit_details') }), t.save, update);

	function rulesOf({ memberPermissions = [], historyForNewMembers }, disabled) {
		const change = (name) => (on) => update({ memberPermissions: on ? [...memberPermissions, name] : memberPermissions.filter((p) => p !== name) });
		return h('fieldset', null, h('legend', null, t.memberPermissions),
			Object.entries(t.permissions).map(([name, label]) => checkbox(label, memberPermissions.includes(name), change(name), { disabled, 'data-focus': name })),
			select(t.newcomers, t.histories, historyForNewMembers, (value) => update({ historyForNewMembers: value }), { disabled, 'data-focus': 'history' }));
	}

	function memberRow(c, who) {
		const { userId, role } = who;
		const items = memberItems(c, who);
		const openMenu = ({ currentTarget }) => menu(currentTarget, memberItems(current(), member(current(), userId)));
		const name = nameOf(userId);
		return row({
			key: userId, id: userId, title: isMe(userId) ? t.you : name, face: name, online: isOnline(userId), end: t.roles[role],
			controls: items.length ? [[t.memberMenu(name), openMenu, 'menu']] : [], act: () => person(userId),
		});
	}

	const show = () => {
		const c = current();
		if (!c) return dialog.close();
		const fixed = !may(c, 'manage_roles');
		keyed(name, [{ key: 'name', sig: c.title, make: () => nameForm(c) }]);
		title.textContent = t.members(c.members.length);
		add.hidden = !may(c, 'add_members');
		const byRank = (a, b) => RANKS.indexOf(a.role) - RANKS.indexOf(b.role) || byName(a.userId, b.userId);
		keyed(list, [...c.members].sort(byRank).map((who) => memberRow(c, who)));
		return keyed(rules, [{ key: 'rules', sig: JSON.stringify([c.memberPermissions, c.historyForNewMembers, fixed]), make: () => rulesOf(c, fixed) }]);
	};
	const dialog = openDialog(t.details, [name, h('div.sectionHead', null, title, add), list, rules]);
	dialog.addEventListener('close', watch(['list', 'people'], show));
	need(...current().members.map(({ userId }) => userId));
	return show();
}

/** What I may do with a member; only owners deal with owners and admins. */
function memberItems(c, { userId, role, permissions }) {
	const path = `/conversations/${c.id}/members/${userId}`;
	const name = nameOf(userId);
	const isOwner = member(c)?.role === 'owner';
	if (isMe(userId) || (!isOwner && role !== 'member')) return [];
	const roles = RANKS.filter((r) => r !== role && (isOwner || r !== 'owner'));
	const remove = async () => (await ask(t.removeAsk(name), '', t.removeMember)) === 0 && doing('DELETE', path)();
	return [
		...(may(c, 'manage_roles') ? roles.map((r) => ({ label: t.makeRole(t.roles[r]), act: doing('PATCH', path, { role: r }) })) : []),
		may(c, 'manage_roles') && role !== 'owner' && { label: t.permissionsOf(name), act: () => memberPermissions(path, name, permissions) },
		may(c, 'remove_members') && { label: t.removeMember, danger: true, act: remove },
	].filter(Boolean);
}

/** What one member may do more, or less, than their role has. */
function memberPermissions(path, name, { granted = [], denied = [] } = {}) {
	const chosen = Object.fromEntries([...granted.map((p) => [p, 'granted']), ...denied.map((p) => [p, 'denied'])]);
	const options = { role: t.byRole, granted: t.always, denied: t.never };
	const fields = Object.entries(t.permissions).map(([p, label]) => select(label, options, chosen[p], (value) => (chosen[p] = value)));
	const save = async () => {
		const those = (kind) => Object.keys(chosen).filter((p) => chosen[p] === kind);
		await api('PATCH', path, { permissions: { granted: those('granted'), denied: those('denied') } });
		dialog.close();
	};
	const dialog = openDialog(t.permissionsOf(name), form(fields, t.save, save));
}
