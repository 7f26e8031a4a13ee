// Where a message is written: draft, answer, edit, mentions, emoji, and what the others see of the typing.
import { put } from '../model/cache.js';
import { send } from '../model/outbox.js';
import { changed, isMe, nameOf, shortName, state } from '../model/store.js';
import { api } from '../net/api.js';
import { tell } from '../net/socket.js';
import { t } from '../text.js';
import { attempt, h, iconButton, keyed, userAvatar } from './dom.js';
import { pickEmoji } from './emoji.js';
import { wordsOf } from './message.js';

const MOST = 4000;

export function composer(id, list) {
  const conversation = () => state.conversations.get(id);
  const names = h('ul.mentions', { id: 'mentions', role: 'listbox', 'aria-label': t.people, hidden: true });
  const about = h('div.about');
  const text = h('textarea', {
    rows: 1, placeholder: t.message, 'aria-label': t.message, 'aria-autocomplete': 'list', 'aria-controls': 'mentions', enterkeyhint: 'send',
  });
  const submit = h('button.icon.primary', { type: 'submit', 'aria-label': t.send, title: t.send });
  const emoji = iconButton('smile', t.emoji, () => pickEmoji(emoji, insert));
  const element = h('form.composer', null, names, about, h('div.line', null, emoji, text, submit));
  let answering = null;
  let editing = null;
  let typedAt = 0;
  let timer;
  let chosen = 0;

  submit.append(iconButton('send', t.send).firstChild);

  function fit() {
    text.style.height = 'auto';
    text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
    submit.disabled = !text.value.trim();
  }

  function write(value) {
    text.value = value;
    fit();
  }

  function insert(what) {
    text.setRangeText(what, text.selectionStart, text.selectionEnd, 'end');
    text.focus();
    typed();
  }

  function keepDraft() {
    if (editing) return;
    const draft = text.value.trim() ? text.value : undefined;
    if (draft) state.drafts.set(id, draft);
    else state.drafts.delete(id);
    put(`d:${id}`, draft).catch(() => {});
    changed('list');
  }

  function stopTyping() {
    clearTimeout(timer);
    if (typedAt) tell('stop_typing', { conversationId: id });
    typedAt = 0;
  }

  function typed() {
    fit();
    keepDraft();
    suggest();
    if (editing || !text.value.trim()) return stopTyping();
    if (Date.now() - typedAt > 3000) {
      typedAt = Date.now();
      tell('typing', { conversationId: id });
    }
    clearTimeout(timer);
    timer = setTimeout(stopTyping, 5000);
    return undefined;
  }

  /** Shows what is answered or edited, above the text. */
  function showAbout() {
    const message = answering ?? editing;
    const title = editing ? t.editing : message && t.replyingTo(shortName(message.senderId));
    about.replaceChildren(
      ...(message ? [h('div', null, h('b', null, title), h('span', null, wordsOf(message))), iconButton('close', t.cancel, cancel)] : []),
    );
    submit.setAttribute('aria-label', editing ? t.save : t.send);
    submit.title = editing ? t.save : t.send;
  }

  function cancel() {
    if (editing) write(state.drafts.get(id) ?? '');
    answering = editing = null;
    showAbout();
    text.focus();
  }

  async function submitted() {
    const content = text.value.trim();
    if (!content) return;
    if (editing) {
      const message = editing;
      if (content !== message.content && !(await attempt(() => api.patch(`/messages/${message.id}`, { content })))) return;
      if (editing === message) cancel();
      return;
    }
    const replyTo = answering?.id;
    answering = null;
    write('');
    keepDraft();
    stopTyping();
    suggest();
    showAbout();
    // What is too long for one message goes in several.
    const letters = [...content];
    const parts = [];
    while (letters.length) parts.push(letters.splice(0, MOST).join(''));
    for (const part of parts) if (part.trim()) send(id, part, parts[0] === part ? replyTo : undefined);
    await list.sent();
  }

  // Mentions: an @ begins a name.
  const begun = () => /(?:^|\s)@([\w.-]*)$/.exec(text.value.slice(0, text.selectionStart))?.[1];

  function matches() {
    const start = begun()?.toLowerCase();
    if (start === undefined || conversation().type !== 'group') return [];
    return conversation().members.map(({ userId }) => state.users.get(userId))
      .filter((user) => user && !user.deleted && !isMe(user.id))
      .filter((user) => [user.username, user.displayName ?? ''].some((name) => name.toLowerCase().startsWith(start)))
      .slice(0, 6);
  }

  function suggest() {
    const users = matches();
    chosen = Math.min(chosen, Math.max(0, users.length - 1));
    names.hidden = !users.length;
    keyed(names, users.map((user, i) => ({
      key: user.id, sig: `${i === chosen}`,
      make: () => h('li', { role: 'option', id: `mention-${i}`, 'aria-selected': String(i === chosen), onmousedown: (event) => mention(user, event) },
        userAvatar(user.id), h('span', null, nameOf(user.id)), h('small', null, `@${user.username}`)),
    })));
    if (users.length) text.setAttribute('aria-activedescendant', `mention-${chosen}`);
    else text.removeAttribute('aria-activedescendant');
  }

  function mention(user, event) {
    event.preventDefault();
    text.setRangeText(`@${user.username} `, text.selectionStart - begun().length - 1, text.selectionStart, 'end');
    chosen = 0;
    typed();
  }

  text.onkeydown = (event) => {
    const { key, shiftKey, isComposing } = event;
    const users = names.hidden ? [] : matches();
    if (isComposing) return;
    if (users.length && (key === 'ArrowDown' || key === 'ArrowUp')) {
      event.preventDefault();
      chosen = (chosen + (key === 'ArrowDown' ? 1 : users.length - 1)) % users.length;
      suggest();
    } else if (users.length && (key === 'Enter' || key === 'Tab')) mention(users[chosen], event);
    else if (users.length && key === 'Escape') names.hidden = true;
    else if (key === 'Enter' && !shiftKey) {
      event.preventDefault();
      submitted();
    } else if (key === 'Escape') {
      if (answering || editing) cancel();
    } else if (key === 'ArrowUp' && !text.value && list.lastOwn()) {
      event.preventDefault();
      edit(list.lastOwn());
    }
  };
  text.oninput = typed;
  text.onblur = () => setTimeout(() => (names.hidden = true), 150);
  element.onsubmit = (event) => {
    event.preventDefault();
    submitted();
  };

  function edit(message) {
    editing = message;
    answering = null;
    write(message.content);
    showAbout();
    text.focus();
  }

  return {
    element,
    edit,
    reply(message) {
      if (editing) cancel();
      answering = message;
      showAbout();
      text.focus();
    },
    begin() {
      write(state.drafts.get(id) ?? '');
      // On a phone the keyboard would cover what one came to read.
      if (matchMedia('(pointer: fine)').matches) text.focus();
    },
    end: stopTyping,
  };
}
