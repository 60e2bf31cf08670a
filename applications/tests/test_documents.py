"""Documents are kept as they were sent, in versions; it is known which went where; nobody else gets at them."""

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
import time_machine
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from pytest_django import Settings
from rest_framework.test import APIClient

import applications.tasks
from accounts.models import User
from accounts.services import delete_account
from applications.factories import make_application, make_document, make_version
from applications.models import (
    Application,
    ApplicationDocument,
    Document,
    DocumentVersion,
    StoredFile,
)
from applications.services.applications import delete_application, purge_application
from applications.services.documents import attach_version, delete_document, delete_version
from applications.tests.contents import (
    GIF,
    HTML,
    JPEG,
    PDF,
    PNG,
    SVG,
    WEBP,
    archive,
    directory_of,
    word_document,
)
from jobs.factories import JobFactory
from jobs.merging import merge_jobs
from jobtracker.testing.answers import error_of, refused_fields
from jobtracker.testing.concurrency import at_once
from jobtracker.testing.database import every_row

DOCUMENTS, VERSIONS, APPLICATIONS = "/api/v1/documents/", "/api/v1/document-versions/", "/api/v1/applications/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)


def send(api: APIClient, content: bytes = PDF, name: str = "cv.pdf", address: str = DOCUMENTS, **fields: str) -> Any:
    """The answer to a file that is sent."""
    body = {"title": "CV", "kind": "cv"} if address == DOCUMENTS else {}
    return api.post(address, body | fields | {"file": SimpleUploadedFile(name, content)}, format="multipart")


def download(api: APIClient, version: int, **headers: str) -> Any:
    """The answer to who wants a content."""
    return api.get(f"{VERSIONS}{version}/download/", headers=headers)


def ids(answer: Any) -> list[int]:
    """Which rows a list shows."""
    return [row["id"] for row in answer.json()["results"]]


@pytest.fixture
def application(user: User) -> Application:
    """An application to a posting."""
    job = JobFactory.create(owner=user, title="Cook", company="Inn")
    return make_application(user, ("applied", MARCH), job=job)


class TestUploads:
    @pytest.mark.parametrize(
        ("content", "name", "media_type"),
        [
            (PDF, "CV.PDF", "application/pdf"),
            (b"\xef\xbb\xbf\n" + PDF, "cv.pdf", "application/pdf"),
            (word_document(), "cv.docx", WORD),
            (b"Ada Lovelace\r\n\tAnalyst\f", "cv.txt", "text/plain"),
            ("# Größe 🦕\n\n<p align=center>x</p>".encode(), "cv.md", "text/plain"),
            (b"<!-- a comment --> # Title", "cv.markdown", "text/plain"),
            (PNG, "me.png", "image/png"),
            (JPEG, "me.jpeg", "image/jpeg"),
            (WEBP, "me.webp", "image/webp"),
        ],
    )
    def test_each_kind_of_file_comes_back_as_it_was_sent(
        self, content: bytes, name: str, media_type: str, api: APIClient
    ) -> None:
        answer = send(api, content, name, note=" For Acme ")
        assert answer.status_code == 201, answer.content
        document = answer.json()
        assert document | {"created_at": 0, "updated_at": 0, "latest_version": 0} == {
            "id": document["id"],
            "title": "CV",
            "kind": "cv",
            "latest_version": 0,
            "versions_count": 1,
            "applications_count": 0,
            "created_at": 0,
            "updated_at": 0,
            "trashed_at": None,
        }
        version = document["latest_version"]
        assert (version["number"], version["filename"], version["note"]) == (1, name, "For Acme")
        assert (version["media_type"], version["size"]) == (media_type, len(content))
        got = download(api, version["id"])
        assert b"".join(got.streaming_content) == content
        assert got.headers["Content-Type"].partition(";")[0] == media_type

    @pytest.mark.parametrize(
        ("content", "name", "code", "says"),
        [
            (b"", "cv.pdf", "empty", "empty"),
            (PNG, "cv.pdf", "wrong_extension", "a PNG image: let it end in .png"),
            (PDF, "cv.docx", "wrong_extension", "a PDF document: let it end in .pdf"),
            (b"MZ\x90\0\x03\0\0\0", "cv.pdf", "unsupported_type", "a program"),
            (PDF, "cv.exe", "wrong_extension", "PDF, DOCX, TXT, MD, PNG, JPEG or WebP"),
            (SVG, "me.svg", "unsupported_type", "an SVG image"),
            (b'<?xml version="1.0"?>\n<!-- x -->\n' + SVG, "me.txt", "unsupported_type", "an SVG image"),
            (HTML, "cv.html", "unsupported_type", "HTML"),
            (b"\xef\xbb\xbf <!-- x -->\n" + HTML.lower(), "cv.md", "unsupported_type", "HTML"),
            (b"<?xml version='1.0'?><a/>", "cv.txt", "unsupported_type", "XML"),
            (b"{\\rtf1\\ansi x}", "cv.txt", "unsupported_type", "rich text"),
            (GIF, "me.gif", "unsupported_type", "a GIF image"),
            (b"\0\0\0\x18ftypheic\0\0\0\0", "me.jpg", "unsupported_type", "a HEIC image"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "cv.docx", "unsupported_type", "an old version of Office"),
            (archive("cv.pdf"), "cv.docx", "unsupported_type", "a ZIP archive"),
            (archive("xl/workbook.xml"), "cv.docx", "unsupported_type", "an Excel workbook"),
            (archive("META-INF/manifest.xml"), "cv.docx", "unsupported_type", "OpenDocument"),
            (word_document("word/vbaProject.bin"), "cv.docx", "unsupported_type", "macros"),
            (word_document()[:-30], "cv.docx", "unsupported_type", "a damaged archive"),
            (b"PK\x03\x04" + b"\0" * 50, "cv.docx", "unsupported_type", "a damaged archive"),
            (directory_of(10_001), "cv.docx", "unsupported_type", "too many files"),
            ("Lebenslauf für Ada".encode("latin-1"), "cv.txt", "unsupported_type", "another encoding than UTF-8"),
            ("Lebenslauf".encode("utf-16"), "cv.txt", "unsupported_type", "UTF-16"),
            (b"Ada\0Lovelace", "cv.txt", "unsupported_type", "no known kind"),
            (b"Ada \x1b[2J", "cv.txt", "unsupported_type", "no known kind"),
            (b"x" * 65_535 + "é".encode()[:1], "cv.txt", "unsupported_type", "another encoding"),
        ],
    )
    def test_what_is_not_taken_is_refused_by_what_it_is(
        self, content: bytes, name: str, code: str, says: str, api: APIClient
    ) -> None:
        before = every_row()
        answer = send(api, content, name)
        assert refused_fields(answer) == {"file": [code]}
        assert says in error_of(answer)["fields"]["file"][0]["message"]
        assert every_row() == before
        assert not storages["documents"].exists("documents")

    def test_nothing_of_an_archive_is_unpacked(self, api: APIClient) -> None:
        bomb = word_document(content=b"\0" * 50_000_000)
        assert len(bomb) < 200_000
        assert send(api, bomb, "cv.docx").json()["latest_version"]["size"] == len(bomb)

    def test_a_file_over_the_limit_is_refused_and_one_of_just_that_size_is_not(
        self, api: APIClient, settings: Settings
    ) -> None:
        settings.MAX_DOCUMENT_BYTES = 2_000_000
        answer = send(api, b"x" * 2_000_001, "cv.txt")
        assert refused_fields(answer) == {"file": ["too_large"]}
        assert "1.9 MiB large; the limit is 1.9 MiB" in error_of(answer)["message"]
        assert send(api, b"x" * 2_000_000, "cv.txt").status_code == 201

    @pytest.mark.parametrize(
        ("sent", "kept"),
        [
            ("../../etc/cv\x00\x1b\u202efdp.pdf", "cvfdp.pdf"),
            ("C:\\Users\\Ada\\cv.pdf", "cv.pdf"),
            ("Lebenslauf für Ada, 履歴書.pdf", "Lebenslauf für Ada, 履歴書.pdf"),
            ("a" * 296 + ".pdf", "a" * 251 + ".pdf"),
            ("cv", "cv.pdf"),
            ("a" * 300, "a" * 251 + ".pdf"),
        ],
    )
    def test_of_a_name_its_last_part_is_kept(self, sent: str, kept: str, api: APIClient) -> None:
        # As it comes over the wire: Django's own client would tidy the name up itself.
        body = (
            "--x\r\nContent-Disposition: form-data; name=title\r\n\r\nCV\r\n"
            "--x\r\nContent-Disposition: form-data; name=kind\r\n\r\ncv\r\n"
            f'--x\r\nContent-Disposition: form-data; name=file; filename="{sent}"\r\n\r\n'
        )
        body += PDF.decode() + "\r\n--x--\r\n"
        answer = api.generic("POST", DOCUMENTS, body, content_type="multipart/form-data; boundary=x")
        assert answer.status_code == 201, answer.content
        assert answer.json()["latest_version"]["filename"] == kept

    @pytest.mark.parametrize(
        ("fields", "refused"),
        [
            ({"title": ""}, {"title": ["blank"]}),
            ({"title": "x" * 201}, {"title": ["max_length"]}),
            ({"title": "a\0b"}, {"title": ["null_characters_not_allowed"]}),
            ({"kind": "novel"}, {"kind": ["invalid_choice"]}),
            ({"note": "x" * 501}, {"note": ["max_length"]}),
            ({"note": "a\0b"}, {"note": ["null_characters_not_allowed"]}),
        ],
    )
    def test_what_is_said_of_a_file_is_checked_by_field(
        self, fields: dict[str, str], refused: dict[str, list[str]], api: APIClient
    ) -> None:
        before = every_row()
        assert refused_fields(send(api, PDF, "cv.pdf", DOCUMENTS, **fields)) == refused
        assert every_row() == before

    def test_a_document_without_a_file_is_refused(self, api: APIClient) -> None:
        assert refused_fields(api.post(DOCUMENTS, {"title": "CV", "kind": "cv"}, format="multipart")) == {
            "file": ["required"]
        }
        text = api.post(DOCUMENTS, {"title": "CV", "kind": "cv", "file": "cv.pdf"}, format="multipart")
        assert refused_fields(text) == {"file": ["invalid"]}
        assert api.post(DOCUMENTS, {"title": "CV"}, format="json").status_code == 415

    def test_an_upload_that_is_repeated_under_its_key_makes_one_document(self, api: APIClient) -> None:
        def post(content: bytes) -> Any:
            body = {"title": "CV", "kind": "cv", "file": SimpleUploadedFile("cv.pdf", content)}
            return api.post(DOCUMENTS, body, format="multipart", headers={"Idempotency-Key": "k"})

        first, second, other = post(PDF), post(PDF), post(PDF + b"\n")
        assert first.json() == second.json()
        assert other.status_code == 422
        assert Document.objects.count() == DocumentVersion.objects.count() == 1


class TestVersions:
    def test_they_are_counted_and_the_newest_is_shown_with_the_document(self, api: APIClient) -> None:
        document = send(api).json()
        address = f"{DOCUMENTS}{document['id']}/"
        tag = api.get(address).headers["ETag"]
        second = send(api, b"Two", "cv.txt", f"{address}versions/", note="Shorter")
        assert second.status_code == 201, second.content
        assert second.json()["number"] == 2
        assert second.json()["document"] == document["id"]
        shown = api.get(address)
        assert shown.headers["ETag"] != tag
        assert shown.json()["versions_count"] == 2
        latest = second.json()
        del latest["applications"], latest["document"]
        assert shown.json()["latest_version"] == latest
        assert ids(api.get(f"{address}versions/")) == [second.json()["id"], document["latest_version"]["id"]]

    def test_one_is_deleted_alone(self, api: APIClient, user: User) -> None:
        document = make_document(user, b"One")
        second = make_version(document, b"Two")
        assert api.delete(f"{VERSIONS}{second.pk}/").status_code == 204
        assert api.get(f"{DOCUMENTS}{document.pk}/").json()["versions_count"] == 1
        assert StoredFile.objects.count() == 1
        answer = api.delete(f"{VERSIONS}{document.versions.get().pk}/")
        assert (answer.status_code, error_of(answer)["code"]) == (409, "only_version")

    def test_one_that_went_with_an_application_stays_and_the_refusal_names_it(
        self, api: APIClient, user: User, application: Application
    ) -> None:
        document = make_document(user)
        make_version(document)
        version = document.versions.get(number=1)
        attach_version(actor=user, application_id=application.pk, version_id=version.pk)
        answer = api.delete(f"{VERSIONS}{version.pk}/")
        assert (answer.status_code, error_of(answer)["code"]) == (409, "version_in_use")
        assert "Cook, Inn (Applied)." in error_of(answer)["message"]
        delete_application(actor=user, application_id=application.pk)
        assert "Cook, Inn (Applied), in the trash." in error_of(api.delete(f"{VERSIONS}{version.pk}/"))["message"]
        purge_application(actor=user, application_id=application.pk)
        assert api.delete(f"{VERSIONS}{version.pk}/").status_code == 204

    def test_a_stale_tag_deletes_nothing(self, api: APIClient, user: User) -> None:
        document = make_document(user)
        version = make_version(document)
        assert api.delete(f"{VERSIONS}{version.pk}/", headers={"If-Match": '"1"'}).status_code == 412
        tag = api.get(f"{VERSIONS}{version.pk}/").headers["ETag"]
        assert api.delete(f"{VERSIONS}{version.pk}/", headers={"If-Match": tag}).status_code == 204

    @pytest.mark.django_db(transaction=True)
    def test_parallel_uploads_get_a_number_each(self, user: User) -> None:
        document = make_document(user)
        at_once(*(lambda: make_version(document) for _ in range(6)))
        assert list(document.versions.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7]

    @pytest.mark.django_db(transaction=True)
    def test_of_a_use_and_a_deletion_at_the_same_time_one_is_made(self, user: User) -> None:
        application = make_application(user, ("applied", MARCH))
        document = make_document(user)
        make_version(document)
        version = document.versions.get(number=1)

        def attempt(call: Callable[[], Any]) -> str:
            try:
                call()
            except Exception as error:  # which one is what the test asks
                return type(error).__name__
            return "done"

        outcomes = at_once(
            lambda: attempt(lambda: attach_version(actor=user, application_id=application.pk, version_id=version.pk)),
            lambda: attempt(lambda: delete_version(actor=user, version_id=version.pk)),
        )
        assert outcomes in (["done", "Conflict"], ["InvalidInput", "done"])
        assert ApplicationDocument.objects.exists() == (outcomes[0] == "done")


class TestDownloads:
    @pytest.mark.parametrize(
        ("name", "disposition"),
        [
            ("cv.pdf", 'attachment; filename="cv.pdf"'),
            ('my "best" cv.pdf', 'attachment; filename="my \\"best\\" cv.pdf"'),
            (
                "Lebenslauf für Ada; 履.pdf",
                "attachment; filename*=utf-8''Lebenslauf%20f%C3%BCr%20Ada%3B%20%E5%B1%A5.pdf",
            ),
        ],
    )
    def test_a_file_is_saved_and_never_shown(self, name: str, disposition: str, api: APIClient, user: User) -> None:
        version = make_document(user, PDF, name=name).versions.get()
        answer = download(api, version.pk)
        expected = {
            "Content-Type": "application/pdf",
            "Content-Disposition": disposition,
            "Content-Length": str(len(PDF)),
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Cache-Control": "private, no-store",
            "ETag": f'"{sha256(PDF).hexdigest()}"',
        }
        assert {name: answer.headers.get(name) for name in expected} == expected

    @pytest.mark.parametrize("accept", ["application/pdf", "text/html,*/*;q=0.8", "image/png"])
    def test_the_content_comes_as_it_is_whatever_is_accepted(self, accept: str, api: APIClient, user: User) -> None:
        answer = download(api, make_document(user, PDF).versions.get().pk, Accept=accept)
        assert b"".join(answer.streaming_content) == PDF
        assert error_of(download(api, 10**9, Accept="application/pdf"))["code"] == "not_found"

    def test_text_is_said_to_be_utf_8(self, api: APIClient, user: User) -> None:
        version = make_document(user, "Größe".encode(), name="cv.md").versions.get()
        assert download(api, version.pk).headers["Content-Type"] == "text/plain; charset=utf-8"

    def test_who_has_it_already_is_not_sent_it_again(self, api: APIClient, user: User) -> None:
        version = make_document(user, PDF).versions.get()
        tag = download(api, version.pk).headers["ETag"]
        for known in (tag, f'W/{tag}, "x"'):
            answer = download(api, version.pk, **{"If-None-Match": known})
            assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", tag)
        assert download(api, version.pk, **{"If-None-Match": '"x"'}).status_code == 200

    def test_a_content_that_the_storage_has_lost_is_an_error_and_sending_it_again_helps(
        self, api: APIClient, user: User
    ) -> None:
        version = make_document(user, PDF).versions.get()
        storages["documents"].delete(version.file.key)
        assert error_of(download(api, version.pk))["code"] == "internal_error"
        send(api, PDF)
        assert b"".join(download(api, version.pk).streaming_content) == PDF

    def test_staff_do_not_see_what_is_in_a_file(self, user: User, client_of: Any) -> None:
        root = User.objects.create_superuser("root@example.org", "x")
        document = make_document(user, b"A secret of Ada's")
        assert download(client_of(root), document.versions.get().pk).status_code == 404
        browser = Client()
        browser.force_login(root)
        stored = StoredFile.objects.get()
        for page in (
            f"/admin/applications/document/{document.pk}/change/",
            f"/admin/applications/storedfile/{stored.pk}/change/",
            "/admin/applications/storedfile/",
        ):
            text = browser.get(page).content
            assert browser.get(page).status_code == 200
            assert b"secret" not in text
            assert stored.sha256.encode() not in text

    def test_staff_rename_a_document_and_put_it_into_the_trash(self, user: User) -> None:
        browser = Client()
        browser.force_login(User.objects.create_superuser("root@example.org", "x"))
        document = make_document(user)
        page = f"/admin/applications/document/{document.pk}/"
        versions = {"versions-TOTAL_FORMS": "0", "versions-INITIAL_FORMS": "0"}
        assert browser.post(f"{page}change/", {"title": "Renamed", "kind": "other"} | versions).status_code == 302
        document.refresh_from_db()
        assert (document.title, document.kind) == ("Renamed", "other")
        assert browser.post(f"{page}delete/", {"post": "yes"}).status_code == 302
        document.refresh_from_db()
        assert document.trashed_at is not None
        assert StoredFile.objects.count() == 1


class TestUses:
    def test_which_version_went_where_is_known_from_both_sides(
        self, api: APIClient, user: User, application: Application
    ) -> None:
        document = make_document(user, b"One", title="CV in English")
        sent = document.versions.get()
        make_version(document, b"Two")
        address = f"{APPLICATIONS}{application.pk}/documents/"
        first = api.post(address, {"version": sent.pk})
        again = api.post(address, {"version": sent.pk})
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json() == again.json()
        use = first.json()
        assert use | {"id": 0, "created_at": 0} == {
            "id": 0,
            "version": sent.pk,
            "number": 1,
            "document": document.pk,
            "title": "CV in English",
            "kind": "cv",
            "is_in_trash": False,
            "filename": "cv.txt",
            "media_type": "text/plain",
            "size": 3,
            "created_at": 0,
        }
        assert api.get(address).json()["results"] == [use]
        assert api.get(f"{VERSIONS}{sent.pk}/").json()["applications"] == [
            {"id": application.pk, "title": "Cook", "company": "Inn", "status": "applied"}
        ]
        assert api.get(f"{DOCUMENTS}{document.pk}/").json()["applications_count"] == 1
        assert api.delete(f"{address}{sent.pk}/").status_code == 204
        assert api.delete(f"{address}{sent.pk}/").status_code == 404
        assert api.get(address).json()["results"] == []

    def test_what_hangs_on_an_application_goes_and_comes_with_it(
        self, api: APIClient, user: User, application: Application
    ) -> None:
        version = make_document(user).versions.get()
        attach_version(actor=user, application_id=application.pk, version_id=version.pk)
        address = f"{APPLICATIONS}{application.pk}/documents/"
        for thing in (f"{APPLICATIONS}{application.pk}/", f"/api/v1/jobs/{application.job_id}/"):
            api.delete(thing)
            assert api.get(address).status_code == 404
            assert api.post(address, {"version": version.pk}).status_code == 404
            assert api.get(f"{VERSIONS}{version.pk}/").json()["applications"] == []
            assert api.get(f"{DOCUMENTS}?application={application.pk}").json()["results"] == []
            assert api.get(DOCUMENTS).json()["results"][0]["applications_count"] == 0
            api.post(f"{thing}restore/")
            assert [row["version"] for row in api.get(address).json()["results"]] == [version.pk]
            assert len(ids(api.get(f"{DOCUMENTS}?application={application.pk}"))) == 1

    def test_it_stays_where_two_postings_become_one(self, api: APIClient, user: User, application: Application) -> None:
        version = make_document(user).versions.get()
        attach_version(actor=user, application_id=application.pk, version_id=version.pk)
        merge_jobs(actor=user, job_id=JobFactory.create(owner=user).pk, other_id=application.job_id, take=[])
        rows = api.get(f"{APPLICATIONS}{application.pk}/documents/").json()["results"]
        assert [row["version"] for row in rows] == [version.pk]

    @pytest.mark.django_db(transaction=True)
    def test_of_parallel_requests_one_notes_it(self, user: User) -> None:
        application, version = make_application(user, ("applied", MARCH)), make_document(user).versions.get()
        results = at_once(
            *(
                lambda: attach_version(actor=user, application_id=application.pk, version_id=version.pk)[1]
                for _ in range(5)
            )
        )
        assert sorted(results) == [False, False, False, False, True]


class TestList:
    def test_it_is_searched_filtered_and_sorted(self, api: APIClient, user: User, application: Application) -> None:
        cv = send(api, b"1", "ada.txt", title="Curriculum", note="100% for Acme").json()["id"]
        letter = send(api, b"2", "letter_to_inn.txt", title="a letter", kind="cover_letter").json()["id"]
        make_document(application.owner)  # of the same person, and in nobody's way
        version = Document.objects.get(pk=letter).versions.get()
        attach_version(actor=user, application_id=application.pk, version_id=version.pk)
        for query, found in (
            ("search=CURRICULUM", [cv]),
            ("search=100%25", [cv]),
            ("search=letter_to", [letter]),
            ("search=_", [letter]),
            ("kind=cover_letter&kind=portfolio", [letter]),
            (f"application={application.pk}", [letter]),
        ):
            assert ids(api.get(f"{DOCUMENTS}?{query}")) == found, query
        assert ids(api.get(f"{DOCUMENTS}?ordering=title"))[0] == letter
        assert ids(api.get(f"{DOCUMENTS}?ordering=-created_at"))[-1] == cv
        assert refused_fields(api.get(f"{DOCUMENTS}?kind=novel")) == {"kind": ["invalid_choice"]}
        assert refused_fields(api.get(f"{DOCUMENTS}?application=0")) == {"application": ["min_value"]}
        assert refused_fields(api.get(f"{DOCUMENTS}?titel=x")) == {"titel": ["unknown"]}

    def test_a_change_is_refused_where_it_was_changed_in_the_meantime(self, api: APIClient, user: User) -> None:
        address = f"{DOCUMENTS}{make_document(user).pk}/"
        tag = api.get(address).headers["ETag"]
        changed = api.patch(address, {"title": "New", "kind": "other"}, headers={"If-Match": tag})
        assert (changed.status_code, changed.json()["title"], changed.json()["kind"]) == (200, "New", "other")
        for refused in (
            api.patch(address, {"title": "Newer"}, headers={"If-Match": tag}),
            api.delete(address, headers={"If-Match": tag}),
        ):
            assert refused.status_code == 412
        assert refused_fields(api.patch(address, {"title": "a\0b"})) == {"title": ["null_characters_not_allowed"]}


class TestTrash:
    def test_a_deleted_document_is_out_of_reach_but_what_it_went_with_still_names_it(
        self, api: APIClient, user: User, application: Application
    ) -> None:
        document = make_document(user, title="CV in English")
        version = document.versions.get()
        attach_version(actor=user, application_id=application.pk, version_id=version.pk)
        assert api.delete(f"{DOCUMENTS}{document.pk}/").status_code == 204
        assert ids(api.get(DOCUMENTS)) == []
        trash = api.get(f"{DOCUMENTS}trash/").json()["results"]
        assert [(row["id"], row["versions_count"]) for row in trash] == [(document.pk, 1)]
        for address in (
            f"{DOCUMENTS}{document.pk}/",
            f"{DOCUMENTS}{document.pk}/versions/",
            f"{VERSIONS}{version.pk}/",
            f"{VERSIONS}{version.pk}/download/",
        ):
            assert api.get(address).status_code == 404
        assert send(api, PDF, address=f"{DOCUMENTS}{document.pk}/versions/").status_code == 404
        other = make_application(user, ("applied", MARCH))
        refused = api.post(f"{APPLICATIONS}{other.pk}/documents/", {"version": version.pk})
        assert refused_fields(refused) == {"version": ["does_not_exist"]}
        [use] = api.get(f"{APPLICATIONS}{application.pk}/documents/").json()["results"]
        assert (use["title"], use["number"], use["is_in_trash"]) == ("CV in English", 1, True)

        restored = api.post(f"{DOCUMENTS}{document.pk}/restore/")
        assert restored.json()["applications_count"] == 1
        assert download(api, version.pk).status_code == 200
        [use] = api.get(f"{APPLICATIONS}{application.pk}/documents/").json()["results"]
        assert use["is_in_trash"] is False

    def test_what_is_purged_is_gone_with_its_files_and_uses(
        self, api: APIClient, user: User, application: Application, django_capture_on_commit_callbacks: Any
    ) -> None:
        document = make_document(user, b"One")
        make_version(document, b"Two")
        kept = make_document(user, b"Two")
        version = document.versions.get(number=1)
        key = version.file.key
        attach_version(actor=user, application_id=application.pk, version_id=version.pk)
        delete_document(actor=user, document_id=document.pk)
        with django_capture_on_commit_callbacks(execute=True):
            assert api.post(f"{DOCUMENTS}{document.pk}/purge/").status_code == 204
        assert api.get(f"{APPLICATIONS}{application.pk}/documents/").json()["results"] == []
        assert list(Document.objects.all()) == [kept]
        assert StoredFile.objects.get().sha256 == sha256(b"Two").hexdigest()
        assert not storages["documents"].exists(key)
        assert storages["documents"].exists(kept.versions.get().file.key)

    def test_after_thirty_days_it_is_gone(self, user: User, django_capture_on_commit_callbacks: Any) -> None:
        with time_machine.travel("2026-01-01T12:00:00Z", tick=False) as clock:
            old, new = make_document(user, b"Old"), make_document(user, b"New")
            key = old.versions.get().file.key
            delete_document(actor=user, document_id=old.pk)
            clock.shift(60)
            delete_document(actor=user, document_id=new.pk)
            clock.shift(30 * 24 * 3600 - 30)
            applications.tasks.purge_trash()
            with django_capture_on_commit_callbacks(execute=True):
                applications.tasks.sweep_files()
        assert list(Document.objects.all()) == [new]
        assert StoredFile.objects.count() == 1
        assert not storages["documents"].exists(key)


def test_who_leaves_takes_their_documents_along(
    user: User,
    other_user: User,
    application: Application,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    # What the broker is given is done at once.
    monkeypatch.setattr(applications.tasks.remove_files, "delay", applications.tasks.remove_files)
    for person in (user, other_user):
        document = make_document(person, b"The same")
        make_version(document)
    version = Document.objects.get(owner=user).versions.get(number=1)
    attach_version(actor=user, application_id=application.pk, version_id=version.pk)
    with django_capture_on_commit_callbacks(execute=True):
        delete_account(user=user)
    for model in (Document, DocumentVersion, StoredFile):
        assert set(model.objects.values_list("owner", flat=True)) == {other_user.pk}
    assert not ApplicationDocument.objects.exists()
    assert storages["documents"].listdir("documents") == ([str(other_user.pk)], [])


class TestRows:
    """What the database itself refuses, however a row gets there."""

    @pytest.fixture(autouse=True)
    def immediate_constraints(self, db: None) -> None:
        """Foreign keys are checked at each statement, not at a commit that no test reaches."""
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    @pytest.mark.parametrize(
        ("values", "constraint"),
        [
            ({"sha256": "x" * 64}, "stored_file_is_named_by_its_content"),
            ({"sha256": "a" * 63}, "stored_file_is_named_by_its_content"),
            ({"size": 0}, "stored_file_is_named_by_its_content"),
            ({"sha256": sha256(b"One").hexdigest()}, "stored_file_content"),
        ],
    )
    def test_a_file(self, values: dict[str, Any], constraint: str, user: User) -> None:
        make_document(user, b"One")
        row = {"owner": user, "sha256": "a" * 64, "size": 1, "media_type": "text/plain"}
        with pytest.raises(IntegrityError, match=f'"{constraint}"'):
            StoredFile.objects.bulk_create([StoredFile(**row | values)])

    @pytest.mark.parametrize("values", [{"title": ""}, {"kind": ""}, {"kind": "novel"}])
    def test_a_document(self, values: dict[str, Any], user: User) -> None:
        with pytest.raises(IntegrityError, match='"document_title_and_kind"'):
            Document.objects.bulk_create([Document(**{"owner": user, "title": "CV", "kind": "cv"} | values)])

    def test_a_document_in_the_trash_came_there_by_a_deletion(self, user: User) -> None:
        with pytest.raises(IntegrityError, match='"document_trashed_with_a_deletion"'):
            Document.objects.filter(pk=make_document(user).pk).update(trashed_at=MARCH)

    @pytest.mark.parametrize(
        ("values", "constraint"),
        [
            ({"number": 1}, "document_version_number"),
            ({"number": 0}, "document_version_number_and_name"),
            ({"filename": ""}, "document_version_number_and_name"),
        ],
    )
    def test_a_version(self, values: dict[str, Any], constraint: str, user: User) -> None:
        first = make_document(user).versions.get()
        row = {"owner": user, "document": first.document, "file": first.file, "number": 2, "filename": "cv.txt"}
        with pytest.raises(IntegrityError, match=f'"{constraint}"'):
            DocumentVersion.objects.bulk_create([DocumentVersion(**row | values)])

    def test_everything_belongs_to_one_person(self, user: User, other_user: User, application: Application) -> None:
        mine, theirs = (make_document(person).versions.get() for person in (user, other_user))
        for values, constraint in (
            ({"document": theirs.document}, "documentversion_document_same_owner"),
            ({"file": theirs.file}, "documentversion_file_same_owner"),
        ):
            row = {"owner": user, "document": mine.document, "file": mine.file, "number": 2, "filename": "x"} | values
            with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
                DocumentVersion.objects.bulk_create([DocumentVersion(**row)])
        for owner, version, constraint in (
            (user, theirs, "applicationdocument_version_same_owner"),
            (other_user, theirs, "applicationdocument_application_same_owner"),
        ):
            use = ApplicationDocument(owner=owner, application=application, version=version)
            with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
                ApplicationDocument.objects.bulk_create([use])

    def test_a_version_went_with_an_application_once(self, user: User, application: Application) -> None:
        version = make_document(user).versions.get()
        uses = [ApplicationDocument(owner=user, application=application, version=version) for _ in range(2)]
        with pytest.raises(IntegrityError, match='"application_document"'):
            ApplicationDocument.objects.bulk_create(uses)

    def test_every_constraint_has_its_test_here(self) -> None:
        models = (StoredFile, Document, DocumentVersion, ApplicationDocument)
        assert {constraint.name for model in models for constraint in model._meta.constraints} == {
            "application_document",
            "document_id_and_owner",
            "document_title_and_kind",
            "document_trashed_with_a_deletion",
            "document_version_id_and_owner",
            "document_version_number",
            "document_version_number_and_name",
            "stored_file_content",
            "stored_file_id_and_owner",
            "stored_file_is_named_by_its_content",
        }
