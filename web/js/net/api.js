// REST calls; what goes wrong is a Problem with a code.
import { url } from '../config.js';
import { access, SignedOut } from './tokens.js';
import { t } from '../text.js';

export class Problem extends Error {
  constructor(told) {
    super(told.detail ?? told.code);
    Object.assign(this, told);
  }

  static offline = () => new Problem({ code: 'offline', detail: t.problems.offline });

  /** Whether the same may succeed later. */
  get passes() {
    return ['offline', 'rate_limited', 'overloaded', 'outcome_unknown', 'internal'].includes(this.code);
  }

  get text() {
    return t.problems[this.code] ?? this.message;
  }
}

/** Calls without a log-in. */
export async function call(method, path, body, headers = {}) {
  let answer;
  try {
    answer = await fetch(url(`/api/v1${path}`), {
      method,
      headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
      body: body && JSON.stringify(body),
    });
  } catch {
    throw Problem.offline();
  }
  if (answer.ok) return [202, 204].includes(answer.status) ? undefined : answer.json();
  throw new Problem(await answer.json().catch(() => ({ code: 'internal', status: answer.status })));
}

async function authorized(method, path, body, key, refused) {
  let token;
  try {
    token = await access(refused);
  } catch (failure) {
    if (failure instanceof SignedOut) throw new Problem({ code: 'signed_out', detail: t.problems.session_revoked });
    throw Problem.offline();
  }
  try {
    return await call(method, path, body, { Authorization: `Bearer ${token}`, ...(key && { 'Idempotency-Key': key }) });
  } catch (problem) {
    if (problem.status !== 401 || refused) throw problem;
    return authorized(method, path, body, key, token);
  }
}

export const api = {
  get: (path) => authorized('GET', path),
  post: (path, body, key) => authorized('POST', path, body, key),
  put: (path) => authorized('PUT', path),
  patch: (path, body) => authorized('PATCH', path, body),
  delete: (path) => authorized('DELETE', path),

  /** All items of a list, page by page. */
  async all(path) {
    const items = [];
    const next = new URLSearchParams({ limit: 100 });
    for (;;) {
      const page = await api.get(`${path}${path.includes('?') ? '&' : '?'}${next}`);
      items.push(...page.items);
      if (!page.nextCursor) return items;
      next.set('cursor', page.nextCursor);
    }
  },
};
