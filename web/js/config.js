// Where the Chattr server is: the meta element says so, or it is the origin of the page.
const told = document.querySelector('meta[name="chattr-server"]').content;

export const server = new URL(told || location.origin);
export const url = (path) => new URL(path, server).href;
