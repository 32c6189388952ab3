(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // The language that was chosen last, or else that of the browser.
  const remembered = "kroniek-language";
  const choices = all("input[name=page-language]");
  const attempt = (action) => { try { return action(); } catch { return null; } };
  const choose = (id) => choices.forEach((choice) => { choice.checked = choice.id === id; });
  const browser = navigator.language.startsWith("nl") ? "page-nl" : "page-en";
  choose(attempt(() => localStorage.getItem(remembered)) || browser);
  choices.forEach((choice) => choice.addEventListener("change", () =>
    attempt(() => localStorage.setItem(remembered, choice.id))));

  // The search shows the terms whose name, labels or definitions hold all its words.
  const field = document.getElementById("page-search");
  const count = document.getElementById("page-count");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const terms = all(".term").map((section) => ({
    section,
    text: plain(all(".find", section).map((part) => part.textContent).join(" ")),
    entry: document.querySelector(`nav li:has(> a[href="#${CSS.escape(section.id)}"])`),
  }));
  const search = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    const searching = words.length > 0;
    const hits = terms.filter(({ section, text, entry }) => {
      const hit = words.every((word) => text.includes(word));
      section.hidden = !hit;
      if (entry) entry.hidden = !hit;
      return hit;
    });
    all("main > section").forEach((group) => {
      group.hidden = searching ? !group.querySelector(".term:not([hidden])") : false;
    });
    all("nav details").forEach((details) => {
      details.open = searching;
      details.parentElement.hidden = !details.querySelector("li:not([hidden])");
    });
    count.textContent = hits.length;
    count.parentElement.hidden = !searching;
  };
  field.addEventListener("input", search);
  field.closest(".search").hidden = false;
  count.parentElement.hidden = true;

  // A link into what the search has hidden ends the search.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) { field.value = ""; search(); }
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);

  // Paper has nothing to click on.
  addEventListener("beforeprint", () =>
    all("main details").forEach((details) => { details.open = true; }));
})();
