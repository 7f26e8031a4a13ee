// Elements without HTML in text: everything that anybody wrote becomes a text node.

/** Makes an element: `h('button.icon', {label, onclick}, 'text', child, …)`; what is null or false is left out. */
export function h(name, properties, ...children) {
	const [tag, ...classes] = name.split('.');
	const element = document.createElement(tag);
	if (classes.length) element.className = classes.join(' ');
	if (tag === 'button') element.type = 'button';
	for (const [key, value] of Object.entries(properties ?? {})) {
		if (value === undefined || value === null || value === false) continue;
		if (key === 'label') element.ariaLabel = element.title = value;
		else if (key.startsWith('on') || key === 'value') element[key] = value;
		else element.setAttribute(key, value === true ? '' : value);
	}
	element.append(...children.flat().filter((child) => child || child === 0));
	return element;
}

const paths = {
	back: 'M15 5l-7 7 7 7',
	check: 'M5 12.5l4.5 4.5L19 7.5',
	checks: 'M2 12.5l4.5 4.5L16 7.5M11.5 16l1 1L22 7.5',
	clock: 'M12 7v5l3 2M12 3a9 9 0 100 18 9 9 0 000-18z',
	close: 'M6 6l12 12M18 6L6 18',
	compose: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
	down: 'M6 9l6 6 6-6',
	error: 'M12 7v6M12 16.5v.5M12 3a9 9 0 100 18 9 9 0 000-18z',
	file: 'M7 3h7l5 5v13H7zM14 3v5h5',
	forward: 'M14 6l6 6-6 6M20 12H9a5 5 0 00-5 5v2',
	lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 017 0v3',
	more: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
	mute: 'M6 10a6 6 0 0110-4M18 10v6l2 2H8M10 21h4M4 4l16 16',
	people: 'M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.5a3.5 3.5 0 010 6.5M18 14.5c2.2.8 3.5 2.7 3.5 5.5',
	pin: 'M9 4h6l-1 6 4 3v2H6v-2l4-3zM12 15v6',
	search: 'M11 4a7 7 0 100 14 7 7 0 000-14zM20 20l-4-4',
	send: 'M4 12l16-8-6 16-3-6zM11 14l4-5',
	smile: 'M12 3a9 9 0 100 18 9 9 0 000-18zM8.5 14.5c2 2.5 5 2.5 7 0M9 9.5v.5M15 9.5v.5',
	star: 'M12 4l2.5 5.2 5.5.8-4 4 1 5.6-5-2.7-5 2.7 1-5.6-4-4 5.5-.8z',
};

export function icon(name) {
	const make = (tag, attributes, ...children) => {
		const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
		for (const key in attributes) element.setAttribute(key, attributes[key]);
		element.append(...children);
		return element;
	};
	return make('svg', { viewBox: '0 0 24 24', class: `i i-${name}`, 'aria-hidden': true }, make('path', { d: paths[name] }));
}

/** A picture that says something. */
export const sign = (name, label) => h('span.sign', { role: 'img', 'aria-label': label }, icon(name));
export const iconButton = (name, label, onclick, more) => h('button.icon', { label, onclick, ...more }, icon(name));
export const button = (label, onclick, kind = '') => h(`button${kind}`, { onclick, 'data-focus': label }, label);

/** Initials on a colour that is always the same for the same id. */
export function avatar(id, name, online) {
	let hash = 0;
	for (const c of id) hash = Math.imul(hash ^ c.codePointAt(0), 16_777_619);
	hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 16;
	const words = name.split(/\s+/).filter(Boolean);
	const letters = [words[0], words.length > 1 && words.at(-1)].map((word) => (word ? [...word][0] : '')).join('');
	return h(`span.avatar.hue${hash % 8}${online ? '.online' : ''}`, { 'data-letters': letters.toUpperCase(), 'aria-hidden': 'true' });
}

/** A row of any list, for `keyed`. What is in `row` is all that is shown; `controls` are [label, act, kind]. */
export function row(row) {
	const { key, id, title, face = title, online, time, signs = [], status, mark, text, typing, end, badge, still, current, data, act, check, controls = [] } = row;
	const make = () => {
		const lines = h('span.lines', null,
			h('span.line', null, h('span.name', null, title), signs.map((s) => sign(...s)), time && h('time', null, time), end && h('small', null, end)),
			(text ?? badge) !== undefined && h('span.line', null,
				h(`span.preview${typing ? '.typing' : ''}`, null, status && sign(...status), mark && h('span.mark', null, `${mark} `), text),
				badge && h(`span.badge${still ? '.still' : ''}`, null, badge[0], h('span.hidden', null, ` ${badge[1]}`))));
		const tag = check ? 'label.row' : act ? 'button.row' : 'div.row';
		return h('li', null,
			h(tag, { 'data-focus': 'row', 'aria-current': current && 'true', 'data-conversation-id': data, onclick: check ? undefined : act },
				avatar(id, face, online), lines,
				check && h('input', { type: 'checkbox', checked: check.on, onchange: ({ target }) => act(target.checked) })),
			controls.map(([label, run, kind]) => (kind === 'menu' ? iconButton('more', label, run, { 'data-focus': 'more' }) : button(label, run, kind))));
	};
	return { key, sig: JSON.stringify(row), make };
}

export const heading = (text) => ({ key: `h:${text}`, sig: '', make: () => h('li.heading', null, h('h3', null, text)) });

const shown = new WeakMap();

/** Makes the children of `parent` those of `rows` ({key, sig, make}), and keeps elements whose `sig` is the same. */
export function keyed(parent, rows) {
	const old = shown.get(parent) ?? new Map();
	const now = new Map();
	for (const { key, sig, make } of rows) {
		const was = old.get(key);
		const node = was?.sig === sig ? was.node : make();
		if (was && was.node !== node) replace(was.node, node);
		now.set(key, { sig, node });
	}
	for (const [key, { node }] of old) if (!now.has(key)) node.remove();
	let at = parent.firstChild;
	for (const { node } of now.values()) {
		if (node === at) at = at.nextSibling;
		else parent.insertBefore(node, at);
	}
	shown.set(parent, now);
}

/** Focus stays where it was, on the control with the same name. */
function replace(was, node) {
	const name = was.contains(document.activeElement) && document.activeElement.dataset.focus;
	was.replaceWith(node);
	if (name) node.querySelector(`[data-focus="${name}"]`)?.focus({ preventScroll: true });
}

/** Says something to screen readers, and, as a toast, to everybody. */
export function announce(text, where = 'announcer') {
	const note = h('p', null, text);
	document.getElementById(where).append(note);
	setTimeout(() => note.remove(), 5000);
}

export const toast = (text) => announce(text, 'toasts');

/** Runs something that the server may refuse, and tells when it does; gives whether it went well. */
export async function attempt(task) {
	try {
		await task();
		return true;
	} catch (problem) {
		toast(problem.message);
		return false;
	}
}
