"""The machine can make PDF: WeasyPrint finds Pango and fonts."""

import pytest


@pytest.mark.pdf
def test_weasyprint_renders_a_page_with_text_of_several_scripts() -> None:
    # Imported here: without Pango the import itself fails, and `--without pdf` is to leave this test out.
    from weasyprint import HTML

    document = HTML(string="<p>Bewerbung · 求人 · مقابلة · ראיון</p>").write_pdf()

    assert document is not None
    assert document.startswith(b"%PDF-")
