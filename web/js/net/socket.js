// The live connection: the official Socket.IO client, from the server itself.
import { server, url } from '../config.js';
import { pause } from '../platform.js';
import { Problem } from './api.js';
import { access, forget, SignedOut } from './tokens.js';

let socket;
let used; // the token that the server has seen last

async function client() {
  for (let tries = 0; ; tries++) {
    try {
      // Some browsers remember that an address failed.
      return await import(url(`/vendor/socket.io.esm.min.js${tries ? `?${tries}` : ''}`));
    } catch {
      await pause(Math.min(2000 * 2 ** tries, 30_000));
    }
  }
}

/** Connects and stays connected; `hear` gets every event, `up` says whether nothing was missed. */
export async function connect({ hear, up, down, over }) {
  const { io } = await client();
  const signedOut = (failure) => failure instanceof SignedOut && over();
  socket = io(server.href, {
    rememberUpgrade: true,
    reconnectionDelayMax: 10_000,
    auth: (show) =>
      access().then(
        (token) => show({ token: (used = token), vocabulary: 'native' }),
        (failure) => signedOut(failure) || socket.io.engine.close(),
      ),
  });
  const refresh = () => access(used).then((token) => (used = token));
  socket.on('connect', () => up(socket.recovered));
  socket.on('disconnect', (reason) => {
    down();
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), 1000);
  });
  socket.on('connect_error', async ({ data }) => {
    down();
    if (!data) return; // the client tries again by itself
    if (data.code === 'session_revoked') return forget(), over();
    try {
      await (data.code === 'rate_limited' ? pause(5000) : refresh());
    } catch (failure) {
      if (signedOut(failure)) return;
      await pause(3000);
    }
    socket.connect();
  });
  socket.on('auth:expiring', () => refresh().then((token) => tell('refresh_token', { token }), signedOut));
  socket.onAny(hear);
  // Who is back on the net need not wait for the next try.
  addEventListener('online', () => socket.active && !socket.connected && socket.disconnect().connect());
}

export const isConnected = () => Boolean(socket?.connected);

/** Says something that is worth nothing later. */
export function tell(name, data) {
  if (isConnected()) socket.emit(name, data, () => {});
}

/** Asks for something, and gives what the server answers. */
export async function command(name, data) {
  if (!isConnected()) throw Problem.offline();
  const answer = await socket.timeout(10_000).emitWithAck(name, data).catch(() => {
    throw Problem.offline();
  });
  if (answer.ok) return answer.data;
  throw new Problem(answer.problem);
}

export const disconnect = () => socket?.disconnect();
