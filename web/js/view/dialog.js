// Dialogs, menus and forms: what floats above the page, by keyboard as by hand.
import { Problem } from '../net/api.js';
import { t } from '../text.js';
import { button, h, iconButton } from './dom.js';

/** Opens a dialog; it is gone when it is closed, and focus is back where it was. */
export function openDialog(title, content, kind = '') {
  const close = () => dialog.close();
  const heading = h('h2', { id: `d${Math.random().toString(36).slice(2)}` }, title);
  const dialog = h(
    `dialog${kind}`,
    { 'aria-labelledby': heading.id },
    h('header', null, heading, iconButton('close', t.close, close)),
    h('div.body', null, content),
  );
  const before = document.activeElement;
  dialog.addEventListener('click', ({ target }) => target === dialog && close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks; gives the index of the chosen button, and nothing when the dialog is just closed. */
export function ask(title, hint, ...labels) {
  return new Promise((resolve) => {
    const choose = (index) => () => {
      resolve(index);
      dialog.close();
    };
    const buttons = labels.map((label, i) => button(label, choose(i), '.danger'));
    const dialog = openDialog(
      title,
      [hint && h('p', null, hint), h('div.buttons', null, button(t.cancel, () => dialog.close()), buttons)],
      '.small',
    );
    dialog.addEventListener('close', () => resolve(undefined));
  });
}

let openMenu;

/** Opens a menu at an element or a point. Items are {label, act, danger}, a first row may be `quick` ones: {label, act, text}. */
export function menu(anchor, items, quick = []) {
  openMenu?.hidePopover();
  const item = ({ label, act, danger, text, on }) =>
    h(
      `button${danger ? '.danger' : ''}`,
      {
        type: 'button',
        role: 'menuitem',
        tabindex: -1,
        'aria-label': text && label,
        class: on && 'on',
        onclick: () => {
          close();
          act();
        },
      },
      text ?? label,
    );
  const all = items.filter(Boolean).map(item);
  const first = quick.map(item);
  const element = h('div.menu', { role: 'menu', popover: 'auto' }, first.length && h('div.quick', { role: 'none' }, first), all);
  const close = () => element.hidePopover();
  const before = anchor.focus ? anchor : document.activeElement;
  const order = [...first, ...all];
  element.onkeydown = (event) => {
    const at = order.indexOf(document.activeElement);
    const inRow = at < first.length && at >= 0;
    const to = {
      ArrowDown: inRow ? first.length : at + 1,
      ArrowUp: at === first.length && inRow === false && first.length ? 0 : at - 1,
      ArrowRight: inRow ? at + 1 : at,
      ArrowLeft: inRow ? at - 1 : at,
      Home: 0,
      End: -1,
    }[event.key];
    if (event.key === 'Tab') close();
    if (to === undefined) return;
    event.preventDefault();
    order.at(to % order.length).focus();
  };
  element.addEventListener('toggle', ({ newState }) => {
    if (newState === 'open') return;
    const hadFocus = element.contains(document.activeElement) || document.activeElement === document.body;
    element.remove();
    openMenu = undefined;
    if (hadFocus && before?.isConnected) before.focus();
  });
  (document.querySelector('dialog[open]:last-of-type') ?? document.body).append(element);
  element.showPopover();
  openMenu = element;
  const box = anchor.getBoundingClientRect?.() ?? { left: anchor.x, right: anchor.x, top: anchor.y, bottom: anchor.y };
  const { offsetWidth: width, offsetHeight: height } = element;
  const toLeft = box.left + width > innerWidth - 8;
  element.style.left = `${Math.max(8, toLeft ? Math.min(box.right, innerWidth - 8) - width : box.left)}px`;
  element.style.top = `${Math.max(8, box.bottom + height + 4 > innerHeight - 8 ? box.top - height - 4 : box.bottom + 4)}px`;
  order[first.length ? 0 : 0]?.focus();
  return element;
}

/** One labelled field; `hint` is read with it. */
export function field(name, label, { hint, ...attributes } = {}) {
  const id = `f-${name}-${Math.random().toString(36).slice(2, 7)}`;
  const input = h(attributes.rows ? 'textarea' : 'input', {
    id, name, autocomplete: 'off', ...attributes, 'aria-describedby': hint && `${id}-h`,
  });
  return h('div.field', null, h('label', { for: id }, label), input, hint && h('small', { id: `${id}-h` }, hint));
}

/** A form that shows what was wrong with it; `send` gets the values by name. */
export function form(fields, label, send) {
  const wrong = h('p.wrong', { role: 'alert' });
  const submit = h('button.primary', { type: 'submit' }, label);
  const element = h('form', { novalidate: true }, fields, wrong, h('div.buttons', null, submit));
  element.onsubmit = async (event) => {
    event.preventDefault();
    wrong.textContent = '';
    for (const input of element.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
    submit.disabled = true;
    try {
      await send(Object.fromEntries(new FormData(element)), element);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      wrong.textContent = problem.errors?.map(({ detail }) => detail).join('. ') ?? problem.text;
      const bad = problem.errors?.map((e) => element.elements[e.field]).find(Boolean);
      bad?.setAttribute('aria-invalid', 'true');
      (bad ?? element.querySelector('input'))?.focus();
    } finally {
      submit.disabled = false;
    }
  };
  return element;
}

export const checkbox = (label, checked, onchange, more) =>
  h('label.check', null, h('input', { type: 'checkbox', checked, onchange: ({ target }) => onchange(target.checked, target), ...more }), label);

export const select = (label, options, value, onchange, more) =>
  h('label.choice', null, label, h('select', { onchange: ({ target }) => onchange(target.value, target), ...more },
    Object.entries(options).map(([key, text]) => h('option', { value: key, selected: key === value }, text))));
