// REST calls; what goes wrong is a Problem with a code.
import { url } from '../config.js';
import { access, login, SignedOut } from './tokens.js';
import { t } from '../text.js';

const PASSING = ['offline', 'rate_limited', 'overloaded', 'outcome_unknown', 'internal'];

export class Problem extends Error {
	constructor(told) {
		super(t.problems[told.code] ?? told.detail ?? told.code);
		Object.assign(this, told);
	}

	/** Whether the same may succeed later. */
	get passes() {
		return PASSING.includes(this.code);
	}
}

export const offline = () => new Problem({ code: 'offline' });

/** Asks the server, as the one who is logged in; `key` makes what is done once. */
export async function api(method, path, body, key, refused) {
	let token, answer;
	try {
		token = login() && (await access(refused));
		const headers = {};
		if (token) headers.Authorization = `Bearer ${token}`;
		if (body) headers['Content-Type'] = 'application/json';
		if (key) headers['Idempotency-Key'] = key;
		answer = await fetch(url(`/api/v1${path}`), { method, headers, body: body && JSON.stringify(body) });
	} catch (failure) {
		throw failure instanceof SignedOut ? new Problem({ code: 'session_revoked' }) : offline();
	}
	if (answer.ok) return answer.status > 201 ? undefined : answer.json();
	const problem = new Problem(await answer.json().catch(() => ({ code: 'internal', status: answer.status })));
	if (token && !refused && ['token_expired', 'token_invalid'].includes(problem.code)) return api(method, path, body, key, token);
	throw problem;
}

export const get = (path) => api('GET', path);

/** All items of a list, page by page. */
export async function all(path) {
	const items = [];
	for (let cursor = ''; ; ) {
		const page = await get(`${path}${path.includes('?') ? '&' : '?'}limit=100${cursor}`);
		items.push(...page.items);
		if (!page.nextCursor) return items;
		cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
	}
}
