// The messages of the open conversation: what is shown, where it is scrolled to, what counts as read.
//
// The first message in view stays where it is, whatever comes or goes above it. The log itself is not live for screen
// readers, because history that is loaded would be read out; new messages are announced by themselves.
import { day, dayKey } from '../format.js';
import { loadAround, loadNewer, loadNewest, loadOlder, PAGE, quoted } from '../model/history.js';
import { isMe, member, nameOf, pendingIn, state, statusOf, titleOf } from '../model/store.js';
import { onArrival } from '../model/sync.js';
import { Problem } from '../net/api.js';
import { command } from '../net/socket.js';
import { t } from '../text.js';
import { announce, attempt, h, iconButton, keyed } from './dom.js';
import { messageRow, wordsOf } from './message.js';

const GROUPED = 5 * 60_000; // messages of one sender within this stand together
const NEAR = 600; // so many pixels from an end, more is loaded

const why = (code) => new Problem({ code, detail: code }).text;

/** An entry of the outbox as a message. */
const asMessage = ({ id, content, replyTo, order, failed }) => ({
  senderId: state.me.id, kind: 'text', content, replyTo, clientMessageId: id, failed: Boolean(failed), why: failed && why(failed),
  createdAt: new Date(order).toISOString(),
});

export function messageList(id, actions) {
  const conversation = () => state.conversations.get(id);
  const list = h('ol');
  const log = h('div.log', { role: 'log', 'aria-live': 'off', 'aria-label': t.log(titleOf(conversation())), tabindex: 0 }, list);
  const count = h('span.badge', { hidden: true });
  const toEnd = iconButton('down', t.toEnd, goToEnd, { hidden: true, class: 'icon toEnd' });
  toEnd.append(count);
  const act = { ...actions, jump };
  let stuck = true; // whether the end is in view
  let newFrom = 0; // the seq above which the marker stands
  let told = 0; // up to where the server was told that this was read
  let opened = false; // whether the first place was gone to
  let failed = false;

  const stretch = () => state.windows.get(id);
  const isReading = () => !document.hidden && document.hasFocus() && stuck && Boolean(stretch()?.end);
  const readUpTo = () => member(conversation())?.readUpTo ?? 0;

  function rows() {
    const { items, end, start } = stretch() ?? { items: [], end: true };
    const messages = [...items, ...(end ? pendingOf(items) : [])];
    const made = [];
    if (!stretch()) made.push({ key: 'wait', sig: String(failed), make: () => h('li.note', null, failed ? t.problems.offline : t.loading) });
    if (start) made.push({ key: 'start', sig: '', make: () => h('li.note', null, t.beginning) });
    messages.forEach((message, i) => {
      const before = messages[i - 1];
      const after = messages[i + 1];
      const isNewDay = !before || dayKey(before.createdAt) !== dayKey(message.createdAt);
      const isMarked = message.seq === newFrom;
      if (isNewDay) made.push(separator('day', message, day(message.createdAt)));
      if (isMarked) made.push({ key: 'new', sig: '', make: () => h('li.note.new', null, h('span', null, t.newMessages)) });
      made.push(row(message, {
        first: isNewDay || isMarked || !joins(before, message),
        last: !after || after.seq === newFrom || !joins(message, after),
      }));
    });
    return made;
  }

  const separator = (kind, { createdAt }, text) => ({
    key: `${kind}:${dayKey(createdAt)}`, sig: text, make: () => h('li.note.day', null, h('span', null, text)),
  });

  const joins = (a, b) =>
    a.senderId === b.senderId && dayKey(a.createdAt) === dayKey(b.createdAt) && new Date(b.createdAt) - new Date(a.createdAt) < GROUPED;

  function pendingOf(items) {
    const stored = new Set(items.filter((m) => isMe(m.senderId)).map((m) => m.clientMessageId));
    return pendingIn(id).filter((entry) => !stored.has(entry.id)).map(asMessage);
  }

  function row(message, place) {
    const key = isMe(message.senderId) && message.clientMessageId ? message.clientMessageId : message.id;
    const status = !isMe(message.senderId) || message.kind === 'deleted' ? undefined
      : message.id ? statusOf(conversation(), message.seq) : message.failed ? 'failed' : 'sending';
    const answered = message.replyTo && quoted(id, message.replyTo);
    const isGroup = conversation().type === 'group';
    return {
      key,
      sig: JSON.stringify([message, place, status, answered && wordsOf(answered), answered && nameOf(answered.senderId), nameOf(message.senderId)]),
      make: () => messageRow({ ...message, key }, { isGroup, ...place, status, answered, act }),
    };
  }

  function markNew() {
    if (isReading() || (newFrom && newFrom > readUpTo())) return;
    const first = stretch().items.find((m) => m.seq > Math.max(readUpTo(), told) && !isMe(m.senderId));
    if (first && (conversation().unreadCount > 0 || opened)) newFrom = first.seq;
  }

  /** The first row in view, and where it stands. */
  function anchor() {
    for (const element of list.children)
      if (element.dataset.key && element.offsetTop + element.offsetHeight > log.scrollTop)
        return { key: element.dataset.key, top: element.offsetTop - log.scrollTop };
    return undefined;
  }

  function show() {
    if (!conversation()) return;
    const window = stretch();
    log.ariaBusy = String(!window || Boolean(window.opening));
    if (window?.opening) return;
    if (window) markNew();
    const held = stuck && window?.end !== false ? null : anchor();
    keyed(list, rows());
    if (!opened && window) goToStart();
    else if (held) {
      const element = [...list.children].find(({ dataset }) => dataset.key === held.key);
      if (element) log.scrollTop = element.offsetTop - held.top;
    } else log.scrollTop = log.scrollHeight;
    moved();
  }

  /** Where somebody begins to read: at what is new, or at the end. */
  function goToStart() {
    opened = true;
    const mark = list.querySelector('.new');
    log.scrollTop = mark ? mark.offsetTop - 60 : log.scrollHeight;
  }

  function moved() {
    const window = stretch();
    if (!window || window.opening) return;
    const below = log.scrollHeight - log.scrollTop - log.clientHeight;
    stuck = below < 40;
    const unread = conversation()?.unreadCount ?? 0;
    toEnd.hidden = stuck && window.end;
    count.hidden = !unread;
    count.textContent = String(unread);
    if (log.scrollTop < NEAR && !window.start) loadOlder(id).catch(() => {});
    if (below < NEAR && !window.end) loadNewer(id).catch(() => {});
    read();
  }

  function read() {
    if (!isReading()) return;
    const { items } = stretch();
    const last = items.findLast((m) => !isMe(m.senderId));
    if (!last || last.seq <= Math.max(told, readUpTo())) return;
    told = items.at(-1).seq;
    command('mark_read', { conversationId: id, seq: told }).catch(() => (told = 0));
  }

  async function goToEnd() {
    stuck = true;
    if (!stretch()?.end) await loadNewest(id).catch(() => {});
    log.scrollTop = log.scrollHeight;
    moved();
  }

  async function jump(seq) {
    opened = true;
    stuck = false;
    if (!(await attempt(() => loadAround(id, seq)))) return;
    show();
    const element = list.querySelector(`[data-seq="${seq}"]`);
    if (!element) return;
    stuck = false;
    element.scrollIntoView({ block: 'center' });
    element.classList.add('flash');
    setTimeout(() => element.classList.remove('flash'), 1600);
    element.querySelector('.bubble').focus({ preventScroll: true });
  }

  /** Loads what is to be read first, where it is not here. */
  async function begin(wanted) {
    const { unreadCount, lastSeq } = conversation();
    const window = stretch();
    const isFar = unreadCount > PAGE / 2 && (!window || window.items[0]?.seq > readUpTo() + 1);
    try {
      if (wanted) await jump(wanted);
      else if (isFar) {
        state.windows.delete(id);
        await loadAround(id, Math.min(readUpTo() + 1, lastSeq));
      } else if (!window) await loadNewest(id);
      failed = false;
    } catch {
      failed = true;
    }
    show();
  }

  log.onkeydown = (event) => {
    const bubbles = [...list.querySelectorAll('.bubble')];
    const at = bubbles.indexOf(document.activeElement);
    const to = { ArrowUp: at < 0 ? bubbles.length - 1 : at - 1, ArrowDown: at < 0 ? undefined : at + 1 }[event.key];
    if (to !== undefined && (document.activeElement === log || at >= 0)) {
      event.preventDefault();
      bubbles[to]?.focus();
    } else if (event.key === 'Enter' && at >= 0) {
      event.preventDefault();
      bubbles[at].oncontextmenu(event);
    }
  };
  log.onscroll = moved;
  const resized = new ResizeObserver(() => stuck && stretch()?.end && (log.scrollTop = log.scrollHeight));
  resized.observe(log);
  const end = onArrival((message) => {
    if (message.conversationId === id) announce(`${nameOf(message.senderId)}: ${wordsOf(message)}`);
  });
  addEventListener('focus', moved);
  document.addEventListener('visibilitychange', moved);

  return {
    elements: [log, toEnd],
    begin,
    jump,
    show,
    sent: () => {
      newFrom = 0;
      return goToEnd();
    },
    /** What can be edited with the up arrow. */
    lastOwn: () => stretch()?.items.findLast((m) => isMe(m.senderId) && m.kind === 'text'),
    needs: () => !stretch(),
    end() {
      end();
      resized.disconnect();
      removeEventListener('focus', moved);
      document.removeEventListener('visibilitychange', moved);
    },
  };
}
