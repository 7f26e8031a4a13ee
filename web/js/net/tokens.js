// The log-in of this browser: one for all tabs, refreshed by one of them at a time.
//
// It is kept in an IndexedDB, because a refresh token is good once, and what one tab writes to localStorage is not at once
// what another one reads, lock or not. In localStorage stands only who is logged in, so that other tabs hear of it.
import { server, url } from '../config.js';
import { done, openDb, storeOf, write } from '../db.js';
import { withLock } from '../platform.js';

const KEY = `chattr:${server.origin}`;
let db;
let held;

/** Says that the log-in is over. */
export class SignedOut extends Error {}

/** The log-in, once it was restored or kept. */
export const login = () => held;

/** Finds the log-in that is kept; without a place to keep it, it lasts as long as the page. */
export async function restore() {
	db ??= await openDb(KEY).catch(() => undefined);
	if (db) held = await done(storeOf(db).get('login'));
	return held;
}

async function store(now) {
	held = now;
	if (db) await write(db, [['login', now]]);
	if (now) localStorage.setItem(KEY, now.userId);
	else localStorage.removeItem(KEY);
}

export const forget = () => store(undefined);

/** Keeps what a log-in or a refresh has answered. */
export const keep = ({ user, accessToken, refreshToken, expiresIn }) =>
	store({ userId: user.id, accessToken, refreshToken, until: Date.now() + 1000 * Math.max(expiresIn - 30, expiresIn * 0.8) });

/** A good access token; another one than that which was refused. */
export async function access(refused) {
	const isGood = () => held && held.accessToken !== refused && Date.now() < held.until;
	if (!isGood()) await withLock(KEY, () => refresh(isGood));
	return held.accessToken;
}

async function refresh(isGood) {
	await restore(); // another tab may have been faster
	if (!held) throw new SignedOut();
	if (isGood()) return;
	const body = JSON.stringify({ refreshToken: held.refreshToken });
	const answer = await fetch(url('/api/v1/auth/refresh'), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
	if (answer.ok) await keep(await answer.json());
	else if (answer.status === 401) await forget();
	if (!held) throw new SignedOut();
	if (!answer.ok) throw new TypeError(`refresh: ${answer.status}`);
}

/** Tells when another tab logs out, or logs somebody else in. */
export function onChange(listener) {
	addEventListener('storage', ({ key, newValue }) => key === KEY && newValue !== (held?.userId ?? null) && listener());
}
