"""Addresses of the guide in the workspace."""

from django.urls import path

from safefair.guide.views import library, overview, recordings, translations

app_name = "guide"
urlpatterns = [
    path("", overview.article_list, name="list"),
    path("publications/", library.library, name="library"),
    path("publications/<int:number>/", library.publication_files, name="publication_files"),
    path(
        "publications/<int:number>/<str:language>/<str:form>/remove/",
        library.publication_file_remove,
        name="publication_file_remove",
    ),
    path("reads/", overview.reads, name="reads"),
    path("<int:number>/<str:language>/", translations.translate, name="translate"),
    path("<int:number>/<str:language>/sign-off/", translations.sign_off_words, name="sign_off"),
    path("<int:number>/<str:language>/recording/", recordings.recording, name="recording"),
    path("<int:number>/<str:language>/words.po", translations.words_file, name="words"),
]
