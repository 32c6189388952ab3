"""Make the samples that no hand can write: `python make_samples.py` in this folder."""

from datetime import UTC, datetime
from pathlib import Path

import docx
from fpdf import FPDF

HERE = Path(__file__).parent
DAY = datetime(2023, 5, 1, tzinfo=UTC)
QUESTIONS = (
    "Vragen van het lid De Wit (PVV) aan de Minister van Buitenlandse Zaken over de",
    "ambassade in Bolivia (ingezonden 3 juli 2023).",
    "",
    "Vraag 1",
    "Klopt het dat Frankrijk op 5 mei 2023 de grens met Bolivia sloot, en dat de",
    "onrust in Bolivia daarmee niet is veran-",
    "derd?",
    "",
    "Vraag 2",
    "Wanneer veroordeelde de Europese Unie de staatsgreep in Bolivia?",
)
FURTHER = ("Vraag 3", "Bent u bereid deze vragen afzonderlijk te beantwoorden?")


def write_pdf(path: Path) -> None:
    """Write two pages of questions, with a page number at the foot of each."""
    pdf = FPDF()
    pdf.set_creation_date(DAY)
    pdf.set_font("Times", size=11)
    for number, lines in enumerate((QUESTIONS, FURTHER), start=1):
        pdf.add_page()
        for line in lines:
            pdf.cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
        pdf.set_y(260)
        pdf.cell(0, 6, str(number))
    pdf.output(str(path))


def write_picture(path: Path) -> None:
    """Write a page without text, as a scan is."""
    pdf = FPDF()
    pdf.set_creation_date(DAY)
    pdf.add_page()
    pdf.rect(10, 10, 100, 100)
    pdf.output(str(path))


def write_closed(path: Path) -> None:
    """Write a page that opens with a password only."""
    pdf = FPDF()
    pdf.set_creation_date(DAY)
    pdf.set_encryption(owner_password="eigenaar", user_password="lezer")  # noqa: S106
    pdf.set_font("Times", size=11)
    pdf.add_page()
    pdf.cell(0, 6, "Geheim")
    pdf.output(str(path))


def write_docx(path: Path) -> None:
    """Write a letter with a heading, a table, an insertion and a deletion."""
    letter = docx.Document()
    letter.core_properties.title = "Brief over de grens met Bolivia"
    letter.core_properties.created = letter.core_properties.modified = DAY
    letter.add_paragraph("Den Haag, 15 mei 2023")
    letter.add_heading("Recente ontwikkelingen", level=1)
    said = letter.add_paragraph("De ")
    said.add_run("Europese Unie").bold = True
    said.add_run(" veroordeelde op 3 mei 2023 de staatsgreep in Bolivia.")
    table = letter.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "Peru"
    table.rows[0].cells[1].text = "12 militairen"
    letter.add_paragraph("Frankrijk sloot op 5 mei 2023 de grens met Bolivia.")
    letter.save(str(path))


if __name__ == "__main__":
    write_pdf(HERE / "vragen-bolivia.pdf")
    write_picture(HERE / "scan.pdf")
    write_closed(HERE / "gesloten.pdf")
    write_docx(HERE / "brief-bolivia.docx")
