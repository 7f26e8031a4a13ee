// What the page is told by its meta elements: where the Chattr server is, if not where the page is from, and who is in a demo.
const told = (name) => document.querySelector(`meta[name="chattr-${name}"]`)?.content;

export const server = new URL(told('server') || location.origin);
export const url = (path) => new URL(path, server).href;

/** The people of a demo: {username, password, displayName}. */
export const demo = JSON.parse(told('demo') || '{}').people ?? [];
