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

let closeMenu;

/** Opens a menu at an element. Items are {label, act, danger}, a first row may be `quick` ones: {label, act, text, on}. */
export function menu(anchor, items, quick = []) {
  closeMenu?.();
  const item = ({ label, act, danger, text, on }) => {
    const run = () => {
      close();
      act();
    };
    return h(`button${danger ? '.danger' : ''}${on ? '.on' : ''}`, { type: 'button', role: 'menuitem', tabindex: -1, 'aria-label': text && label, onclick: run }, text ?? label);
  };
  const first = quick.map(item);
  const all = items.filter(Boolean).map(item);
  const order = [...first, ...all];
  // `manual`, because the click that opens a context menu would close an `auto` one.
  const element = h('div.menu', { role: 'menu', popover: 'manual' }, first.length > 0 && h('div.quick', { role: 'none' }, first), all);
  const before = document.activeElement;
  const elsewhere = ({ target }) => element.contains(target) || close();
  const close = () => {
    removeEventListener('pointerdown', elsewhere, true);
    removeEventListener('resize', close);
    closeMenu = undefined;
    const hadFocus = element.contains(document.activeElement);
    element.remove();
    if (hadFocus && before.isConnected) before.focus({ preventScroll: true });
  };
  element.onkeydown = (event) => {
    const { key } = event;
    const at = order.indexOf(document.activeElement);
    const inRow = at < first.length;
    const to = { Home: 0, End: -1, ArrowDown: inRow && all.length ? first.length : at + 1, ArrowUp: at - 1, ArrowRight: at + 1, ArrowLeft: at - 1 }[key];
    event.stopPropagation();
    if (to === undefined && key !== 'Escape' && key !== 'Tab') return;
    event.preventDefault();
    if (to === undefined) close();
    else order.at(to % order.length).focus();
  };
  // What is modal takes everything beside it out of reach.
  ([...document.querySelectorAll('dialog')].at(-1) ?? document.body).append(element);
  element.showPopover();
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = element;
  const left = box.left + width > innerWidth - 8 ? Math.min(box.right, innerWidth - 8) - width : box.left;
  const top = box.bottom + height + 12 > innerHeight ? box.top - height - 4 : box.bottom + 4;
  element.style.left = `${Math.max(8, left)}px`;
  element.style.top = `${Math.min(Math.max(8, top), innerHeight - height - 8)}px`;
  addEventListener('pointerdown', elsewhere, true);
  addEventListener('resize', close);
  closeMenu = close;
  order[0]?.focus();
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
