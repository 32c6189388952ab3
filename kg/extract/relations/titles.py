"""Persons and their offices: title before name, apposition, brackets and "is"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.relations.links import Link, Linker
from kg.extract.relations.phrases import Phrases
from kg.extract.relations.posts import Offices
from kg.extract.relations.stated import PAST, PLANNED, Office, Stated, Title
from kg.parse import Token
from kg.relations import load_relations

PERSON = ("Person",)
PORTFOLIOS = frozenset({"minister", "staatssecretaris"})
HOLDS, LEADS = "holdsPost", "leads"


@dataclass(frozen=True, kw_only=True)
class TitleFinder:
    """Finds who holds which office."""

    phrases: Phrases

    def find(self, token: Token) -> Iterator[Stated]:
        """Yield what the office that a token names or opens says of persons."""
        offices = Offices(phrases=self.phrases)
        for title in offices.titles(token):
            for link in self.links(title):
                office = offices.resolve(title, link.actor, link.last)
                office = office or self.by_brackets(offices, title, link)
                if office is not None:
                    yield from self.stated(token, title, link, office)

    def links(self, title: Title) -> Iterator[Link]:
        """Yield who is said to hold an office."""
        if title.person is not None:
            yield Link(actor=title.person, last=title.phrase.head.i)
        else:
            yield from Linker(phrases=self.phrases).links(title.phrase, PERSON)

    def by_brackets(self, offices: Offices, title: Title, link: Link) -> Office | None:
        """Return the post of "minister Kaag (Buitenlandse Zaken)"."""
        field = self.phrases.at(link.last + 2)
        opened = self.phrases.text(link.last + 1) == "("
        if not opened or field is None or title.noun not in PORTFOLIOS:
            return None
        registry = self.phrases.reader.registry
        home = self.phrases.passage.document.country
        name = f"{title.noun} van {field.text}"
        found = registry.find(name, country=offices.country(link.actor) or home)
        if found is None or not registry.is_kind(found, "Post"):
            return None
        return offices.known(found, title, offices.country(link.actor))

    def stated(
        self, token: Token, title: Title, link: Link, office: Office
    ) -> Iterator[Stated]:
        """Yield that a person holds an office, and what follows: that he leads."""
        if not office.post.known:
            self.phrases.new.setdefault(office.post.identifier, office.post)
        holds = Stated(
            rule="title" if link.anchor is None else "predicate",
            relation=HOLDS,
            subject=link.actor,
            object=office.post.identifier,
            word=token,
            begin=title.begin,
            end=title.end,
            anchor=link.anchor,
            organisation=office.organisation,
            past=title.past or link.sort == PAST,
            sort=PLANNED if link.sort == PLANNED else "",
            guessed=link.guessed + office.guessed,
            last=link.last,
        )
        yield holds
        led = office.organisation
        reader = self.phrases.reader
        if led is not None and office.leads:
            kinds = reader.kind(link.actor), reader.kind(led)
            if load_relations()[LEADS].admits(*kinds):
                yield replace(holds, relation=LEADS, object=led, organisation=None)
