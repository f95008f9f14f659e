"""Addresses of the public site: nothing in them says more than "programme", "numbers", "data", "publications", "campaigns", "a"."""

from django.urls import path

from safefair.guide import public as guide
from safefair.website import asking, finding, library, public

app_name = "website"
urlpatterns = [
    path("", public.programme, name="programme"),
    path("ask/", asking.start, name="ask"),
    path("ask/back/", asking.back, name="ask_back"),
    path("ask/back/again/", asking.again, name="ask_again"),
    path("ask/back/end/", asking.take_back, name="ask_end"),
    path("ask/<str:country>/", asking.ask_country, name="ask_country"),
    path("a/", guide.contents, name="guide"),
    path("a/<int:number>", guide.article, name="article"),
    path("a/<int:number>.mp3", guide.recording_file, name="guide_recording"),
    path("a/<int:number>/share", guide.share, name="guide_share"),
    path("a/<int:number>/card.pdf", guide.card_file, name="guide_card"),
    path("a/<int:number>/poster.pdf", guide.poster_file, name="guide_poster"),
    path("a/<str:place>/", guide.contents, name="guide_place"),
    path("publications/", library.publication_list, name="publications"),
    path("publications/<int:number>", library.publication, name="publication"),
    path(
        "publications/<int:number>/<str:language>.<str:form>",
        library.publication_file,
        name="publication_file",
    ),
    path("campaigns/", library.campaign_list, name="campaigns"),
    path("campaigns/<int:number>", library.campaign, name="campaign"),
    path("near/", finding.start, name="near"),
    path("near/<str:country>/", finding.in_country, name="near_country"),
    path("near/<str:country>/<str:area>/", finding.in_province, name="near_province"),
    path("numbers/", public.how_numbers_are_made, name="how"),
    path("numbers/<int:release>/<str:code>/", public.number, name="number"),
    path("data/", public.open_data, name="open_data"),
    path("data/<int:release>/<str:name>", public.release_file, name="release_file"),
]
