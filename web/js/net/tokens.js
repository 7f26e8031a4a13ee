// The log-in of this browser: one for all tabs, refreshed by one of them at a time.
import { server, url } from '../config.js';
import { withLock } from '../platform.js';

const KEY = `chattr:${server.origin}`;

/** Says that the log-in is over. */
export class SignedOut extends Error {}

export const login = () => JSON.parse(localStorage.getItem(KEY));

export const forget = () => localStorage.removeItem(KEY);

/** Keeps what a log-in or a refresh has answered. */
export function keep({ user, accessToken, refreshToken, expiresIn }) {
  // Half a minute early, or early by a fifth where tokens live for less.
  const until = Date.now() + 1000 * Math.max(expiresIn - 30, expiresIn * 0.8);
  localStorage.setItem(KEY, JSON.stringify({ userId: user.id, accessToken, refreshToken, until }));
  return accessToken;
}

/** A good access token; another one than that which was refused. */
export async function access(refused) {
  const isGood = (held) => held.accessToken !== refused && Date.now() < held.until;
  const required = () => {
    const held = login();
    if (!held) throw new SignedOut();
    return held;
  };
  const held = required();
  if (isGood(held)) return held.accessToken;
  return withLock(KEY, async () => {
    // Read again: a refresh token is good once, and another tab may have been faster.
    const { refreshToken, ...now } = required();
    if (isGood(now)) return now.accessToken;
    const answer = await fetch(url('/api/v1/auth/refresh'), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ refreshToken }),
    });
    if (answer.status === 401) {
      forget();
      throw new SignedOut();
    }
    if (!answer.ok) throw new TypeError(`refresh: ${answer.status}`);
    return keep(await answer.json());
  });
}

/** Tells when another tab logs out, or logs somebody else in. */
export function onChange(listener) {
  addEventListener('storage', ({ key, oldValue, newValue }) => {
    const user = (text) => JSON.parse(text)?.userId;
    if (key === KEY && user(oldValue) !== user(newValue)) listener();
  });
}
