// Begins: with the log-in form, or with the chat of who is logged in.
import { forgetAll, start } from './model/sync.js';
import { onChange, restore } from './net/tokens.js';
import { notifications } from './view/notify.js';
import { shell } from './view/shell.js';
import { signIn } from './view/signIn.js';

const root = document.getElementById('app');

async function chat() {
  // A log-in that has ended leaves nothing behind, and the next one begins on a fresh page.
  await start(() => forgetAll().then(() => location.reload()));
  notifications();
  shell(root);
}

onChange(() => location.reload());
if (await restore()) chat();
else signIn(root, chat);
