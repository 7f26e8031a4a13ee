// Logging in: with a password, with a code by e-mail, with a new account, or after a forgotten password.
import { demo } from '../config.js';
import { call } from '../net/api.js';
import { keep } from '../net/tokens.js';
import { t } from '../text.js';
import { field, form } from './dialog.js';
import { attempt, button, h } from './dom.js';

const password = (name, label, more) => field(name, label, { type: 'password', autocomplete: 'current-password', required: true, ...more });
const fresh = { autocomplete: 'new-password', hint: t.passwordHint };
const email = () => field('email', t.email, { type: 'email', autocomplete: 'email', required: true });

/** Shows the forms; `done` is called when somebody is logged in. */
export function signIn(root, done) {
  const card = h('main.card');
  const logInBy = (path) => async (values) => {
    keep(await call('POST', path, values));
    done();
  };
  const go = (show, label) => button(label, show, '.link');
  const show = (title, content, links, note) => {
    card.replaceChildren(
      h('img', { src: 'icon.svg', alt: '', width: 56, height: 56 }),
      h('h1', null, t.app),
      h('p.quiet', null, note ?? t.slogan),
      h('h2', null, title),
      content,
      h('div.links', null, links),
    );
    card.querySelector('input')?.focus();
  };
  const withPassword = (note) =>
    show(
      t.logIn,
      form([field('login', t.login, { autocomplete: 'username', autocapitalize: 'none', required: true }), password('password', t.password)], t.logIn, logInBy('/auth/login')),
      [...demo.map(({ username, password, displayName }) =>
        button(t.logInAs(displayName ?? username), () => attempt(() => logInBy('/auth/login')({ login: username, password })))),
      go(() => register(), `${t.noAccount} ${t.register}`), go(byEmail, t.byEmail), go(forgotten, t.forgot)],
      typeof note === 'string' ? note : demo.length ? t.demo : undefined,
    );
  const register = () =>
    show(
      t.register,
      form(
        [
          field('username', t.username, { autocomplete: 'username', autocapitalize: 'none', required: true, hint: t.usernameHint }),
          email(),
          password('password', t.password, fresh),
        ],
        t.register,
        logInBy('/auth/register'),
      ),
      go(withPassword, `${t.haveAccount} ${t.logIn}`),
    );
  const byEmail = () =>
    show(
      t.byEmail,
      form([email()], t.sendCode, async (values) => {
        await call('POST', '/auth/email-token', values);
        const code = field('token', t.code, { inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: 6, required: true });
        show(
          t.byEmail,
          form([code], t.logIn, ({ token }) => logInBy('/auth/email-token/verify')({ ...values, token })),
          go(byEmail, t.sendCode),
          t.codeSent(values.email),
        );
      }),
      go(withPassword, t.byPassword),
    );
  const forgotten = () =>
    show(
      t.forgot,
      form([email()], t.sendCode, async (values) => {
        await call('POST', '/auth/password-reset', values);
        show(
          t.setPassword,
          form([field('token', t.resetToken, { required: true }), password('password', t.newPassword, fresh)], t.setPassword, async (chosen) => {
            await call('POST', '/auth/password-reset/confirm', chosen);
            withPassword(t.passwordSet);
          }),
          go(withPassword, t.byPassword),
          t.codeSent(values.email),
        );
      }),
      go(withPassword, t.byPassword),
    );
  root.replaceChildren(h('div.signIn', null, card));
  withPassword();
}
