// Groups: making one, its members with their roles and permissions, how one keeps a conversation.
import { dropConversation, place } from '../model/events.js';
import { need } from '../model/people.js';
import { isMe, may, member, nameOf, peerOf, state, titleOf, watch } from '../model/store.js';
import { api } from '../net/api.js';
import { uuid } from '../platform.js';
import { t } from '../text.js';
import { ask, checkbox, field, form, menu, openDialog, select } from './dialog.js';
import { attempt, avatar, button, h, iconButton, keyed, userAvatar } from './dom.js';
import { openConversation } from './nav.js';
import { act, byName, closeDialogs, finder, person } from './people.js';

/** A list in which people are chosen: friends, and those that are found. */
function chooser(without = new Set()) {
  const chosen = new Set();
  const list = h('ul');
  let found = null;
  const show = () => {
    const ids = found ?? [...new Set([...chosen, ...[...state.friends].sort(byName)])];
    keyed(list, ids.filter((id) => !without.has(id)).map((id) => ({
      key: id,
      sig: nameOf(id),
      make: () => h('li', null, h('label.row', null, userAvatar(id), h('span.name', null, nameOf(id)),
        h('input', { type: 'checkbox', checked: chosen.has(id), onchange: ({ target }) => chosen[target.checked ? 'add' : 'delete'](id) }))),
    })));
  };
  const input = finder((ids) => {
    found = ids;
    show();
  });
  show();
  return { chosen, elements: [input, list] };
}

export function newGroup() {
  const { chosen, elements } = chooser();
  const key = uuid();
  openDialog(
    t.newGroup,
    form([field('title', t.groupName, { required: true, maxlength: 100 }), ...elements], t.create, async ({ title }) => {
      const { id } = place(await api.post('/conversations', { type: 'group', title, memberIds: [...chosen] }, key));
      closeDialogs();
      openConversation(id);
    }),
  ).querySelector('input').focus();
}

function addMembers(conversation) {
  const { chosen, elements } = chooser(new Set(conversation.members.map(({ userId }) => userId)));
  const dialog = openDialog(
    t.addMembers,
    form(elements, t.add, async () => {
      if (chosen.size) await api.post(`/conversations/${conversation.id}/members`, { userIds: [...chosen] });
      dialog.close();
    }),
  );
}

async function keep(id, change) {
  await attempt(async () => {
    const settings = await api.patch(`/conversations/${id}/settings`, change);
    place({ ...state.conversations.get(id), settings });
  });
}

/** The menu of a conversation: how one keeps it, and how one gets out of it. */
export function conversationMenu(id, anchor) {
  const c = state.conversations.get(id);
  const { muted, pinned, archived } = c.settings;
  const isGroup = c.type === 'group';
  const isOwner = isGroup && member(c)?.role === 'owner';
  const out = async (question, label, method, path) => {
    if ((await ask(question, '', label)) === undefined) return;
    if (await attempt(() => api[method](path))) dropConversation(id);
  };
  menu(anchor, [
    { label: t.details, act: () => details(id) },
    { label: muted ? t.unmute : t.mute, act: () => keep(id, { muted: !muted }) },
    { label: pinned ? t.unpin : t.pin, act: () => keep(id, { pinned: !pinned }) },
    { label: archived ? t.unarchive : t.archive, act: () => keep(id, { archived: !archived }) },
    isGroup && { label: t.leave, danger: true, act: () => out(t.leaveAsk, t.leave, 'delete', `/conversations/${id}/members/me`) },
    isOwner && { label: t.end, danger: true, act: () => out(t.endAsk, t.end, 'delete', `/conversations/${id}`) },
    !isGroup && { label: t.hide, danger: true, act: () => out(t.hideAsk, t.hide, 'delete', `/conversations/${id}`) },
  ]);
}

/** Who or what a conversation is with. */
export function details(id) {
  const c = state.conversations.get(id);
  return c.type === 'direct' ? person(peerOf(c)) : group(id);
}

function group(id) {
  const current = () => state.conversations.get(id);
  const members = h('ul');
  const head = h('div');
  const rules = h('div');
  need(...current().members.map(({ userId }) => userId));
  const update = (change) => attempt(async () => place(await api.patch(`/conversations/${id}`, change)));

  const showHead = (c) => ({
    key: 'head',
    sig: `${c.title}${may(c, 'edit_details')}`,
    make: () => may(c, 'edit_details')
      ? form([field('title', t.groupName, { value: c.title, maxlength: 100 })], t.save, async ({ title }) => place(await api.patch(`/conversations/${id}`, { title })))
      : h('div.profile', null, avatar(id, titleOf(c)), h('h3', null, titleOf(c))),
  });

  const showRules = (c) => {
    const held = c.memberPermissions ?? [];
    const disabled = !may(c, 'manage_roles');
    const change = (permission) => (on, box) =>
      update({ memberPermissions: on ? [...held, permission] : held.filter((p) => p !== permission) }).then((done) => done || (box.checked = !on));
    return {
      key: 'rules',
      sig: JSON.stringify([held, c.historyForNewMembers, disabled]),
      make: () => h('fieldset', null, h('legend', null, t.memberPermissions),
        Object.entries(t.permissions).map(([name, label]) => checkbox(label, held.includes(name), change(name), { disabled, 'data-focus': name })),
        select(t.newcomers, t.histories, c.historyForNewMembers, (value) => update({ historyForNewMembers: value }), { disabled, 'data-focus': 'history' })),
    };
  };

  const rank = { owner: 0, admin: 1, member: 2 };
  const showMember = (c) => (who) => {
    const { userId, role } = who;
    const items = memberItems(c, who);
    const more = () => iconButton('more', t.memberMenu(nameOf(userId)), ({ currentTarget }) => menu(currentTarget, memberItems(current(), who)), { 'data-focus': 'more' });
    return {
      key: userId,
      sig: JSON.stringify([nameOf(userId), who.role, who.permissions, items.length, state.presence.get(userId)?.online]),
      make: () => h('li', null,
        h('button.row', { type: 'button', 'data-focus': 'row', onclick: () => !isMe(userId) && person(userId) },
          userAvatar(userId, true), h('span.name', null, isMe(userId) ? t.you : nameOf(userId)), h('small', null, t.roles[role])),
        items.length > 0 && more()),
    };
  };

  const add = button(t.addMembers, () => addMembers(current()));
  const title = h('h3');
  const show = () => {
    const c = current();
    if (!c) return dialog.close();
    keyed(head, [showHead(c)]);
    title.textContent = t.members(c.members.length);
    add.hidden = !may(c, 'add_members');
    keyed(members, [...c.members].sort((a, b) => rank[a.role] - rank[b.role] || byName(a.userId, b.userId)).map(showMember(c)));
    return keyed(rules, [showRules(c)]);
  };
  const dialog = openDialog(t.details, [head, h('div.sectionHead', null, title, add), members, rules]);
  dialog.addEventListener('close', watch(['list', 'people'], show));
  show();
}

/** What I may do with a member; only owners deal with owners and admins. */
function memberItems(c, { userId, role }) {
  const path = `/conversations/${c.id}/members/${userId}`;
  const mine = member(c)?.role;
  const reach = !isMe(userId) && (mine === 'owner' || role === 'member');
  const roles = reach && may(c, 'manage_roles') ? ['owner', 'admin', 'member'].filter((r) => r !== role && (mine === 'owner' || r !== 'owner')) : [];
  return [
    ...roles.map((r) => ({ label: t.makeRole(t.roles[r]), act: act('patch', path, { role: r }) })),
    reach && may(c, 'manage_roles') && role !== 'owner' && { label: t.permissionsOf(nameOf(userId)), act: () => memberPermissions(c.id, userId) },
    reach && may(c, 'remove_members') && {
      label: t.removeMember,
      danger: true,
      act: async () => (await ask(t.removeAsk(nameOf(userId)), '', t.removeMember)) === 0 && act('delete', path)(),
    },
  ].filter(Boolean);
}

/** What one member may do more, or less, than their role has. */
function memberPermissions(id, userId) {
  const who = member(state.conversations.get(id), userId);
  const chosen = Object.fromEntries(Object.keys(t.permissions).map((name) => [name,
    who.permissions?.granted.includes(name) ? 'granted' : who.permissions?.denied.includes(name) ? 'denied' : 'role']));
  const options = { role: t.byRole, granted: t.always, denied: t.never };
  const dialog = openDialog(
    t.permissionsOf(nameOf(userId)),
    form(Object.entries(t.permissions).map(([name, label]) => select(label, options, chosen[name], (value) => (chosen[name] = value))), t.save, async () => {
      const those = (kind) => Object.keys(chosen).filter((name) => chosen[name] === kind);
      await api.patch(`/conversations/${id}/members/${userId}`, { permissions: { granted: those('granted'), denied: those('denied') } });
      dialog.close();
    }),
  );
}
