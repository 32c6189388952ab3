"""Running text: joined lines, hyphens, footnotes, headings and offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus import clean

PIECES = st.sampled_from(
    [
        *"aZ3 \n-.?1:;,«»’\t\r\f\u00ad\ufeff\u200b\u2028é😀",
        "\r\n",
        "\n\n",
        "Vraag 1\n",
        "Antwoord\n",
        "De minister van Oorlog,\nA. Bos\n",
        "de toestand is veran-\nderd ",
        "\n\n1 https://example.org\n",
        "\n12\n\n",
        "in- \nen uitvoer",
    ]
)


def texts(text: str) -> list[str]:
    """Return the cleaned paragraphs as strings."""
    return [paragraph.text for paragraph in clean(text)]


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_every_character_comes_from_its_offset(text):
    """Cleaned text holds nothing but the original, and blanks for line breaks."""
    for paragraph in clean(text):
        assert len(paragraph.offsets) == len(paragraph.text)
        assert list(paragraph.offsets) == sorted(set(paragraph.offsets))
        assert paragraph.text.strip() == paragraph.text != ""
        assert "  " not in paragraph.text
        for character, offset in zip(paragraph.text, paragraph.offsets, strict=True):
            original = text[offset]
            assert original == character or (character == " " and original.isspace())


@given(st.lists(PIECES, max_size=30).map("".join), st.integers(0, 80), st.data())
def test_a_stretch_is_cleaned_within_its_bounds(text, begin, data):
    """No character from outside the stretch gets in."""
    end = data.draw(st.integers(begin, begin + 80))

    for paragraph in clean(text, begin, end):
        assert begin <= paragraph.offsets[0] <= paragraph.offsets[-1] < end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hij werd veroor-\ndeeld.", "Hij werd veroordeeld."),
        ("De onder-\r\nhandelingen lopen.", "De onderhandelingen lopen."),
        ("De chauf-\nfeurs zijn terug.", "De chauffeurs zijn terug."),
        ("De NAVO-\nmissie loopt.", "De NAVO-missie loopt."),
        ("Uit Groot-\nBrittannië.", "Uit Groot-Brittannië."),
        ("De Vagner-\nGroep.", "De Vagner-Groep."),
        ("Een C-17-\ntoestel.", "Een C-17-toestel."),
        ("De advies- \nen trainingstaken.", "De advies- en trainingstaken."),
        ("In Oost- \nen West-Vlaanderen.", "In Oost- en West-Vlaanderen."),
        ("De oud-\nminister sprak.", "De oud-minister sprak."),
        ("Een niet-\nofficiële bron.", "Een niet-officiële bron."),
        ("De ex-\npresident sprak.", "De ex-president sprak."),
        ("Een zee-\negel.", "Een zee-egel."),
        ("Een Amerikaans-\ngeleide oefening.", "Een Amerikaans-geleide oefening."),
        ("Van 2014-\n2019 liep het.", "Van 2014-2019 liep het."),
        ("Landen -\nzoals Tsjaad - doen mee.", "Landen - zoals Tsjaad - doen mee."),
        ("HET IS VEROOR-\nDEELD.", "HET IS VEROORDEELD."),
        ("De mis\u00ad\nsie is kos\u00adten\u00adloos.", "De missie is kostenloos."),
    ],
)
def test_hyphens_at_line_ends(text, expected):
    """A hyphen goes where it divides a word and stays where it is spelled."""
    assert texts(text) == [expected]


def test_the_text_itself_decides_on_a_hyphen():
    """A word that stands undivided elsewhere shows how it is spelled."""
    assert texts("De grens-\nregio. Een grens-regio.")[0].startswith("De grens-regio.")
    assert texts("De grens-\nregio. Een grensregio.")[0].startswith("De grensregio.")


def test_a_text_that_divides_words_divides_compounds_too():
    """Two words are joined where the text divides other words, else they stay."""
    assert texts("De voedsel-\nzekerheid daalt.") == ["De voedsel-zekerheid daalt."]
    joined = texts("De voedsel-\nzekerheid is veroor-\ndeeld.")
    assert joined == ["De voedselzekerheid is veroordeeld."]


def test_a_sentence_goes_on_around_a_page_break():
    """Page numbers, form feeds and leading blanks do not break a sentence."""
    text = (
        "De toestand in heel Tsjaad is volgens de\n\n12\n\n\f"
        " regering  in mei\tverbeterd.\n\n - 13 -\n\nOok dat is goed.\n"
    )

    assert texts(text) == [
        "De toestand in heel Tsjaad is volgens de regering in mei verbeterd.",
        "Ook dat is goed.",
    ]


def test_a_sentence_goes_on_around_a_footnote():
    """A footnote in mid-sentence leaves no trace, nor does its marker."""
    text = (
        "Volgens het bericht «Tsjaad sluit grens»1 zal de regering de grens op\n\n"
        "1 https://example.org/een-lang-adres\n korte termijn sluiten.\n"
    )

    (paragraph,) = texts(text)
    assert paragraph == (
        "Volgens het bericht «Tsjaad sluit grens» zal de regering de grens op "
        "korte termijn sluiten."
    )


def test_a_footnote_with_contents_comes_last():
    """What a footnote says is kept, apart from the running text."""
    text = (
        "De minister bezocht Tsjaad in mei.1 Daar sprak hij over de\n\n"
        "1 Hij sprak er ook met de premier.\n\ntoestand daar.\n"
    )

    assert texts(text) == [
        "De minister bezocht Tsjaad in mei. Daar sprak hij over de toestand daar.",
        "Hij sprak er ook met de premier.",
    ]


@pytest.mark.parametrize(
    "text", ["De G7 en de A2 en COVID19.", "In 2019. De 12 km² en 3 m².", "Op 3 mei."]
)
def test_numbers_without_a_footnote_stay(text):
    """Only the number of a footnote is a marker."""
    assert texts(text) == [text]


def test_a_superscript_is_a_marker():
    """Raised numbers after a word are taken out, but not those of units."""
    assert texts("De missie² beslaat 12 km².") == ["De missie beslaat 12 km²."]


def test_blank_lines_inside_a_question_are_joined():
    """A blank line between every two lines breaks no sentence."""
    text = (
        "Wat zijn de gevolgen van de recente verkiezingen voor de missie in Tsjaad\n\n"
        "MISSTCHAD, waaraan ook België twintig militairen levert, met name voor de\n\n"
        "veiligheid van de\n\n\n\nBelgische militairen aldaar?\n"
    )

    assert len(texts(text)) == 1


def test_headings_are_left_out_and_break_paragraphs():
    """A heading never runs into a sentence."""
    text = (
        "1. Recente ontwikkelingen\n\nDe regering van Tsjaad is in mei afgetreden, "
        "naar\nverluidt na onlusten.\n\nGevolgen voor de missie\n\n"
        "Er zijn geen gevolgen.\n"
    )

    assert texts(text) == [
        "De regering van Tsjaad is in mei afgetreden, naar verluidt na onlusten.",
        "Er zijn geen gevolgen.",
    ]


def test_a_line_with_a_verb_is_no_heading():
    """A short sentence without a full stop is not lost."""
    text = "Tsjaad sluit de grens\n\nDat heeft de president gezegd.\n"

    assert texts(text) == ["Tsjaad sluit de grens", "Dat heeft de president gezegd."]


def test_a_title_that_ends_in_a_particle_is_no_beginning():
    """A clause with "breidt ... uit" is whole; the text below it begins anew."""
    text = (
        "EU breidt sancties tegen Tsjaad uit\n\nDe Europese Raad heeft gisteren "
        "sancties ingesteld tegen twaalf\npersonen.\n"
    )

    assert texts(text)[0] == "EU breidt sancties tegen Tsjaad uit"


def test_lines_that_are_paragraphs_are_not_joined():
    """Text that was never wrapped has a paragraph on every line."""
    long = "De regering van Tsjaad heeft vandaag een lang bericht verspreid " * 4

    assert len(texts(f"{long.strip()}.\n{long.strip()}.\n{long.strip()}.")) == 3


def test_openers_are_left_out():
    """What opens a turn is a heading; what follows it on the line is not."""
    assert texts("Vraag 1: Klopt dit?\n\nAntwoord\n\nJa.\n") == ["Klopt dit?", "Ja."]
