def test_public_pages_and_files_are_compressed(citizen, world) -> None:
    for path in ("/", world.host.runtime.assets["koban.css"].path, "/sw.js"):
        answer = citizen.get(path, headers={"accept-encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip", path
        assert int(answer.headers["content-length"]) * 2 < len(answer.content)
        plain = citizen.get(path, headers={"accept-encoding": "identity"})
        assert "content-encoding" not in plain.headers
        assert plain.content == answer.content


def test_personal_answers_and_small_ones_are_not(citizen, desk) -> None:
    sent = citizen.post("/sample/form", data={"what": "x"})
    page = citizen.get(sent.headers["location"], headers={"accept-encoding": "gzip"})
    assert "Thank you" in page.text
    assert "content-encoding" not in page.headers
    for answer in (citizen.get("/sample/number/7"), desk.get("/sign-in"), citizen.get("/nope")):
        assert "content-encoding" not in answer.headers
