// IndexedDB, as little of it as is needed: a database is one store of named values.

/** A request or a transaction as a promise. */
export const done = (request) =>
	new Promise((resolve, reject) => {
		request.onsuccess = request.oncomplete = () => resolve(request.result);
		request.onerror = request.onabort = () => reject(request.error);
	});

export async function openDb(name) {
	const request = indexedDB.open(name, 1);
	request.onupgradeneeded = () => request.result.createObjectStore('kept');
	const db = await done(request);
	db.onversionchange = () => db.close();
	return db;
}

export const storeOf = (db) => db.transaction('kept').objectStore('kept');

/** Writes values by their names, all or none; `undefined` takes one away. */
export function write(db, entries) {
	const transaction = db.transaction('kept', 'readwrite', { durability: 'strict' });
	const store = transaction.objectStore('kept');
	for (const [key, value] of entries) value === undefined ? store.delete(key) : store.put(value, key);
	return done(transaction);
}
