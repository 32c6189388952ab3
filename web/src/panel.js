// What is read beside a picture. Text of documents goes into the page as text only.

export const page = JSON.parse(document.getElementById("data").textContent);
const words = page.words;
const OPEN = 3; // links whose sentences show at once

export function phrase(key, value) {
  return words[key].replace("{}", value);
}

export function make(tag, text, ...inside) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  made.append(...inside);
  return made;
}

function quotation(quote) {
  const said = make("blockquote", quote.sentence);
  const facts = [
    words[quote.factuality],
    quote.sources.length ? `${words.source}: ${quote.sources.join(", ")}` : "",
    `${quote.document}, ${words.said_on} ${quote.uttered_on}`,
  ];
  said.append(make("footer", facts.filter(Boolean).join(" · ")));
  said.className = quote.factuality;
  return said;
}

function section(entry, number) {
  const summary = make("summary", entry.title);
  const made = make("details", "", summary, ...entry.quotes.map(quotation));
  if (entry.more) made.append(make("p", phrase("more", entry.more)));
  made.open = number < OPEN;
  return made;
}

// Shows a heading, a line under it, and entries: each a title and its quotes.
export function show(title, about, entries) {
  const panel = document.getElementById("panel");
  const close = make("button", "×");
  close.title = words.close;
  close.setAttribute("aria-label", words.close);
  close.addEventListener("click", () => document.dispatchEvent(new Event("unselect")));
  panel.replaceChildren(
    close, make("h2", title), make("p", about), ...entries.map(section),
  );
  panel.scrollTop = 0;
}

export function hint(text) {
  document.getElementById("panel").replaceChildren(make("p", text));
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.dispatchEvent(new Event("unselect"));
});
