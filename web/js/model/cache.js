// What this browser keeps of one person: an IndexedDB with one store of named values.
//
// One tab at a time writes the picture, with the cursor in the same transaction: two tabs at different places of the log
// would otherwise mix. Drafts (d:) and the outbox (o:) are written by every tab, at once.
import { state } from './store.js';

let db;
let isWriter = false;
/** The place in the log up to which the state is told. */
export let cursor;
let timer;
const touched = new Set();

const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = request.oncomplete = () => resolve(request.result);
    request.onerror = request.onabort = () => reject(request.error);
  });

const values = () => db.transaction('kept').objectStore('kept');
const isOwn = (key) => key.startsWith('o:') || key.startsWith('d:');

/** How each value is had from the state; nothing says that it is to go. */
function valueOf(key) {
  const [kind, id] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
  if (kind === 'c') return state.conversations.get(id);
  if (kind === 'u') return state.users.get(id);
  if (kind === 'w') {
    const window = state.windows.get(id);
    if (!window?.end || window.opening || !state.conversations.has(id)) return undefined;
    return { items: window.items.slice(-200), start: window.start && window.items.length <= 200, at: Date.now() };
  }
  return state[key];
}

/** Opens what is kept of a person, and fills the state. */
export async function open(name) {
  try {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('kept');
    db = await settled(request);
    db.onversionchange = () => db.close();
    const [keys, all] = await Promise.all([settled(values().getAllKeys()), settled(values().getAll())]);
    const kept = new Map(keys.map((key, i) => [key, all[i]]));
    const windows = [];
    for (const [key, value] of kept) {
      const id = key.slice(2);
      if (key.startsWith('c:')) state.conversations.set(id, value);
      else if (key.startsWith('u:')) state.users.set(id, value);
      else if (key.startsWith('d:')) state.drafts.set(id, value);
      else if (key.startsWith('o:')) state.outbox.set(id, value);
      else if (key.startsWith('w:')) windows.push([id, value]);
    }
    windows.sort((a, b) => b[1].at - a[1].at);
    for (const [id, { items, start }] of windows.slice(0, 30)) state.windows.set(id, { items, start, end: true });
    for (const key of ['me', 'friends', 'requests', 'blocks']) if (kept.has(key)) state[key] = kept.get(key);
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
  schedule();
}

export function touch(...keys) {
  keys.forEach((key) => touched.add(key));
  schedule();
}

function schedule() {
  timer ??= setTimeout(flush, 400);
}

/** Halfway through catching up there is no picture. */
const mayWrite = () => isWriter && db && state.link === 'online';

/** Writes what was touched; a page that is hidden may not come back. */
export function flush() {
  clearTimeout(timer);
  timer = undefined;
  if (mayWrite()) write([...touched]);
}

function write(keys) {
  try {
    const store = db.transaction('kept', 'readwrite').objectStore('kept');
    for (const key of keys) {
      const value = valueOf(key);
      if (value === undefined) store.delete(key);
      else store.put(value, key);
    }
    store.put(cursor, 'cursor');
    touched.clear();
  } catch {
    // closed: somebody has logged out in another tab
  }
}

/** Replaces the picture that is kept by the one that is here. */
export async function rewrite() {
  if (!mayWrite()) return;
  const keys = await settled(values().getAllKeys()).catch(() => []);
  const prefixed = (prefix, map) => [...map.keys()].map((id) => `${prefix}:${id}`);
  write([
    ...new Set([
      ...keys.filter((key) => !isOwn(key) && key !== 'cursor'),
      ...prefixed('c', state.conversations),
      ...prefixed('u', state.users),
      ...prefixed('w', state.windows),
      'me', 'friends', 'requests', 'blocks',
    ]),
  ]);
}

/** Writes one value of one's own at once, or takes it away. */
export async function put(key, value) {
  if (!db) return;
  const transaction = db.transaction('kept', 'readwrite');
  if (value === undefined) transaction.objectStore('kept').delete(key);
  else transaction.objectStore('kept').put(value, key);
  await settled(transaction);
}

/** All values under a prefix, by what follows it; nothing where nothing can be kept. */
export async function all(prefix) {
  if (!db) return undefined;
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  const [keys, found] = await Promise.all([settled(values().getAllKeys(range)), settled(values().getAll(range))]);
  return new Map(keys.map((key, i) => [key.slice(prefix.length), found[i]]));
}

export function drop(name) {
  db?.close();
  db = undefined;
  return settled(indexedDB.deleteDatabase(name)).catch(() => {});
}
