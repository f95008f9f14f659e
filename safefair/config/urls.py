"""Addresses: the public site at the root, the workspace below `/workspace/`, other systems at the doors beside them.

`/exchange/`: other installations; `/channels/`: providers; `/api/`: whoever reads what is published.
"""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = []

if "workspace" in settings.SITES:
    urlpatterns += [
        path("accounts/", include("safefair.accounts.urls")),
        path("accounts/", include("allauth.urls")),
        path(
            "workspace/",
            include(
                [
                    path("", include("safefair.website.workspace_urls")),
                    path("components/", include("safefair.core.gallery_urls")),
                    path("directory/", include("safefair.directory.urls")),
                    path("people/", include("safefair.people.urls")),
                    path("questions/", include("safefair.contact.urls")),
                    path("cases/", include("safefair.cases.urls")),
                    path("outreach/", include("safefair.outreach.urls")),
                    path("trainings/", include("safefair.trainings.urls")),
                    path("results/", include("safefair.results.urls")),
                    path("guide/", include("safefair.guide.urls")),
                ]
            ),
        ),
    ]

if "exchange" in settings.SITES:
    urlpatterns += [path("exchange/v1/", include("safefair.cases.exchange_urls"))]

if "channels" in settings.SITES:
    urlpatterns += [path("channels/", include("safefair.contact.channel_urls"))]

if "editing" in settings.SITES:
    urlpatterns += [path("workspace/editing/", include("safefair.guide.editing"))]

if "public" in settings.SITES:
    urlpatterns += [path("api/", include("safefair.api.urls"))]
    urlpatterns += i18n_patterns(
        path("", include("safefair.guide.keeping_urls")),
        path("", include("safefair.website.urls")),
        prefix_default_language=False,
    )
