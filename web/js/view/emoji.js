// Emoji that people use most, without a library.
import { menu } from './dialog.js';

export const QUICK = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

const ALL =
	'😀 😃 😄 😁 😆 😅 😂 🤣 😊 🙂 🙃 😉 😍 🥰 😘 😋 😜 🤪 🤗 🤔 🤫 🤨 😐 🙄 😏 😬 😴 🤒 🤯 🥳 😎 🤓 😕 😟 😮 😳 🥺 😢 😭 😱 😤 😡 💀 🤡 👻 🤖 ' +
	'👋 👌 ✌️ 🤞 🤙 👈 👉 👆 👇 👍 👎 ✊ 👏 🙌 🙏 💪 🤝 👀 ❤️ 🧡 💛 💚 💙 💜 🖤 💔 💯 ✨ 🔥 🎉 🎁 🎂 ⭐ 🌞 🌈 ☔ ❄️ 🌸 🍀 ' +
	'🐶 🐱 🐭 🐻 🐼 🦊 🐸 🐵 🦄 🐝 🍎 🍕 🍔 🍟 🍣 🍰 🍫 ☕ 🍺 🍷 ⚽ 🏆 🎮 🎵 🎸 🚗 ✈️ 🚀 🏠 💡 📌 ✅ ❌ ❓ ❗ 💤';

/** Opens the emoji at an element; `choose` gets the one that was picked. */
export const pickEmoji = (anchor, choose) =>
	menu(anchor, [], ALL.split(' ').map((emoji) => ({ label: emoji, text: emoji, act: () => choose(emoji) })));
