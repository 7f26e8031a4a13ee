// The live connection: the official Socket.IO client, from the server itself.
import { server, url } from '../config.js';
import { pause } from '../platform.js';
import { offline, Problem } from './api.js';
import { access, forget, SignedOut } from './tokens.js';

let socket;
let used; // the token that the server has seen last

async function client(tries = 0) {
	try {
		// Some browsers remember that an address failed.
		return await import(url(`/vendor/socket.io.esm.min.js${tries ? `?${tries}` : ''}`));
	} catch {
		await pause(Math.min(1000 * 2 ** tries, 8000));
		return client(tries + 1);
	}
}

/** Connects and stays connected; `up` is told whether nothing was missed, `over` that the log-in has ended. */
export async function connect({ hear, up, down, over }) {
	const { io } = await client();
	const refresh = async (refused) => (used = await access(refused));
	const signedOut = (failure) => failure instanceof SignedOut && over();
	const auth = (show) =>
		refresh().then((token) => show({ token, vocabulary: 'native' }), (failure) => signedOut(failure) || socket.io.engine.close());
	socket = io(server.href, { rememberUpgrade: true, reconnectionDelayMax: 10_000, auth });
	socket.on('connect', () => up(socket.recovered));
	socket.on('disconnect', (reason) => {
		down();
		if (reason === 'io server disconnect') setTimeout(() => socket.connect(), 1000);
	});
	socket.on('connect_error', async ({ data }) => {
		down();
		if (!data) return; // the client tries again by itself
		if (data.code === 'session_revoked') await forget();
		try {
			await (data.code === 'rate_limited' ? pause(5000) : refresh(used));
		} catch (failure) {
			if (failure instanceof SignedOut) return over();
			await pause(3000);
		}
		socket.connect();
	});
	socket.on('auth:expiring', () => refresh(used).then((token) => tell('refresh_token', { token }), signedOut));
	socket.onAny(hear);
	// Who is back on the net need not wait for the next try.
	addEventListener('online', () => isConnected() || socket.disconnect().connect());
}

export const isConnected = () => Boolean(socket?.connected);
export const disconnect = () => socket?.disconnect();

/** Says something that is worth nothing later. */
export const tell = (name, data) => isConnected() && socket.emit(name, data, () => {});

/** Asks for something, and gives what the server answers. */
export async function command(name, data) {
	if (!isConnected()) throw offline();
	const { ok, data: told, problem } = await socket.timeout(10_000).emitWithAck(name, data).catch(() => {
		throw offline();
	});
	if (ok) return told;
	throw new Problem(problem);
}
