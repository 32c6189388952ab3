"""How sure the extractor is: the weights, and what they make of a claim."""

import importlib.util
from pathlib import Path

import pytest

import kg.extract.confidence
from kg.errors import KnowledgeError
from kg.extract.confidence import FEATURES, load_weights
from kg.testing import claims_in

ACTORS = {"Mali": "state-ml", "Niger": "state-ne"}
PLAIN = "Mali/PROPN/nsubj>2 veroordeelt/VERB.Fin/ROOT Niger/PROPN/obj>2"
TOOL = Path(__file__).resolve().parents[2] / "tools" / "fit_confidence.py"
GOOD = "base = 1\nleast = 0\nmost = 1\n[weights]\n{}"


def table(**changes: float | None) -> str:
    """Return a file of weights, each 0 but for changes; None leaves one out."""
    weights = {**dict.fromkeys(FEATURES, 0.0), **changes}
    lines = (f"{k} = {v}\n" for k, v in weights.items() if v is not None)
    return GOOD.format("".join(lines))


@pytest.fixture
def weights(tmp_path, monkeypatch):
    """Return a function that puts other weights in place."""

    def put(text: str):
        (tmp_path / "confidence.toml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(kg.extract.confidence, "folder", lambda _: tmp_path)
        load_weights.cache_clear()

    yield put
    load_weights.cache_clear()


def test_what_is_indirect_is_trusted_less():
    """Plain syntax is trusted most, then what is taken from the context."""
    plain = claims_in(PLAIN, actors=ACTORS)[0]
    context = claims_in(
        "Mali/PROPN/nsubj>2 zwijgt/VERB.Fin/ROOT",
        "De/DET/det>2 staatsgreep/NOUN/nsubj>3 slaagde/VERB.Past/ROOT",
        actors=ACTORS,
    )[0]
    possible = claims_in(
        "Mogelijk/ADV/advmod>2 veroordeelt/VERB.Fin/ROOT Mali/PROPN/nsubj>2"
        " Niger/PROPN/obj>2",
        actors=ACTORS,
    )[0]

    assert 0.5 < context.confidence < plain.confidence < 1
    assert possible.confidence < plain.confidence


def test_it_is_the_logistic_function(weights):
    """Without features it is 1 / (1 + exp(-base)), in hundredths."""
    weights(table())

    assert claims_in(PLAIN, actors=ACTORS)[0].confidence == 0.73


@pytest.mark.parametrize(("base", "expected"), [(9, 0.95), (-9, 0.05)])
def test_it_is_bounded(weights, base, expected):
    """It is never quite sure."""
    text = table().replace("base = 1", f"base = {base}")
    weights(
        text.replace("least = 0", "least = 0.05").replace("most = 1", "most = 0.95")
    )

    assert claims_in(PLAIN, actors=ACTORS)[0].confidence == expected


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[weights", "confidence.toml"),
        ("least = 0", "base"),
        (table(weak=None), "weak"),
        (table(), "far"),
        (table().replace("bare = 0.0", "bare = 'much'"), "much"),
    ],
)
def test_a_malformed_file_is_a_knowledge_error(weights, text, named):
    """The message names the file and what is wrong with it."""
    weights(text + "far = 1\n" if named == "far" else text)

    with pytest.raises(KnowledgeError, match=named):
        load_weights()


def test_the_tool_that_fits_them():
    """It knows each feature, writes the file as it stands, and finds known weights."""
    spec = importlib.util.spec_from_file_location("fit_confidence", TOOL)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    rows = tool.np.array([[0.0]] * 400 + [[1.0]] * 400)
    right = tool.np.array(([1.0] * 3 + [0.0]) * 100 + [1.0, 0.0] * 200)
    fitted = load_weights()

    base, weight = tool.fit(rows, right)
    text = tool.written([fitted.base, *fitted.features.values()], 0, 0)

    assert tuple(tool.MEANING) == FEATURES
    assert base == pytest.approx(1.0986, abs=0.02)  # the logit of 3/4
    assert base + weight == pytest.approx(0, abs=0.02)  # that of 1/2
    assert (
        text.partition("\nbase")[2]
        == (tool.WEIGHTS.read_text(encoding="utf-8").partition("\nbase")[2])
    )
