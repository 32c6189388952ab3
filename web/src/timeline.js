// A timeline in which each event shows its sentences, by pointer or by keys.

import { hint, page, show } from "./panel.js";

const { items, words } = page;
const still = document.getElementById("still");
const groups = [...still.querySelectorAll("g.item")];

function select(number) {
  groups.forEach((group, index) => {
    group.setAttribute("aria-pressed", String(index === number));
    group.classList.toggle("chosen", index === number);
  });
  if (number === null) hint(words.hint_timeline);
  else show(items[number].title, items[number].about, [items[number].entry]);
}

function step(number) {
  groups[Math.max(0, Math.min(groups.length - 1, number))].focus();
}

groups.forEach((group, number) => {
  group.setAttribute("tabindex", "0");
  group.setAttribute("role", "button");
  group.setAttribute("aria-label", items[number].title);
  group.addEventListener("click", () => select(number));
  group.addEventListener("keydown", (event) => {
    const keys = {
      Enter: () => select(number),
      " ": () => select(number),
      ArrowDown: () => step(number + 1),
      ArrowUp: () => step(number - 1),
    };
    if (!(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });
});
// A group of SVG that is pressed must not be hidden from screen readers as a picture.
still.querySelector("svg").setAttribute("role", "group");
document.addEventListener("unselect", () => select(null));
document.body.classList.add("live");
hint(words.hint_timeline);
