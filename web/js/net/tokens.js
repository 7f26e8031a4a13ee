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
	const until = Date.now() + 1000 * Math.max(expiresIn - 30, expiresIn * 0.8);
	localStorage.setItem(KEY, JSON.stringify({ userId: user.id, accessToken, refreshToken, until }));
	return accessToken;
}

/** A good access token; another one than that which was refused. */
export async function access(refused) {
	const held = () => {
		const { refreshToken, accessToken, until } = login() ?? {};
		if (!refreshToken) throw new SignedOut();
		return { refreshToken, good: accessToken !== refused && Date.now() < until && accessToken };
	};
	return held().good || withLock(KEY, async () => {
		// Read again: a refresh token is good once, and another tab may have been faster.
		const { good, refreshToken } = held();
		if (good) return good;
		const headers = { 'Content-Type': 'application/json' };
		const answer = await fetch(url('/api/v1/auth/refresh'), { method: 'POST', headers, body: JSON.stringify({ refreshToken }) });
		if (answer.ok) return keep(await answer.json());
		if (answer.status !== 401) throw new TypeError(`refresh: ${answer.status}`);
		forget();
		throw new SignedOut();
	});
}

/** Tells when another tab logs out, or logs somebody else in. */
export function onChange(listener) {
	const user = (text) => JSON.parse(text)?.userId;
	addEventListener('storage', ({ key, oldValue, newValue }) => key === KEY && user(oldValue) !== user(newValue) && listener());
}
