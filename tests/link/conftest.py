"""A store with a small extract of Wikidata, and a build that names things in it."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from servers import find_oxigraph, start_oxigraph

HERE = Path(__file__).parent
BUILD = """
@prefix kg: <https://w3id.org/kroniek/ont#> .
@prefix doc: <https://w3id.org/kroniek/doc/> .
@prefix id: <https://w3id.org/kroniek/id/> .
@prefix sp: <https://w3id.org/kroniek/span/> .
@prefix gaf: <http://groundedannotationframework.org/gaf#> .
@prefix rel: <https://w3id.org/kroniek/rel#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

doc:d1 a kg:Document .

id:state-ml a kg:State ; gaf:denotedBy sp:1 ; skos:notation "ML" ;
    skos:prefLabel "Mali"@nl , "Mali"@en .
id:state-ne a kg:State ; gaf:denotedBy sp:2 ; skos:notation "NE" ;
    skos:prefLabel "Niger"@nl , "Niger"@en .
id:state-nl a kg:State ; gaf:denotedBy sp:3 ; skos:notation "NL" ;
    skos:prefLabel "Nederland"@nl , "Netherlands"@en .
id:state-bf a kg:State ; skos:notation "BF" ; skos:prefLabel "Burkina Faso"@nl .
id:org-eu a kg:InternationalOrganization ; gaf:denotedBy sp:4 ;
    skos:prefLabel "Europese Unie"@nl , "European Union"@en ; skos:altLabel "EU"@nl .
id:mission-minusma a kg:Mission ; gaf:denotedBy sp:5 ; rel:operatesIn id:state-ml ;
    skos:prefLabel "MINUSMA"@nl ; skos:altLabel "VN-missie in Mali"@nl .
id:person-assimi-goita a kg:Person ; gaf:denotedBy sp:6 ; kg:country id:state-ml ;
    skos:prefLabel "Assimi Goïta"@nl .
id:person-ibrahim-traore a kg:Person ; gaf:denotedBy sp:7 ; kg:country id:state-bf ;
    skos:prefLabel "Ibrahim Traoré"@nl .
id:x-moussa-diallo-1 a kg:Person ; gaf:denotedBy sp:8 ;
    skos:prefLabel "Moussa Diallo"@nl .
id:org-defensie a kg:Ministry ; gaf:denotedBy sp:9 ; kg:country id:state-nl ;
    skos:prefLabel "Ministerie van Defensie"@nl .
id:x-militairen-1 a kg:PersonGroup ; gaf:denotedBy sp:10 ; skos:prefLabel "Mali"@nl .
id:event a kg:Coup ; gaf:denotedBy sp:11 ; skos:prefLabel "Mali"@nl .
"""


@pytest.fixture
def build(tmp_path) -> Path:
    """Return a build folder whose papers name nine actors that can be looked for."""
    folder = tmp_path / "build"
    folder.mkdir()
    (folder / "graph.ttl").write_text(BUILD, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def extract(tmp_path_factory) -> Iterator[str]:
    """Return the address of an endpoint that holds the extract."""
    if find_oxigraph() is None:
        pytest.skip("there is no oxigraph server: pip install oxigraph")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_PROXY", "127.0.0.1")
        server = start_oxigraph(tmp_path_factory.mktemp("extract") / "db")
        httpx.put(
            f"{server.url}/store?default",
            content=(HERE / "wikidata.ttl").read_bytes(),
            headers={"Content-Type": "text/turtle"},
            timeout=60,
        ).raise_for_status()
        yield f"{server.url}/query"
        server.stop()
