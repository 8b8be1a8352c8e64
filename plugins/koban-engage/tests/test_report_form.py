"""A citizen writes a report in the page's form."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from PIL import Image

RECEIPT = "0123456789ABCDEFGHJK"
GROUPED = "0123-4567-89AB-CDEF-GHJK"


def sent(town: Any, category: str = "noise", json: bool = False, files: Any = None, **fields: Any) -> Any:
    data = {"receipt": RECEIPT, "text": "Music until four", **fields}
    if category == "noise":
        data.setdefault("q-often", "daily")
    headers = {"Accept": "application/json"} if json else {"Accept": "text/html"}
    return town.post(
        f"/report/new/{category}", data=data, files=files or {"photo": ("", b"")}, headers=headers
    )


def status_of(town: Any, receipt: str = RECEIPT) -> Any:
    return town.post("/api/report/status", json={"receipt": receipt})


def test_front_page_leads_with_the_emergency_notice_and_shows_dates(town: Any) -> None:
    page = town.get("/report/").text
    assert page.index("In danger? Call 112.") < page.index("Noise at night")
    assert "First answer by Wednesday, 4 March 2026" in page


def test_form_promises_a_date_before_anyone_types(town: Any) -> None:
    page = town.get("/report/new/noise").text
    assert page.index("First answer by Wednesday, 4 March 2026") < page.index("<textarea")
    assert "Somebody is at the post now" in page
    assert 'name="q-often"' in page
    assert "Old quay" in page


def test_out_of_hours_says_when_somebody_reads_it(town: Any, clock: Any) -> None:
    clock.advance(clock.now().replace(hour=22) - clock.now())
    assert (
        "Nobody is at the post now. What you send is read from 3 Mar 2026"
        in town.get("/report/new/noise").text
    )


def test_a_sent_report_gets_its_receipt_and_its_date(town: Any) -> None:
    answer = sent(town)
    assert answer.status_code == 200
    assert GROUPED in answer.text
    assert "4 March 2026" in answer.text
    assert "<svg" in answer.text
    found = status_of(town).json()
    assert found["status"] == "new"
    assert found["promised"] == "2026-03-04"


def test_the_outbox_gets_json_and_sending_again_is_one_report(town: Any) -> None:
    first, again = sent(town, json=True), sent(town, json=True)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["receipt"] == RECEIPT
    assert first.json()["promised"] == "2026-03-04"
    assert {"receipt", "title", "next", "promised"} <= set(first.json())


def test_another_report_under_a_used_receipt_is_not_swallowed(town: Any) -> None:
    sent(town)
    again = sent(town, text="Something else")
    assert again.status_code == 409
    assert "Is this a new report?" in again.text
    assert "Something else" in again.text
    fresh = re.search(r'name="receipt" value="([^"]+)"', again.text)
    assert fresh is not None
    assert fresh[1] != RECEIPT
    assert sent(town, text="Something else", receipt=fresh[1]).status_code == 200
    assert status_of(town, fresh[1]).status_code == 200


def test_mistakes_are_listed_linked_and_nothing_is_lost(town: Any, photo: bytes) -> None:
    data = {"text": "", "q-often": "", "place": "By the bridge", "q-kinds": ["music"]}
    page = sent(town, files={"photo": ("a.jpg", photo)}, **data)
    assert page.status_code == 422
    assert 'href="#text"' in page.text
    assert 'href="#q-often"' in page.text
    assert "“How often?”: choose an answer." in page.text
    assert 'value="By the bridge"' in page.text
    assert re.search(r'value="music"\s+checked', page.text)
    kept = re.search(r'name="photo-kept" value="([^"]+)"', page.text)
    assert kept is not None
    assert sent(town, **{"photo-kept": kept[1]}).status_code == 200
    assert len(case_photos(town)) == 1


def case_photos(town: Any) -> list[bytes]:
    desk = town.sign_in()
    inbox = desk.get("/report/").text
    case = re.search(r'href="(/report/case/[^"]+)"', inbox)
    assert case is not None
    page = desk.get(case[1]).text
    return [
        desk.get(path).content for path in set(re.findall(r'src="(/report/case/[^"]+/photo/[^"]+)"', page))
    ]


def test_a_photo_loses_its_metadata_and_stands_upright(town: Any, photo: bytes) -> None:
    sent(town, files={"photo": ("a.jpg", photo)})
    (kept,) = case_photos(town)
    assert b"Secret" not in kept
    assert b"Exif" not in kept
    assert Image.open(BytesIO(kept)).size == (200, 400)


def test_a_bad_photo_is_told_and_loses_nothing(town: Any) -> None:
    page = sent(town, files={"photo": ("a.jpg", b"no picture at all")}, place="By the bridge")
    assert page.status_code == 422
    assert "We cannot read this photo" in page.text
    assert 'value="By the bridge"' in page.text
    assert "Music until four" in page.text
    refused = sent(town, json=True, files={"photo": ("a.jpg", b"no picture at all")})
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    assert status_of(town).status_code == 404


def test_a_decompression_bomb_is_refused(town: Any) -> None:
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    page = sent(town, files={"photo": ("a.png", out.getvalue())})
    assert page.status_code == 422
    assert "too many pixels" in page.text


def test_personal_data_is_pointed_out_never_blocked(town: Any) -> None:
    text = "Ask anna@mail.example or bert@mail.example, +32 470 12 34 56, plate 1-ABC-234"
    page = sent(town, text=text)
    assert "Look at this before you send" in page.text
    for found in ("anna@mail.example", "bert@mail.example", "+32 470 12 34 56", "1-ABC-234"):
        assert f"<strong>{found}</strong>" in page.text
    assert status_of(town).status_code == 404
    assert 'name="q-often" value="daily"' in page.text
    assert "<textarea" in sent(town, text=text, edit="yes").text
    assert GROUPED in sent(town, text=text, checked="yes").text
    assert status_of(town).status_code == 200


def test_anonymous_categories_keep_no_contact(town: Any) -> None:
    sent(town, "tip", name="Anna Example", reach="anna@mail.example")
    desk = town.sign_in()
    case = re.search(r'href="(/report/case/[^"]+)"', desk.get("/report/").text)
    assert case is not None
    page = desk.get(case[1]).text
    assert "Anna Example" not in page
    assert "Without a name" in page


def test_a_category_that_needs_a_name_says_so(town: Any) -> None:
    page = sent(town, "complaint")
    assert page.status_code == 422
    assert "without knowing how to reach you" in page.text
    assert sent(town, "complaint", reach="anna@mail.example").status_code == 200


def test_quick_exit_stands_on_sensitive_pages_only(town: Any) -> None:
    assert "data-kb-exit" in town.get("/report/new/tip").text
    assert "data-kb-exit" not in town.get("/report/new/noise").text


def test_an_unknown_category_is_not_found(town: Any) -> None:
    assert town.get("/report/new/nothing").status_code == 404


def test_a_field_of_megabytes_is_refused_before_anybody_reads_it(town: Any) -> None:
    fields = {"text": "x" * 100_001, "q-often": "once", "anonymous": "yes"}
    assert town.post("/report/new/noise", data=fields).status_code == 413


def test_a_sensitive_form_leaves_no_copy_where_a_person_opened_it(town: Any) -> None:
    opened = {"Sec-Fetch-Dest": "document"}
    assert town.get("/report/new/tip", headers=opened).headers["cache-control"] == "no-store"
    assert town.get("/report/new/tip").headers["cache-control"] == "no-cache"
    assert town.get("/report/new/noise", headers=opened).headers["cache-control"] == "no-cache"
