// What a scene needs before it begins, by the calls that every client has.
export const PASSWORD = "correct horse";

export class Account {
  constructor(url, username, { user, accessToken }) {
    Object.assign(this, { url, username, id: user.id, token: accessToken });
  }

  /** Somebody new. */
  static async register(url, username, displayName) {
    const body = { username, email: `${username}@example.org`, password: PASSWORD };
    const account = new Account(url, username, await call(url, undefined, "POST", "/auth/register", body));
    if (displayName) await account.ask("PATCH", "/users/me", { displayName });
    return account;
  }

  ask(method, path, body) {
    return call(this.url, this.token, method, path, body);
  }

  async befriend(other) {
    const { id } = await this.ask("POST", "/friend-requests", { userId: other.id });
    await other.ask("POST", `/friend-requests/${id}/accept`);
  }

  direct(other) {
    return this.ask("POST", "/conversations", { type: "direct", userId: other.id });
  }

  group(title, ...others) {
    return this.ask("POST", "/conversations", { type: "group", title, memberIds: others.map(({ id }) => id) });
  }

  post(conversation, content) {
    return this.ask("POST", `/conversations/${conversation.id}/messages`, { content });
  }

  /** Everything that was said, the oldest first. */
  async history(conversation) {
    const said = [];
    let after = 0;
    for (;;) {
      const { items } = await this.ask("GET", `/conversations/${conversation.id}/messages?after=${after}&limit=100`);
      const page = items.sort((one, other) => one.seq - other.seq);
      if (!page.length) return said;
      said.push(...page);
      after = page.at(-1).seq;
    }
  }
}

async function call(url, token, method, path, body) {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}
