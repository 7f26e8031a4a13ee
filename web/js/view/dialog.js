// Dialogs, menus and forms: what floats above the page, by keyboard as by hand.
import { Problem } from '../net/api.js';
import { t } from '../text.js';
import { button, h, iconButton } from './dom.js';

let ids = 0;

/** Opens a dialog; it is gone when it is closed, and focus is back where it was. */
export function openDialog(title, content, kind = '') {
	const id = `dialog${ids++}`;
	const close = () => dialog.close();
	const head = h('header', null, h('h2', { id }, title), iconButton('close', t.close, close));
	const dialog = h(`dialog${kind}`, { 'aria-labelledby': id }, head, h('div.body', null, content));
	const before = document.activeElement;
	dialog.addEventListener('click', ({ target }) => target === dialog && close());
	dialog.addEventListener('close', () => {
		dialog.remove();
		before.focus();
	});
	document.body.append(dialog);
	dialog.showModal();
	return dialog;
}

export const closeDialogs = () => document.querySelectorAll('dialog').forEach((dialog) => dialog.close());

/** Asks; gives the index of the chosen button, and -1 when nothing was chosen. */
export function ask(title, hint, ...labels) {
	return new Promise((resolve) => {
		const choose = (index) => () => dialog.close(index);
		const buttons = labels.map((label, i) => button(label, choose(i), '.danger'));
		const dialog = openDialog(title, [hint && h('p', null, hint), h('div.buttons', null, button(t.cancel, choose(-1)), buttons)], '.small');
		dialog.addEventListener('close', () => resolve(Number(dialog.returnValue || -1)));
	});
}

let closeMenu;

/** Opens a menu at an element. Items are {label, act, danger}; a first row may hold `quick` ones, {label, text, act, on}. */
export function menu(anchor, items, quick = []) {
	closeMenu?.();
	const item = ({ label, act, danger, text, on }) => {
		const run = () => {
			close();
			act();
		};
		const kind = `button${danger ? '.danger' : ''}${on ? '.on' : ''}`;
		return h(kind, { role: 'menuitem', tabindex: -1, 'aria-label': text && label, onclick: run }, text ?? label);
	};
	const first = quick.map(item);
	const rest = items.filter(Boolean).map(item);
	const order = [...first, ...rest];
	// `manual`, because the click that opens a context menu would close an `auto` one.
	const element = h('div.menu', { role: 'menu', popover: 'manual' }, first.length > 0 && h('div.quick', { role: 'none' }, first), rest);
	const before = document.activeElement;
	const elsewhere = ({ target }) => element.contains(target) || close();
	const close = () => {
		removeEventListener('pointerdown', elsewhere, true);
		closeMenu = undefined;
		const hadFocus = element.contains(document.activeElement);
		element.remove();
		if (hadFocus) before.focus({ preventScroll: true });
	};
	element.onkeydown = (event) => {
		const at = order.indexOf(document.activeElement);
		const down = at < first.length && rest.length ? first.length : at + 1;
		const to = { Home: 0, End: -1, ArrowDown: down, ArrowUp: at - 1, ArrowRight: at + 1, ArrowLeft: at - 1, Escape: null, Tab: null }[event.key];
		event.stopPropagation();
		if (to === undefined) return;
		event.preventDefault();
		if (to === null) close();
		else order.at(to % order.length).focus();
	};
	// What is modal takes everything beside it out of reach.
	([...document.querySelectorAll('dialog')].at(-1) ?? document.getElementById('main')).append(element);
	element.showPopover();
	const box = anchor.getBoundingClientRect();
	const { offsetWidth: width, offsetHeight: height } = element;
	const left = box.left + width > innerWidth - 8 ? Math.min(box.right, innerWidth - 8) - width : box.left;
	const top = box.bottom + height + 12 > innerHeight ? box.top - height - 4 : box.bottom + 4;
	element.style.left = `${Math.max(8, left)}px`;
	element.style.top = `${Math.min(Math.max(8, top), innerHeight - height - 8)}px`;
	addEventListener('pointerdown', elsewhere, true);
	closeMenu = close;
	order[0].focus();
}

/** One labelled field; `hint` is read with it. */
export function field(name, label, { hint, ...attributes } = {}) {
	const id = `field${ids++}`;
	const control = { id, name, autocomplete: 'off', ...attributes, 'aria-describedby': hint && `${id}h` };
	return h('div.field', null, h('label', { for: id }, label), h(attributes.rows ? 'textarea' : 'input', control), hint && h('small', { id: `${id}h` }, hint));
}

export const passwordField = (name, label, isNew) =>
	field(name, label, { type: 'password', autocomplete: isNew ? 'new-password' : 'current-password', hint: isNew && t.passwordHint });

/** A form that shows what was wrong with it; `send` gets the values by name. */
export function form(fields, label, send) {
	const wrong = h('p.wrong', { role: 'alert' });
	const submit = h('button.primary', null, label);
	submit.type = 'submit';
	const element = h('form', { novalidate: true }, fields, wrong, h('div.buttons', null, submit));
	element.onsubmit = async (event) => {
		event.preventDefault();
		wrong.textContent = '';
		element.querySelectorAll('[aria-invalid]').forEach((input) => input.removeAttribute('aria-invalid'));
		submit.disabled = true;
		try {
			await send(Object.fromEntries(new FormData(element)), element);
		} catch (problem) {
			if (!(problem instanceof Problem)) throw problem;
			wrong.textContent = problem.errors?.map(({ detail }) => detail).join('. ') ?? problem.message;
			const bad = problem.errors?.map((e) => element.elements[e.field]).find(Boolean);
			bad?.setAttribute('aria-invalid', 'true');
			(bad ?? element.querySelector('input'))?.focus();
		} finally {
			submit.disabled = false;
		}
	};
	return element;
}

/** A box that is as it was again where `change` says that it could not be changed. */
export const checkbox = (label, checked, change, more) => {
	const onchange = async ({ target }) => (await change(target.checked)) === false && (target.checked = !target.checked);
	return h('label.check', null, h('input', { type: 'checkbox', checked, onchange, ...more }), label);
};

export const select = (label, options, value, change, more) =>
	h('label.choice', null, label, h('select', { onchange: ({ target }) => change(target.value), ...more },
		Object.entries(options).map(([key, text]) => h('option', { value: key, selected: key === value }, text))));

/** A search field that waits until somebody has stopped typing; `find` may take a while, `show` gets the newest answer alone. */
export function finder(label, find, show) {
	let timer;
	const oninput = () => {
		clearTimeout(timer);
		timer = setTimeout(async () => {
			const text = input.value.trim();
			const found = text ? await find(encodeURIComponent(text)).catch(() => []) : null;
			if (text === input.value.trim()) show(found);
		}, 250);
	};
	const input = h('input', { type: 'search', placeholder: label, 'aria-label': label, autocomplete: 'off', oninput });
	return input;
}
