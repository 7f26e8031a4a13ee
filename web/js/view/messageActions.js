// What can be done with a message, from its menu.
import { nameOf, isMe, listed, may, peerOf, state, titleOf } from '../model/store.js';
import { change } from '../model/history.js';
import { api } from '../net/api.js';
import { uuid } from '../platform.js';
import { t } from '../text.js';
import { ask, menu, openDialog } from './dialog.js';
import { attempt, avatar, button, h, toast, userAvatar } from './dom.js';
import { pickEmoji, QUICK } from './emoji.js';
import { moment } from '../format.js';

export function messageActions(conversationId, { reply, edit, retry, discard }) {
  const conversation = () => state.conversations.get(conversationId);
  const took = (answer) => answer && change(conversationId, answer.id, () => answer);
  const run = (task) => attempt(async () => took(await task()));

  const react = ({ id }, emoji, add) => run(() => api[add ? 'put' : 'delete'](`/messages/${id}/reactions/${encodeURIComponent(emoji)}`));
  const toggle = (message, emoji) => react(message, emoji, !message.reactions?.some((r) => r.emoji === emoji && r.mine));
  const mark = ({ id }, what, add) => run(() => api[add ? 'put' : 'delete'](`/messages/${id}/${what}`));
  const pickReaction = (message, anchor) => pickEmoji(anchor, (emoji) => toggle(message, emoji));

  async function remove({ id, senderId }) {
    const forAll = isMe(senderId) || may(conversation(), 'delete_any');
    const answer = await ask(t.deleteMessage, '', t.deleteForMe, ...(forAll ? [t.deleteForAll] : []));
    if (answer !== undefined) attempt(() => api.delete(`/messages/${id}?for=${answer ? 'everyone' : 'me'}`));
  }

  return {
    react,
    pickReaction,
    retry,
    discard,
    menu(message, anchor) {
      if (!message.id) return;
      const { kind, senderId, pinned, starred } = message;
      const isDeleted = kind === 'deleted';
      const quick = [
        ...QUICK.map((emoji) => ({
          label: `${t.react} ${emoji}`, text: emoji, act: () => toggle(message, emoji),
          on: message.reactions?.some((r) => r.emoji === emoji && r.mine),
        })),
        { label: t.emoji, text: '＋', act: () => pickReaction(message, anchor) },
      ];
      menu(
        anchor,
        [
          !isDeleted && may(conversation(), 'post') && { label: t.reply, act: () => reply(message) },
          kind === 'text' && isMe(senderId) && { label: t.edit, act: () => edit(message) },
          kind === 'text' && { label: t.copy, act: () => attempt(() => navigator.clipboard.writeText(message.content)) },
          !isDeleted && { label: t.forward, act: () => forward(message) },
          !isDeleted && may(conversation(), 'pin') && { label: pinned ? t.unpin : t.pin, act: () => mark(message, 'pin', !pinned) },
          !isDeleted && { label: starred ? t.unstar : t.star, act: () => mark(message, 'star', !starred) },
          !isDeleted && isMe(senderId) && { label: t.info, act: () => info(message) },
          { label: t.remove, act: () => remove(message), danger: true },
        ],
        isDeleted ? [] : quick,
      );
    },
  };
}

/** Chooses conversations, and says the message again in them. */
function forward({ id }) {
  const key = uuid();
  const chosen = new Set();
  const go = button(t.forward, async () => {
    if (!(await attempt(() => api.post(`/messages/${id}/forward`, { conversationIds: [...chosen] }, key)))) return;
    dialog.close();
    toast(t.forwarded);
  }, '.primary');
  go.disabled = true;
  const row = (c) =>
    h('li', null, h('label.row', null, avatar(peerOf(c) ?? c.id, titleOf(c)), h('span.name', null, titleOf(c)),
      h('input', {
        type: 'checkbox',
        onchange: ({ target }) => {
          chosen[target.checked ? 'add' : 'delete'](c.id);
          go.disabled = !chosen.size || chosen.size > 20;
        },
      })));
  const dialog = openDialog(t.forwardTo, [h('ul', null, listed().map(row)), h('div.buttons', null, go)]);
}

/** How far a message has come with each member. */
async function info({ id, createdAt }) {
  let receipts;
  if (!(await attempt(async () => (receipts = (await api.get(`/messages/${id}/receipts`)).items)))) return;
  const names = { sent: t.states.sent, delivered: t.states.delivered, read: t.states.seen };
  const order = ['read', 'delivered', 'sent'];
  receipts.sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  openDialog(t.seenBy, [
    h('p.quiet', null, moment(createdAt)),
    h('ul', null, receipts.map(({ userId, status }) => h('li.row', null, userAvatar(userId), h('span.name', null, nameOf(userId)), h('small', null, names[status])))),
  ]);
}
