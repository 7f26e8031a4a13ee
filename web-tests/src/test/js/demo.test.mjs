// A demo says that it is one, and a click logs in.
import assert from "node:assert/strict";
import { Person } from "./harness/person.mjs";
import { scene, serve } from "./harness/scene.mjs";

const server = await serve({}, "--demo");

scene("three people can be chosen, and have something to read", async (open) => {
  const window = await open();
  await window.page.goto(server.url);
  await window.page.getByText(/demo/i).first().waitFor();
  for (const name of ["Tom Okafor", "Lena Brandt"]) await window.page.getByRole("button", { name }).waitFor();

  await window.page.getByRole("button", { name: "Maya Lindqvist" }).click();
  const maya = new Person(window, server.url, "maya");
  await maya.isIn();
  await maya.opens("Saturday hike");

  await maya.sees("Boots or trail shoes?");
  assert.match(await maya.row("Tom Okafor").innerText(), /half past seven/);
});
