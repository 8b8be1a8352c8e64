"""The app as an installed one: no installability error, works without a network, and loses nothing that was written."""

import pytest
from sample_community import bundle


def controlled(page, url: str) -> None:
    page.goto(url)
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def fill(page, what: str) -> None:
    page.locator("#what").fill(what)
    for _ in range(3):
        page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Check your answers").wait_for()
    page.get_by_role("button", name="Send").click()


def sent(host) -> dict:
    import sqlite3

    with sqlite3.connect(host.world.folder / "control.db") as connection:
        rows = connection.execute("SELECT * FROM note").fetchall()
    connection.close()
    return {row[0]: row[1] for row in rows if row[0].startswith("sent-")}


def test_chromium_finds_nothing_wrong(serve, browse) -> None:
    host = serve(bundle())
    context = browse()
    page = context.new_page()
    complaints = []
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None,
    )
    controlled(page, host.url("harbour"))
    devtools = context.new_cdp_session(page)
    assert devtools.send("Page.getInstallabilityErrors") == {"installabilityErrors": []}
    manifest = devtools.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert devtools.send("Page.getAppId")["appId"] == host.url("harbour")
    assert complaints == []


def test_first_load_is_small_and_asks_no_other_host(serve, browse) -> None:
    host = serve(bundle())
    page = browse(service_workers="block").new_page()
    sizes, hosts = [], set()

    def count(response) -> None:
        hosts.add(response.url.split("/")[2])
        sizes.append(len(response.body()))

    seen = []

    def see(response) -> None:
        seen.append(response)

    page.on("response", see)
    page.goto(host.url("harbour"))
    page.wait_for_load_state("networkidle")
    for response in seen:
        count(response)
    assert sum(sizes) < 100_000
    assert hosts == {f"harbour.localhost:{host.port}"}


def test_pages_open_without_the_server_and_strange_ones_say_so(serve, browse) -> None:
    host = serve(bundle())
    page = browse().new_page()
    controlled(page, host.url("harbour"))
    page.wait_for_function("caches.match('/sample/').then(found => Boolean(found))")
    host.down()
    page.goto(host.url("harbour", "/sample/"))
    page.get_by_role("heading", name="Tell us, or ask").wait_for()
    page.goto(host.url("harbour", "/never/seen"))
    page.get_by_role("heading", name="There is no connection right now").wait_for()
    host.up()
    page.goto(host.url("harbour"))
    page.get_by_text("We are here until").wait_for()


def test_personal_pages_are_never_kept(serve, browse) -> None:
    host = serve(bundle())
    page = browse().new_page()
    controlled(page, host.url("harbour"))
    page.goto(host.url("harbour", "/sample/form"))
    page.locator("#what").fill("secret")
    for _ in range(3):
        page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send").click()
    page.get_by_text("Thank you for “secret”").wait_for()
    kept = page.evaluate(
        """async () => { const texts = []; for (const name of await caches.keys()) { const cache = await caches.open(name);
        for (const key of await cache.keys()) texts.push(await (await cache.match(key)).text()); } return texts.join() }"""
    )
    assert "secret" not in kept


def test_what_was_written_offline_arrives_once(serve, browse) -> None:
    host = serve(bundle())
    context = browse()
    page = context.new_page()
    controlled(page, host.url("harbour", "/sample/outboxed"))
    page.wait_for_function("caches.match('/sample/outboxed').then(found => Boolean(found))")
    host.down()
    page.reload()
    fill(page, "Loud music")
    page.locator(".outcome.waiting").wait_for()
    assert page.locator(".outbox-item.waiting").count() == 1
    receipt = page.locator(".outcome code").inner_text().replace("-", "")
    page.goto(host.url("harbour"))
    page.locator(".outbox-item.waiting").wait_for()
    host.up()
    page.get_by_role("button", name="Try again now").click()
    page.locator(".outbox-item.sent").wait_for()
    assert list(sent(host)) == [f"sent-{receipt}"]
    page.get_by_role("button", name="Close").click()
    page.locator(".outbox-item").wait_for(state="detached")


def test_what_waits_is_sent_by_background_sync(serve, browse) -> None:
    host = serve(bundle())
    context = browse()
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    registrations = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated", lambda event: registrations.extend(event["registrations"])
    )
    devtools.send("ServiceWorker.enable")
    controlled(page, host.url("harbour", "/sample/outboxed"))
    host.down()
    fill(page, "Loud music")
    page.locator(".outcome.waiting").wait_for()
    host.up()
    devtools.send(
        "ServiceWorker.dispatchSyncEvent",
        {
            "origin": host.url("harbour", ""),
            "registrationId": registrations[-1]["registrationId"],
            "tag": "outbox",
            "lastChance": False,
        },
    )
    page.locator(".outbox-item.sent").wait_for()
    assert len(sent(host)) == 1


@pytest.mark.parametrize("online", [True, False])
def test_what_is_refused_stays_with_the_person(serve, browse, online) -> None:
    host = serve(bundle())
    page = browse().new_page()
    controlled(page, host.url("harbour", "/sample/outboxed"))
    if not online:
        host.down()
    fill(page, "refuse")
    if online:
        page.get_by_role("alert").get_by_text("Please call us.").wait_for()
        page.get_by_text("refuse").first.wait_for()
        return
    page.locator(".outcome.waiting").wait_for()
    host.up()
    page.goto(host.url("harbour"))
    page.locator(".outbox-item.refused").wait_for()
    page.get_by_text("Please call us.").wait_for()
    page.get_by_text("Read what I wrote").click()
    page.get_by_text("refuse", exact=True).wait_for()
    page.get_by_role("button", name="Delete from this phone").click()
    page.locator(".outbox-item").wait_for(state="detached")


def test_a_language_change_speaks_the_new_language_offline(serve, browse) -> None:
    host = serve(bundle())
    page = browse().new_page()
    controlled(page, host.url("harbour"))
    page.get_by_role("button", name="العربية").click()
    page.wait_for_function("document.documentElement.dir === 'rtl'")
    page.wait_for_function(
        "caches.match('/').then(async (found) => found && (await found.text()).includes('dir=\"rtl\"'))"
    )
    host.down()
    page.goto(host.url("harbour"))
    assert page.locator("html").get_attribute("dir") == "rtl"
