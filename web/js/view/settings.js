// Oneself: profile, receipts, notifications, theme, devices, password, logging out.
import { moment } from '../format.js';
import { learn } from '../model/people.js';
import { changed, state } from '../model/store.js';
import { logOut } from '../model/sync.js';
import { api } from '../net/api.js';
import { t } from '../text.js';
import { ask, checkbox, field, form, openDialog, select } from './dialog.js';
import { attempt, button, h, toast, userAvatar } from './dom.js';
import { allow, isAllowed } from './notify.js';

async function save(change) {
  const me = await api.patch('/users/me', change);
  state.me = me;
  learn(me);
  changed('me');
}

function profile() {
  const { displayName, about, username } = state.me;
  return [
    h('div.profile', null, userAvatar(state.me.id), h('p.quiet', null, `@${username}`)),
    form(
      [field('displayName', t.displayName, { value: displayName ?? '', maxlength: 64, autocomplete: 'name' }), field('about', t.about, { value: about ?? '', rows: 2, maxlength: 500 })],
      t.save,
      async (values) => {
        await save(values);
        toast(t.saved);
      },
    ),
  ];
}

function choices() {
  const theme = (value) => {
    localStorage.setItem('chattr-theme', value);
    document.documentElement.dataset.theme = value;
  };
  return h('div.choices', null,
    checkbox(h('span', null, t.readReceipts, h('small', null, t.readReceiptsHint)), state.me.settings?.readReceipts, (readReceipts, box) =>
      attempt(() => save({ readReceipts })).then((done) => done || (box.checked = !readReceipts))),
    checkbox(t.notifications, isAllowed(), async (on, box) => {
      box.checked = await allow(on);
      if (on && !box.checked) toast(t.notificationsDenied);
    }),
    select(t.theme, t.themes, document.documentElement.dataset.theme, theme));
}

function sessions() {
  const list = h('ul');
  const show = () =>
    attempt(async () => {
      const { items } = await api.get('/auth/sessions');
      list.replaceChildren(...items.map(({ id, userAgent = '', address, lastUsedAt, current }) =>
        h('li.row', null,
          h('span.lines', null,
            h('span.name', null, current ? t.thisDevice : shortAgent(userAgent)),
            h('small', null, [address, t.lastUsed(moment(lastUsedAt))].filter(Boolean).join(' · '))),
          !current && button(t.endSession, async () => (await attempt(() => api.delete(`/auth/sessions/${id}`))) && show()))));
    });
  show();
  return h('section', null, h('h3', null, t.sessions), list);
}

const shortAgent = (agent) =>
  /(Edg|Firefox|Chrome|Safari)/.exec(agent)?.[1].replace('Edg', 'Edge').concat(` · ${/Windows|Android|iPhone|iPad|Mac|Linux/.exec(agent)?.[0] ?? ''}`) ?? agent;

const password = () =>
  h('section', null, h('h3', null, t.changePassword),
    form(
      [
        field('currentPassword', t.oldPassword, { type: 'password', autocomplete: 'current-password', required: true }),
        field('password', t.newPassword, { type: 'password', autocomplete: 'new-password', required: true, hint: t.passwordHint }),
      ],
      t.setPassword,
      async (values, element) => {
        await save(values);
        element.reset();
        toast(t.saved);
      },
    ));

export function settings() {
  openDialog(t.settings, [profile(), choices(), sessions(), password(), h('div.buttons', null, button(t.logOut, confirmLogOut, '.danger'))].flat());
}

export async function confirmLogOut() {
  if ((await ask(t.logOutAsk, t.logOutHint, t.logOut)) !== 0) return;
  await logOut();
  location.reload();
}
