// Emoji that people use most, without a library.
import { t } from '../text.js';
import { menu } from './dialog.js';

export const QUICK = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

const ALL =
  '😀 😃 😄 😁 😆 😅 😂 🤣 😊 🙂 🙃 😉 😍 🥰 😘 😋 😜 🤪 🤗 🤔 🤫 🤨 😐 🙄 😏 😬 😴 🤒 🤯 🥳 😎 🤓 😕 😟 😮 😳 🥺 😢 😭 😱 😤 😡 🤬 💀 💩 🤡 👻 🤖 ' +
  '👋 👌 ✌️ 🤞 🤙 👈 👉 👆 👇 👍 👎 ✊ 👏 🙌 🙏 💪 🤝 👀 ❤️ 🧡 💛 💚 💙 💜 🖤 💔 💯 ✨ 🔥 🎉 🎁 🎂 ⭐ 🌞 🌈 ☔ ❄️ 🌸 🍀 ' +
  '🐶 🐱 🐭 🐻 🐼 🦊 🐸 🐵 🦄 🐝 🍎 🍕 🍔 🍟 🍣 🍰 🍫 ☕ 🍺 🍷 ⚽ 🏆 🎮 🎵 🎸 🚗 ✈️ 🚀 🏠 💡 📌 ✅ ❌ ❓ ❗ 💤';

/** Opens the emoji at an element; `choose` gets the one that was picked. */
export function pickEmoji(anchor, choose) {
  const element = menu(anchor, [], ALL.split(' ').map((emoji) => ({ label: emoji, text: emoji, act: () => choose(emoji) })));
  element.setAttribute('aria-label', t.emoji);
}
