// Waits until the server is up.
import { call } from "./chat.mjs";

await call("GET", "/health/ready");
process.exit(0);
