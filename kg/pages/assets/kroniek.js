// What pages do beyond links and forms: nothing here is needed to read them.
"use strict";

const spans = (name) => document.querySelectorAll(`[data-span="${name}"]`);

// In the text, show what the chosen claim rests on, and bring its sentence into view.
function show(claim) {
  for (const old of document.querySelectorAll(".chosen, .is-cue, .is-role")) {
    old.classList.remove("chosen", "is-cue", "is-role");
  }
  if (!claim) return;
  const sentence = spans(claim.dataset.sentence);
  for (const piece of sentence) piece.classList.add("chosen");
  for (const mark of claim.dataset.marks.trim().split(" ")) {
    const [kind, span] = mark.split(":");
    if (kind === "trigger") continue;
    for (const piece of spans(span)) {
      piece.classList.add(kind === "cue" ? "is-cue" : "is-role");
    }
  }
  const place = sentence[0]?.getBoundingClientRect();
  if (place && (place.top < 0 || place.bottom > window.innerHeight * 0.4)) {
    sentence[0].scrollIntoView({ block: "start" });
  }
}

function chosen() {
  const name = decodeURIComponent(window.location.hash.slice(1));
  const found = document.getElementById(name);
  return found?.classList.contains("claim") ? found : null;
}

function update() {
  const claim = chosen();
  show(claim);
  claim?.focus({ preventScroll: true });
}

window.addEventListener("hashchange", update);
window.addEventListener("load", update);
document.addEventListener("keydown", (event) => {
  const claim = chosen();
  if (event.key === "Escape" && claim) {
    claim.querySelector(".close").click();
    document.querySelector(`.text a[href="#${CSS.escape(claim.id)}"]`)?.focus();
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.target.closest?.("form")?.requestSubmit();
  }
});
