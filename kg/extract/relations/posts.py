"""Which office words name, and of which state or organisation it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.relations.phrases import Phrases
from kg.extract.relations.rules import PostRule, load_relation_rules
from kg.extract.relations.stated import PAST, Office, Title
from kg.iris import unknown_actor
from kg.model import Actor
from kg.names.pieces import cut, keys, ngrams
from kg.names.rules import load_rules
from kg.parse import Token

LONGEST = 3  # pieces of the noun of an office
PORTFOLIO = 7  # pieces of a noun with its portfolio
BODIES = ("Organization", "GroupOfStates")
MINISTRY = ("Ministry",)
OWNERS = ("van", "voor", "bij", "der")


@dataclass(frozen=True, kw_only=True)
class Offices:
    """Finds the offices that the words of a passage name."""

    phrases: Phrases

    def titles(self, token: Token) -> Iterator[Title]:
        """Yield the office that a token names or opens, if any."""
        actor = self.phrases.actor(token.i)
        if actor is None:
            yield from self.by_noun(token)
        elif self.phrases.reader.is_a(actor, ("Post",)):
            yield self.by_name(token, actor)
        elif self.phrases.reader.is_a(actor, ("Person",)):
            yield from self.joined(token, actor)

    def by_noun(self, token: Token) -> Iterator[Title]:
        """Yield the office of a common noun: "president", "Force Commander"."""
        found = self.of_two(token)
        until = token if found is None else token.nbor()
        found = found or office_noun(token.text)
        if found is None:
            return
        before = self.phrases.at(token.i - 1)
        if before is not None and self.of_two(before) is not None:
            return
        noun, prefix, sort = found
        phrase = self.phrases.read(token, until=until.i)
        if sort == "not_yet" or phrase.not_yet:
            return
        end = until.idx + len(until.text)
        yield Title(
            noun=noun,
            rule=self.phrases.rules.posts[keys(noun)][1],
            phrase=phrase,
            begin=token.idx,
            end=end,
            wording=self.wording(token, phrase.last),
            prefix=prefix,
            past=sort == PAST or phrase.past,
        )

    def of_two(self, token: Token) -> tuple[str, str, str] | None:
        """Return the office of a token and the next: "Force Commander"."""
        following = self.phrases.at(token.i + 1)
        if (
            following is None
            or not may_close_office(following.text)
            or following.is_punct
            or self.phrases.actor(following.i) is not None
        ):
            return None
        if not keys(token.text):
            return None
        found = office_noun(f"{token.text} {following.text}")
        if found is None:
            return None
        return found if len(keys(found[0])) > len(keys(following.text)) else None

    def wording(self, first: Token, last: int) -> str:
        """Return the words of an office from its noun to its last complement."""
        end = self.phrases.passage.analysis[last]
        return first.doc.text[first.idx : end.idx + len(end.text)]

    def by_name(self, token: Token, post: str) -> Title:
        """Return the office that a name is: "Hoge Vertegenwoordiger"."""
        label = self.phrases.reader.registry.actor(post).labels["nl"]
        noun, rule = self.opening(label)
        phrase = self.phrases.read(token)
        return Title(
            noun=noun,
            rule=rule,
            phrase=phrase,
            begin=token.idx,
            end=token.idx + len(token.text),
            wording=token.text,
            post=post,
            past=phrase.past,
        )

    def opening(self, label: str) -> tuple[str, PostRule | None]:
        """Return the noun that the label of a post opens with, and its rule."""
        pieces = cut(label)
        for start in range(min(LONGEST, len(pieces))):
            for _, found in ngrams(pieces, start, LONGEST):
                if found in self.phrases.rules.posts:
                    return self.phrases.rules.posts[found]
        return "", None

    def joined(self, token: Token, person: str) -> Iterator[Title]:
        """Yield the office that is part of a name: "President Macron"."""
        first, _, rest = token.text.partition(" ")
        found = office_noun(first) if rest else None
        if found is None or found[2] == "not_yet":
            return
        noun, prefix, sort = found
        phrase = self.phrases.read(token)
        yield Title(
            noun=noun,
            rule=self.phrases.rules.posts[keys(noun)][1],
            phrase=phrase,
            begin=token.idx,
            end=token.idx + len(first),
            wording=first,
            prefix=prefix,
            person=person,
            past=sort == PAST or phrase.past,
        )

    def resolve(self, title: Title, person: str, last: int) -> Office | None:
        """Return the office that a title means for a person, or None if it is not told.

        Args:
            title: the words of the office.
            person: who is said to hold it.
            last: the last token of the name; what it is of may stand behind it, as in
                "president Zelensky van Oekraïne".
        """
        later, _ = self.phrases.behind(last)
        country = self.country(person)
        if title.post is not None:
            return self.known(title.post, title, country)
        names = [
            self.phrases.passage.actors[t.i]
            for c in (*title.phrase.complements, *later)
            if c.word in OWNERS
            for t in c.names
        ]
        named = [*names, *title.phrase.beside]
        states = [a for a in named if self.phrases.reader.is_a(a, ("State",))]
        own = f"state-{country}" if country else None
        if states and own and states[0] != own:
            return None  # a list, or another of that name
        bodies = [a for a in self.bodies(title, names) if a not in states]
        if any(self.phrases.reader.is_a(a, MINISTRY) for a in bodies):
            bodies = []  # a field, no body: "de Russische minister van Defensie"
        return (
            self.of_body(title, bodies)
            or self.of_state(title, states, own)
            or self.of_field(title, last)
        )

    def of_field(self, title: Title, last: int) -> Office | None:
        """Return the post whose field stands behind the name.

        "minister Bijleveld van Defensie"; the longest words that name a post count.
        """
        if self.phrases.text(last + 1) not in OWNERS:
            return None
        doc, registry = self.phrases.passage.analysis, self.phrases.reader.registry
        home = self.phrases.passage.document.country
        for end in range(min(last + PORTFOLIO, len(doc)), last + 2, -1):
            wording = f"{title.noun} {doc[last + 1 : end].text}"
            found = registry.find(wording, country=home)
            if found is not None and registry.is_kind(found, "Post"):
                return self.known(found, title, home)
        return None

    def country(self, person: str) -> str | None:
        """Return the ISO code of a known person's state."""
        known = self.phrases.reader.registry.get(person)
        return known.country if known is not None else None

    def known(self, post: str, title: Title, country: str | None) -> Office | None:
        """Return a post that is a name, unless it is of another state."""
        registry = self.phrases.reader.registry
        actor = registry.actor(post)
        if actor.country and country and actor.country != country:
            return None
        entry = registry.entries.get(post)
        parent = entry.parent if entry is not None else None
        state = f"state-{actor.country}" if actor.country else None
        return Office(
            post=actor,
            organisation=parent or state,
            leads=title.rule is not None and title.rule.leads,
        )

    def bodies(self, title: Title, names: list[str]) -> list[str]:
        """Return the organisations that the words of a title name."""
        registry = self.phrases.reader.registry
        first = registry.find(title.prefix) if title.prefix else None
        found = [*names, *([first] if first else [])]
        return [a for a in found if self.phrases.reader.is_a(a, BODIES)]

    def of_body(self, title: Title, bodies: list[str]) -> Office | None:
        """Return the post of an organisation, one of the registry or a new one."""
        registry = self.phrases.reader.registry
        rule = title.rule
        if not bodies or rule is None or self.has_portfolio(title):
            return None
        label = self.label(bodies[0])
        wordings = (
            title.wording,
            *(f"{title.noun} van {article}{label}" for article in ("de ", "het ", "")),
        )
        for wording in wordings:
            found = registry.find(wording)
            if found is not None and registry.is_kind(found, "Post"):
                return self.known(found, title, None)
        name = f"{title.noun} van {label}"
        post = Actor(
            identifier=unknown_actor(name, "Post"),
            kind="Post",
            labels={"nl": name},
            known=False,
        )
        return Office(post=post, organisation=bodies[0], leads=rule.leads)

    def has_portfolio(self, title: Title) -> bool:
        """Tell whether words behind a noun are the field of a minister, no body."""
        found = self.portfolio(title.wording)
        return found is not None and len(found[1]) > 1

    def portfolio(self, wording: str) -> tuple[str, tuple[str, ...]] | None:
        """Return the pattern of the post of a state that words open with."""
        for _, found in ngrams(cut(wording), 0, PORTFOLIO):
            pattern = load_rules().heads.get(found)
            if pattern is not None and pattern.kind == "Post":
                return pattern.id, found
        return None

    def of_state(
        self, title: Title, states: list[str], own: str | None
    ) -> Office | None:
        """Return the post of a state that is named, or else that of the person's."""
        rule = title.rule
        state = states[0] if states else own
        prefix = title.wording[: title.end - title.begin]
        wording = title.noun + title.wording[len(prefix) :]
        found = self.portfolio(wording)
        if rule is None or state is None or found is None or not rule.of_state:
            return None
        registry = self.phrases.reader.registry
        pattern = load_rules().patterns[found[0]]
        post = registry.get(registry.make(pattern, state.removeprefix("state-")))
        if post is None:
            return None
        return Office(
            post=post,
            organisation=state,
            leads=rule.leads,
            guessed=int(not states),
        )

    def label(self, actor: str) -> str:
        """Return the Dutch label of an actor of the registry or the document."""
        reader = self.phrases.reader
        known = reader.registry.get(actor) or reader.found[actor]
        return known.labels["nl"]


@lru_cache(maxsize=1 << 16)
def office_noun(text: str) -> tuple[str, str, str] | None:
    """Return the office that a word is, its first part, and the sort of that.

    "VN-gezant" has the first part "VN", "ex-president" one of the sort past.
    """
    rules = load_relation_rules()
    pieces = keys(text)
    for start in range(len(pieces)):
        if pieces[start:] in rules.posts:
            first = "-".join(pieces[:start])
            sort = rules.prefixes.get(first, "")
            return rules.posts[pieces[start:]][0], "" if sort else first, sort
    if len(pieces) == 1:
        for prefix, sort in rules.prefixes.items():
            rest = (pieces[0].removeprefix(prefix),)
            if pieces[0].startswith(prefix) and rest in rules.posts:
                return rules.posts[rest][0], "", sort
    return None


@lru_cache(maxsize=1 << 16)
def may_close_office(text: str) -> bool:
    """Tell whether an office of several words may end in a word."""
    last = keys(text)[-1:]
    return any(post[-1:] == last for post in load_relation_rules().posts)
