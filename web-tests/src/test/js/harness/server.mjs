// The server as users run it, in a process of its own that can be killed and started again.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { until } from "./until.mjs";

export const root = fileURLToPath(new URL("../../../../../", import.meta.url));

/** A port that nobody listens at. */
export async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

/** How the server is run: as the build says, or, by hand, as it was built last. */
function command() {
  if (process.env.SERVER_COMMAND) return JSON.parse(process.env.SERVER_COMMAND);
  const jdk = execFileSync("sh", [path.join(root, ".mvn/jdk.sh"), "21"], { encoding: "utf8" }).trim();
  const jar = path.join(root, "bootstrap/target/chattr/chattr.jar");
  return [path.join(jdk, "bin/java"), "-Xmx512m", "-cp", jar, "io.chattr.bootstrap.Main"];
}

/** The environment, without what somebody has set for a server of theirs. */
const inherited = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(CHATTR_.*|HOST|DATABASE_URL|JWT_SECRET)$/.test(name)));

export class Server {
  #folder = mkdtempSync(path.join(tmpdir(), "chattr-web-"));
  #process;

  /** One that is up; it keeps its port and its data from one start to the next. */
  static async start(settings = {}, ...args) {
    const server = new Server();
    server.port = await freePort();
    server.url = `http://localhost:${server.port}`;
    server.settings = settings;
    server.args = args;
    await server.start();
    return server;
  }

  async start() {
    const [java, ...rest] = command();
    const env = {
      ...inherited(),
      PORT: String(this.port),
      CHATTR_DATA: path.join(this.#folder, "data"),
      CHATTR_BCRYPT_COST: "4",
      CHATTR_RATE_LIMITS: "off",
      ...this.settings,
    };
    const child = spawn(java, [...rest, ...this.args], { env, cwd: this.#folder, stdio: ["ignore", "pipe", "pipe"] });
    const log = createWriteStream(this.log, { flags: "a" });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    this.#process = child;
    children.add(child);
    child.once("exit", () => children.delete(child));
    await until("the server is up", async () => {
      if (child.exitCode !== null) throw new Error(`the server ended: ${this.said()}`);
      try {
        return (await fetch(`${this.url}/health/ready`)).ok;
      } catch {
        return false;
      }
    });
  }

  get log() {
    return path.join(this.#folder, "server.log");
  }

  /** The e-mails that it would have sent, in the order of their names. */
  letters() {
    const outbox = path.join(this.#folder, "data", "outbox");
    const names = existsSync(outbox) ? readdirSync(outbox).filter((name) => name.endsWith(".eml")) : [];
    return names.sort().map((name) => readFileSync(path.join(outbox, name), "utf8"));
  }

  said() {
    return readFileSync(this.log, "utf8");
  }

  /** Without a word of warning. */
  async kill() {
    const child = this.#process;
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
  }

  /** For good. */
  async close() {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const children = new Set();
process.on("exit", () => children.forEach((child) => child.kill("SIGKILL")));
