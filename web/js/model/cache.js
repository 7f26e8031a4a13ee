// What this browser keeps of one person: an IndexedDB with one store of named values.
//
// One tab at a time writes the picture, with the cursor in the same transaction: two tabs at different places of the log
// would otherwise mix. Drafts (d:) and the outbox (o:) are written by every tab, at once.
import { done, openDb, storeOf, write } from '../db.js';
import { state } from './store.js';

let db;
let isWriter = false;
let timer;
const touched = new Set();
const maps = { c: state.conversations, u: state.users, w: state.windows, d: state.drafts, o: state.outbox };
const LISTS = ['me', 'friends', 'requests', 'blocks'];

/** The place in the log up to which the state is told. */
export let cursor;

/** All values whose names begin so, by what follows. */
export async function read(prefix) {
	const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
	const store = storeOf(db);
	const [keys, values] = await Promise.all([done(store.getAllKeys(range)), done(store.getAll(range))]);
	return new Map(keys.map((key, i) => [key.slice(prefix.length), values[i]]));
}

/** Opens what is kept of a person, and fills the state. */
export async function open(name) {
	try {
		db = await openDb(name);
		const kept = await read('');
		for (const [key, value] of kept) if (key[1] === ':') maps[key[0]].set(key.slice(2), value);
		for (const key of LISTS) if (kept.has(key)) state[key] = kept.get(key);
		cursor = kept.get('cursor');
	} catch {
		db = undefined; // private windows of some browsers: everything is loaded each time
	}
}

/** From now on this tab writes. */
export function becomeWriter() {
	isWriter = true;
	rewrite();
}

export function setCursor(now) {
	cursor = now;
	touch();
}

export function touch(...keys) {
	keys.forEach((key) => touched.add(key));
	timer ??= setTimeout(flush, 400);
}

/** Nothing says that a value is to go. */
function valueOf(key) {
	if (key[1] !== ':') return state[key];
	const value = maps[key[0]].get(key.slice(2));
	if (key[0] !== 'w' || !value) return value;
	return value.end && !value.opening ? { items: value.items.slice(-200), start: value.start && value.items.length <= 200, end: true } : undefined;
}

/** Writes what was touched; halfway through catching up there is no picture. */
export function flush() {
	clearTimeout(timer);
	timer = undefined;
	if (!isWriter || !db || state.link === 'catching up') return;
	try {
		write(db, [...touched].map((key) => [key, valueOf(key)]).concat([['cursor', cursor]])).catch(() => {});
		touched.clear();
	} catch {
		// closed: somebody has logged out in another tab
	}
}

/** Replaces the picture that is kept by the one that is here. */
export async function rewrite() {
	if (!db) return;
	const kept = await read('').catch(() => new Map());
	const here = ['c', 'u', 'w'].flatMap((kind) => [...maps[kind].keys()].map((id) => `${kind}:${id}`));
	for (const key of [...kept.keys(), ...here, ...LISTS]) if (!/^[od]:|^cursor/.test(key)) touched.add(key);
	flush();
}

/** Writes one value of one's own at once, or takes it away. */
export const put = async (key, value) => db && write(db, [[key, value]]);

export const isKept = () => Boolean(db);

export function drop(name) {
	db?.close();
	db = undefined;
	return done(indexedDB.deleteDatabase(name)).catch(() => {});
}
