// The page's own words, by which people and tests find things in it.
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./server.mjs";

const source = readFileSync(path.join(root, "web/js/text.js"), "utf8");

export const { t } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
