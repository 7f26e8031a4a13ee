// Logging in: with a password, with a code by e-mail, with a new account, or after a forgotten password.
import { demo } from '../config.js';
import { api } from '../net/api.js';
import { keep } from '../net/tokens.js';
import { t } from '../text.js';
import { field, form, passwordField } from './dialog.js';
import { attempt, button, h } from './dom.js';

/** Shows the forms; `done` is called when somebody is logged in. */
export function signIn(root, done) {
	const card = h('main.card');
	const enter = (path) => async (values) => {
		await keep(await api('POST', `/auth/${path}`, values));
		done();
	};
	const email = () => field('email', t.email, { type: 'email', autocomplete: 'email' });
	const name = (id, label, hint) => field(id, label, { autocomplete: 'username', autocapitalize: 'none', hint });
	const go = (label, show) => button(label, () => show(), '.link');
	const back = () => go(t.byPassword, logIn);

	function show(title, fields, label, send, links, note = t.slogan) {
		card.replaceChildren(
			h('img', { src: 'icon.svg', alt: '', width: 56, height: 56 }), h('h1', null, t.app), h('p.quiet', null, note),
			h('h2', null, title), form(fields, label, send), h('div.links', null, links),
		);
		card.querySelector('input').focus();
	}

	function logIn(note = demo.length ? t.demo : t.slogan) {
		const people = demo.map(({ username, password, displayName }) =>
			button(t.logInAs(displayName ?? username), () => attempt(() => enter('login')({ login: username, password }))));
		const links = [go(`${t.noAccount} ${t.register}`, register), go(t.byEmail, byEmail), go(t.forgot, forgotten)];
		show(t.logIn, [name('login', t.login), passwordField('password', t.password)], t.logIn, enter('login'), [people, links].flat(), note);
	}

	function register() {
		const fields = [name('username', t.username, t.usernameHint), email(), passwordField('password', t.password, true)];
		show(t.register, fields, t.register, enter('register'), go(`${t.haveAccount} ${t.logIn}`, logIn));
	}

	function byEmail() {
		show(t.byEmail, email(), t.sendCode, async (values) => {
			await api('POST', '/auth/email-token', values);
			const code = field('token', t.code, { inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: 6 });
			const verify = ({ token }) => enter('email-token/verify')({ ...values, token });
			show(t.byEmail, code, t.logIn, verify, go(t.sendCode, byEmail), t.codeSent(values.email));
		}, back());
	}

	function forgotten() {
		show(t.forgot, email(), t.sendCode, async (values) => {
			await api('POST', '/auth/password-reset', values);
			const fields = [field('token', t.resetToken), passwordField('password', t.newPassword, true)];
			const reset = async (chosen) => {
				await api('POST', '/auth/password-reset/confirm', chosen);
				logIn(t.passwordSet);
			};
			show(t.setPassword, fields, t.setPassword, reset, back(), t.codeSent(values.email));
		}, back());
	}

	root.replaceChildren(h('div.signIn', null, card));
	logIn();
}
