"""Words of another language: by text, signed off by somebody else, stale where the English moved on."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from safefair.guide.content import digest_of, texts_of
from safefair.guide.models import DayOfReads, Snapshot, Translation
from safefair.guide.operations.loading import fill
from safefair.guide.operations.recordings import NoRecording, TooLarge, save_recording
from safefair.guide.operations.translating import NothingToSign, OwnWords, save_words, sign_off
from tests.accounts.factories import OrganizationFactory, UserFactory, sign_in
from tests.guide.factories import FACTS, publish, published

pytestmark = pytest.mark.django_db


def translated(article, **words: str) -> Translation:
    """Invented Khmer words for some texts of an article."""
    known = {digest_of(text): f"ប្រឌិត {number}" for number, text in enumerate(texts_of(article))}
    known |= {digest_of(text): word for text, word in words.items()}
    return save_words(article, "km", known, at=timezone.now(), by=UserFactory.create())


def test_readers_get_words_once_somebody_else_signed_them(client):
    article = published()
    translation = translated(article)
    assert "Invented title" in client.get("/km/a/900").content.decode()

    sign_off(translation, at=timezone.now(), by=UserFactory.create())

    page = client.get("/km/a/900").content.decode()
    assert "<h1>ប្រឌិត 0</h1>" in page
    assert "Invented" not in page.split("</article>")[0]
    assert "Invented title" in client.get("/a/900").content.decode()


def test_nobody_signs_her_own_words_or_none():
    translation = translated(published())

    assert translation.words_by
    with pytest.raises(OwnWords):
        sign_off(translation, at=timezone.now(), by=translation.words_by)
    translation.words = {}
    with pytest.raises(NothingToSign):
        sign_off(translation, at=timezone.now(), by=UserFactory.create())
    assert not Snapshot.objects.filter(language="km").exists()


def test_a_text_that_changed_stands_in_english_and_is_marked(client):
    article = published()
    sign_off(translated(article), at=timezone.now(), by=UserFactory.create())
    fill(article, {**FACTS, "summary": "Invented newer summary."})
    publish(article)

    page = client.get("/km/a/900").content.decode()

    assert '<p class="lead" lang="en">Invented newer summary.</p>' in page
    assert "<h1>ប្រឌិត 0</h1>" in page


def test_words_that_are_not_signed_yet_change_nothing_for_readers(client):
    article = published()
    sign_off(translated(article), at=timezone.now(), by=UserFactory.create())
    translated(article, **{"Invented title": "ថ្មី"})
    publish(article)

    assert "<h1>ប្រឌិត 0</h1>" in client.get("/km/a/900").content.decode()


def test_a_writer_translates_and_an_editor_signs_off(client):
    article = published()
    sign_in(client, "GUIDE_WRITER")
    address = reverse("guide:translate", args=[900, "km"])
    page = client.get(address)
    assert page.status_code == 200
    assert "Invented second step." in page.content.decode()
    client.post(address, {digest_of("Invented title"): "ចំណងជើង"})
    assert client.post(reverse("guide:sign_off", args=[900, "km"])).status_code == 403

    sign_in(client, "GUIDE_EDITOR")
    client.post(reverse("guide:sign_off", args=[900, "km"]))

    assert Translation.objects.get(article=article).signed_words == {digest_of("Invented title"): "ចំណងជើង"}
    assert "signed off" in client.get(address).content.decode().lower()
    assert client.get(reverse("guide:translate", args=[900, "en-gb"])).status_code == 404


def test_words_go_out_as_a_file_of_gettext(client):
    translated(published(), **{"Invented title": 'ក "ខ"'})
    sign_in(client, "GUIDE_WRITER")

    text = client.get(reverse("guide:words", args=[900, "km"])).content.decode()

    assert 'msgid "Invented title"\nmsgstr "ក \\"ខ\\""' in text
    assert text.count('msgid "Invented paragraph."') == 1


def test_the_list_of_articles_and_the_counts_cost_the_same_for_more(client, assert_same_queries):
    translated(published())
    sign_in(client, "GUIDE_EDITOR")
    numbers = iter(range(901, 920))

    assert_same_queries(reverse("guide:list"), lambda: translated(published(next(numbers))), at_most=12)
    assert_same_queries(
        reverse("guide:reads"),
        lambda: DayOfReads.objects.create(
            day=timezone.localdate(), number=next(numbers), language="km", reads=9
        ),
        at_most=12,
    )


@pytest.mark.parametrize(("reads", "shown"), [(4, "withheld"), (5, "5")])
def test_a_count_of_few_is_not_shown(client, reads, shown):
    published()
    DayOfReads.objects.create(day=timezone.localdate(), number=900, language="km", reads=reads)
    sign_in(client, "PROGRAMME_MANAGER")

    page = client.get(reverse("guide:reads")).content.decode()

    assert ("withheld</span>" in page) == (shown == "withheld")
    assert (f">{reads}</td>" in page) == (shown != "withheld")


@pytest.mark.parametrize("name", ["guide:list", "guide:reads"])
def test_centres_do_not_keep_the_guide(client, name):
    sign_in(client, "COUNSELLOR", OrganizationFactory.create())

    assert client.get(reverse(name)).status_code == 403


SOUND = b"\xff\xfb\x90\x00" + bytes(400)
TAGGED = b"ID3\x04\x00\x00\x00\x00\x00\x14Invented name inside" + SOUND + b"TAG" + b"Invented".ljust(125)


def test_a_recording_is_played_without_its_tags_as_long_as_the_words_are_the_same(client):
    article = published()
    taken = Snapshot.objects.get()
    save_recording(taken, TAGGED, at=timezone.now(), by=UserFactory.create())

    assert 'src="/a/900.mp3"' in client.get("/a/900").content.decode()
    sound = client.get("/a/900.mp3")
    assert (sound.content, sound["Content-Type"]) == (SOUND, "audio/mpeg")
    publish(article)
    assert client.get("/a/900.mp3").status_code == 200

    fill(article, {**FACTS, "summary": "Invented newer summary."})
    publish(article)

    assert "<audio" not in client.get("/a/900").content.decode()
    assert client.get("/a/900.mp3").status_code == 404


@pytest.mark.parametrize(
    ("data", "refusal"), [(b"RIFF" + bytes(400), NoRecording), (SOUND * 4000, TooLarge), (b"", NoRecording)]
)
def test_other_files_are_refused(data, refusal):
    published()

    with pytest.raises(refusal):
        save_recording(Snapshot.objects.get(), data, at=timezone.now(), by=UserFactory.create())


def test_an_editor_adds_a_recording(client):
    sign_off(translated(published()), at=timezone.now(), by=UserFactory.create())
    sign_in(client, "GUIDE_EDITOR")
    address = reverse("guide:recording", args=[900, "km"])
    assert address in client.get(reverse("guide:translate", args=[900, "km"])).content.decode()

    refused = client.post(address, {"file": SimpleUploadedFile("invented.mp3", b"RIFF")})
    assert "This is no MP3 file" in refused.content.decode()
    client.post(address, {"file": SimpleUploadedFile("invented.mp3", TAGGED)})

    assert client.get("/km/a/900.mp3").content == SOUND
    assert client.get("/th/a/900.mp3").status_code == 404
