// The page from a static host of another origin: the folder as it is, but for the address of the server.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { root } from "./server.mjs";

const TYPES = { html: "text/html", css: "text/css", js: "text/javascript", svg: "image/svg+xml", webmanifest: "application/manifest+json" };

export class Elsewhere {
  /** Listens first, so that a server can be told of its origin. */
  static async listen() {
    const host = new Elsewhere();
    host.http = createServer((request, response) => host.#answer(request, response)).listen(0, "localhost");
    await once(host.http, "listening");
    host.origin = `http://localhost:${host.http.address().port}`;
    return host;
  }

  #answer(request, response) {
    const name = new URL(request.url, this.origin).pathname.replace(/^\/$/, "/index.html");
    const type = TYPES[name.slice(name.lastIndexOf(".") + 1)];
    try {
      let body = readFileSync(path.join(root, "web", path.normalize(name)));
      if (name === "/index.html") body = body.toString().replace('name="chattr-server" content=""', `name="chattr-server" content="${this.server}"`);
      response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-store" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  }

  close() {
    this.http.close();
    this.http.closeAllConnections();
  }
}
