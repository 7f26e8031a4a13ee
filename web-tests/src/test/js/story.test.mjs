// Two people, from registering to a group, on a desktop and on phones.
import assert from "node:assert/strict";
import { Account } from "./harness/api.mjs";
import { DESKTOP, PHONE } from "./harness/browser.mjs";
import { assertInOrder, Person } from "./harness/person.mjs";
import { scene, serve } from "./harness/scene.mjs";
import { t } from "./harness/text.mjs";
import { until } from "./harness/until.mjs";

const server = await serve({ DATABASE_URL: "memory:" });
const { url } = server;

for (const [device, size] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
  const name = (who) => `${who}_${device}`;
  const isPhone = size === PHONE;

  scene(`on a ${device} two people meet, become friends and talk`, async (open) => {
    const ann = await Person.registers(open, url, name("ann"), size);
    const ben = await Person.registers(open, url, name("ben"), size);

    // They become friends, and see it happen.
    await ann.finds(ben.username);
    await ann.dialog.getByRole("button", { name: t.addFriend }).click();
    await ann.dialog.getByRole("button", { name: t.cancelRequest }).waitFor();
    await ben.page.getByRole("button", { name: `${t.newChat}, ${t.requests(1)}` }).click();
    await ben.dialog.getByRole("button", { name: t.accept }).click();
    await ann.dialog.getByRole("button", { name: t.removeFriend }).waitFor();
    await ben.closesDialogs();

    // A first message goes all its way.
    await ann.dialog.getByRole("button", { name: t.sendMessage }).click();
    await ann.log.waitFor();
    await ann.watchesStates();
    await ann.says("Hello Ben!");
    await ann.seesState("Hello Ben!", "delivered");
    await ben.row(ann.username).getByText(t.unread(1).replace(/^\d+ /, "")).waitFor({ state: "attached" });
    await until("the title tells of it", async () => (await ben.page.title()) === `(1) ${t.app}`);
    await ben.opens(ann.username);
    await ben.sees("Hello Ben!");
    await ann.seesState("Hello Ben!", "seen");
    const states = await ann.statesOf("Hello Ben!");
    assertInOrder(states);
    assert.equal(states[0], "sending");
    await until("nothing is unread", async () => (await ben.page.title()) === t.app);

    // Who types is seen to.
    await ben.types("Hi A");
    await ann.typing.first().waitFor();
    await ben.composer.fill("");
    await until("typing ends", async () => (await ann.typing.count()) === 0);

    // Shift and Enter breaks, Enter sends.
    await ben.types("First line");
    await ben.composer.press("Shift+Enter");
    await ben.types("second line");
    await ben.composer.press("Enter");
    await until("both lines are there", async () => (await ann.texts()).includes("First line\nsecond line"));

    // An answer shows what it answers.
    await ben.chooses("Hello Ben!", t.reply);
    await ben.page.getByText(t.replyingTo(ann.username)).waitFor();
    await ben.says("Hello yourself");
    await ann.message("Hello yourself").getByRole("button", { name: /Hello Ben!/ }).waitFor({ state: "attached" });

    // A reaction comes and goes.
    await ann.chooses("Hello yourself", `${t.react} 👍`);
    await ben.message("Hello yourself").getByRole("button", { name: t.reaction("👍", 1, false) }).waitFor();
    await ann.message("Hello yourself").getByRole("button", { name: t.reaction("👍", 1, true) }).click();
    await until("the reaction is gone", async () => (await ben.page.getByRole("button", { name: /👍/ }).count()) === 0);

    // The up arrow edits the last message; Escape leaves it as it is.
    await ben.composer.press("ArrowUp");
    await ben.page.getByText(t.editing).waitFor();
    assert.equal(await ben.composer.inputValue(), "Hello yourself");
    await ben.composer.press("Escape");
    await until("the text is empty again", async () => (await ben.composer.inputValue()) === "");
    await ben.composer.press("ArrowUp");
    await ben.says("Hello to you");
    await ann.sees("Hello to you");
    await ann.seesNoMore("Hello yourself");
    await ann.message("Hello to you").getByText(t.edited).waitFor();

    // What is deleted for everyone leaves its place; what is deleted for oneself is there for the other.
    await ben.says("Oops");
    await ann.sees("Oops");
    await ben.chooses("Oops", t.remove);
    await ben.dialog.getByRole("button", { name: t.deleteForAll }).click();
    await ann.seesNoMore("Oops");
    await ann.log.getByText(t.kinds.deleted).waitFor();
    await ann.chooses("Hello Ben!", t.remove);
    await ann.dialog.getByRole("button", { name: t.deleteForMe }).click();
    await ann.seesNoMore("Hello Ben!");
    assert.equal(await ben.messages("Hello Ben!").count(), 1);

    // What is pinned is above; what was said is found.
    await ann.says("The key is under the mat");
    await ben.sees("The key is under the mat");
    await ann.chooses("The key is under the mat", t.pin);
    await ben.page.getByText(t.pinnedMessage).waitFor();
    await ben.page.getByRole("button", { name: t.searchHere }).click();
    await ben.page.getByRole("searchbox", { name: t.searchHere }).fill("under");
    await ben.dialog.getByRole("button", { name: /The key is under the mat/ }).click();
    await ben.sees("The key is under the mat");

    // Back in the list stands what was said last.
    if (isPhone) {
      assert.equal(await ann.list.isVisible(), false);
      await ann.goesBack();
      await ann.opens(ben.username);
      await ann.page.goBack();
      await ann.list.waitFor();
    }
    await ann.row(ben.username).getByText("The key is under the mat").waitFor();

    // Somebody stays logged in, and logs out.
    await ann.page.reload();
    await ann.isIn();
    await ann.page.getByRole("button", { name: t.menu, exact: true }).click();
    await ann.page.getByRole("menuitem", { name: t.logOut }).click();
    await ann.dialog.getByRole("button", { name: t.logOut }).click();
    await ann.page.getByLabel(t.password).waitFor();
    await ann.logIn();
    await ann.row(ben.username).waitFor();
  });

  scene(`on a ${device} people make a group, with roles, and forward into it`, async (open) => {
    const [cat, dan] = await Promise.all([Account.register(url, name("cat")), Account.register(url, name("dan"))]);
    const ann = await Person.registers(open, url, name("anna"), size);
    const ben = await Person.logsIn(open, url, cat.username, size);

    await ann.newChat();
    await ann.dialog.getByRole("button", { name: t.newGroup }).click();
    await ann.dialog.getByLabel(t.groupName).fill("Hikers");
    for (const { username } of [cat, dan]) {
      await ann.dialog.getByRole("searchbox", { name: t.findPeople }).fill(username);
      await ann.dialog.getByRole("checkbox", { name: username }).check();
    }
    await ann.dialog.getByRole("button", { name: t.create }).click();
    await ann.page.getByRole("heading", { name: "Hikers" }).first().waitFor();
    await ben.opens("Hikers");
    await ann.says(`@${cat.username} where shall we go?`);
    await ben.sees(`@${cat.username} where shall we go?`);
    await ben.says("To the lake");
    await ann.sees("To the lake");

    // A member becomes an admin, and may rename the group then.
    await ann.page.getByRole("button", { name: t.options }).click();
    await ann.page.getByRole("menuitem", { name: t.details }).click();
    await ann.dialog.getByRole("button", { name: t.memberMenu(cat.username) }).click();
    await ann.page.getByRole("menuitem", { name: t.makeRole(t.roles.admin) }).click();
    await ann.dialog.getByText(t.roles.admin).waitFor();
    await ann.closesDialogs();
    await ben.page.getByRole("button", { name: t.options }).click();
    await ben.page.getByRole("menuitem", { name: t.details }).click();
    await ben.dialog.getByLabel(t.groupName).fill("Lake hikers");
    await ben.dialog.getByRole("button", { name: t.save }).click();
    await ben.closesDialogs();
    await ann.page.getByRole("heading", { name: "Lake hikers" }).first().waitFor();

    // Somebody is removed.
    await ann.page.getByRole("button", { name: t.options }).click();
    await ann.page.getByRole("menuitem", { name: t.details }).click();
    await ann.dialog.getByRole("button", { name: t.memberMenu(dan.username) }).click();
    await ann.page.getByRole("menuitem", { name: t.removeMember }).click();
    await ann.dialog.getByRole("button", { name: t.removeMember }).click();
    await until("dan is gone", async () => (await ann.dialog.getByText(dan.username).count()) === 0);
    await ann.closesDialogs();

    // A message goes on to somebody else.
    if (isPhone) await ann.goesBack();
    await ann.talksTo(dan.username);
    await ann.says("Sorry, the boat is full");
    await ann.seesState("Sorry, the boat is full", "sent", "delivered", "seen");
    if (isPhone) await ann.goesBack();
    await ann.opens("Lake hikers");
    await ann.chooses("To the lake", t.forward);
    await ann.dialog.getByRole("checkbox", { name: dan.username }).check();
    await ann.dialog.getByRole("button", { name: t.forward, exact: true }).click();
    if (isPhone) await ann.goesBack();
    await ann.opens(dan.username);
    await ann.message("To the lake").getByText(t.forwardedFrom(cat.username)).waitFor();
  });
}

scene("a right click opens the menu of a message, which stays until Escape, and gives the focus back", async (open) => {
  const [gil, hal] = await Promise.all(["gil", "hal"].map((name) => Account.register(url, name)));
  await gil.post(await gil.direct(hal), "click me");
  const person = await Person.logsIn(open, url, "hal");
  await person.opens("gil");
  const bubble = person.message("click me").getByRole("article");

  await bubble.click({ button: "right" });
  await person.page.getByRole("menuitem", { name: t.reply }).hover();
  await person.page.keyboard.press("Escape");
  await until("it is gone", async () => (await person.page.getByRole("menu").count()) === 0);

  // The same by keyboard.
  await bubble.focus();
  await bubble.press("Enter");
  await person.page.getByRole("menu").waitFor();
  await person.page.keyboard.press("Escape");
  await until("the message has the focus again", () => bubble.evaluate((element) => element === document.activeElement));
});

scene("a wrong password is told in words, a taken name too", async (open) => {
  const fay = await Account.register(url, "fay");
  const window = await open();
  window.expect(/status of 40[19]/);
  const { page } = window;
  await page.goto(url);

  await page.getByLabel(t.login).fill(fay.username);
  await page.getByLabel(t.password).fill("wrong horse");
  await page.getByRole("button", { name: t.logIn, exact: true }).click();
  await page.getByText(t.problems.invalid_credentials).waitFor();

  await page.getByRole("button", { name: `${t.noAccount} ${t.register}` }).click();
  await page.getByLabel(t.username).fill("fay");
  await page.getByLabel(t.email).fill("fay2@example.org");
  await page.getByLabel(t.password).fill("correct horse");
  await page.getByRole("button", { name: t.register, exact: true }).click();
  await page.getByText(t.problems.already_exists).waitFor();
});
