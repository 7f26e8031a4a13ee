// Somebody at the page: what they do by hand, and what they see. Things are found by their roles and names.
import assert from "node:assert/strict";
import { PASSWORD } from "./api.mjs";
import { DESKTOP } from "./browser.mjs";
import { t } from "./text.mjs";
import { until } from "./until.mjs";

export class Person {
  constructor(window, url, username) {
    Object.assign(this, { window, page: window.page, url, username });
  }

  /** Registers by hand. */
  static async registers(open, url, username, size = DESKTOP) {
    const person = new Person(await open(size), url, username);
    const { page } = person;
    await page.goto(url);
    await page.getByRole("button", { name: `${t.noAccount} ${t.register}` }).click();
    await page.getByLabel(t.username).fill(username);
    await page.getByLabel(t.email).fill(`${username}@example.org`);
    await page.getByLabel(t.password).fill(PASSWORD);
    await page.getByRole("button", { name: t.register, exact: true }).click();
    await person.isIn();
    return person;
  }

  /** Logs in by hand, with an account that is there. */
  static async logsIn(open, url, username, size = DESKTOP) {
    const person = new Person(await open(size), url, username);
    await person.page.goto(url);
    await person.logIn();
    return person;
  }

  async logIn(password = PASSWORD) {
    const { page } = this;
    await page.getByLabel(t.login).fill(this.username);
    await page.getByLabel(t.password).fill(password);
    await page.getByRole("button", { name: t.logIn, exact: true }).click();
    await this.isIn();
  }

  async isIn() {
    await this.list.waitFor();
  }

  get list() {
    return this.page.getByRole("navigation", { name: t.conversations });
  }

  get log() {
    return this.page.getByRole("log");
  }

  get composer() {
    return this.page.getByRole("textbox", { name: t.message, exact: true });
  }

  get dialog() {
    return this.page.getByRole("dialog").last();
  }

  /** Wherever it is said that somebody types. */
  get typing() {
    return this.page.getByText(t.typing).filter({ visible: true });
  }

  row(title) {
    return this.list.locator("[data-conversation-id]").filter({ hasText: title });
  }

  async opens(title) {
    await this.row(title).click();
    await this.isWith(title);
  }

  /** Waits until the open conversation is this one. */
  async isWith(title) {
    await this.page.getByRole("log", { name: t.log(title) }).waitFor();
  }

  /** On a phone; elsewhere the list is beside the conversation anyway. */
  async goesBack() {
    await this.page.getByRole("button", { name: t.back }).click();
    await this.list.waitFor();
  }

  async newChat() {
    await this.page.getByRole("button", { name: t.newChat }).click();
  }

  /** Finds somebody and shows their profile. */
  async finds(username) {
    await this.newChat();
    await this.page.getByRole("searchbox", { name: t.findPeople }).fill(username);
    await this.dialog.getByRole("button", { name: `@${username}` }).click();
    await this.page.getByRole("dialog", { name: t.profile }).waitFor();
  }

  async closesDialogs() {
    while (await this.page.getByRole("dialog").count()) await this.page.keyboard.press("Escape");
  }

  /** Begins a direct conversation with somebody. */
  async talksTo(username) {
    await this.finds(username);
    await this.dialog.getByRole("button", { name: t.sendMessage }).click();
    await this.isWith(username);
  }

  async types(text) {
    await this.composer.pressSequentially(text);
  }

  async says(text) {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  /** Messages with just this text, sent or on their way. */
  messages(text) {
    const exactly = new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*$`);
    return this.log.locator("li[data-key]").filter({ has: this.page.locator(".text", { hasText: exactly }) });
  }

  message(text) {
    return this.messages(text).last();
  }

  async sees(text) {
    await this.message(text).waitFor();
  }

  async seesNoMore(text) {
    await until(`${text} is gone`, async () => (await this.messages(text).count()) === 0);
  }

  /** Waits until an own message has come so far. */
  async seesState(text, ...states) {
    let state;
    await until(
      () => `${text} is ${states.join(" or ")}; it is ${state}`,
      async () => {
        state = await this.message(text).getAttribute("data-state");
        return states.includes(state);
      },
    );
  }

  /** Opens the menu of a message: with the mouse, or by holding a finger on it. */
  async opensMenu(text) {
    const bubble = this.message(text).getByRole("article");
    if (this.window.isPhone) {
      // Chromium makes this event of a long press on phones alone.
      await bubble.dispatchEvent("contextmenu", { bubbles: true, cancelable: true });
    } else {
      await bubble.hover();
      await this.message(text).getByRole("button", { name: t.actions }).click();
    }
    await this.page.getByRole("menu").waitFor();
  }

  /** Chooses from the menu of a message. */
  async chooses(text, action) {
    await this.opensMenu(text);
    await this.page.getByRole("menuitem", { name: action, exact: true }).click();
  }

  /** What stands in the log, message by message. */
  async reads() {
    return this.log.locator("li[data-key]").evaluateAll((rows) =>
      rows.map((row) => ({ text: row.querySelector(".text")?.textContent, seq: Number(row.dataset.seq) || undefined, state: row.dataset.state })),
    );
  }

  async texts() {
    return (await this.reads()).map(({ text }) => text);
  }

  /** Whatever states own messages go through from now on, by their texts. */
  async watchesStates() {
    await this.log.evaluate((log) => {
      globalThis.seenStates = [];
      const note = () => {
        for (const row of log.querySelectorAll("li[data-state]")) {
          const text = row.querySelector(".text")?.textContent;
          const known = globalThis.seenStates.findLast((each) => each.text === text);
          if (known?.state !== row.dataset.state) globalThis.seenStates.push({ text, state: row.dataset.state });
        }
      };
      new MutationObserver(note).observe(log, { subtree: true, childList: true, attributes: true });
    });
  }

  async statesOf(text) {
    const seen = await this.page.evaluate(() => globalThis.seenStates);
    return seen.filter((each) => each.text === text).map(({ state }) => state);
  }
}

/** States come in their order, whichever are so short that nobody sees them. */
export function assertInOrder(states) {
  const order = ["sending", "sent", "delivered", "seen"];
  const places = states.map((state) => order.indexOf(state));
  assert.ok(!places.includes(-1), states.join());
  assert.deepEqual(places, [...places].sort(), states.join());
}
