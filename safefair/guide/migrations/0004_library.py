"""Publications with their files, campaigns, and what readers get of both."""

import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guide", "0003_search_text"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("number", models.PositiveIntegerField(editable=False, unique=True, verbose_name="number")),
                ("summary", models.CharField(max_length=400, verbose_name="in one or two sentences")),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("BN", "Brunei Darussalam"),
                            ("KH", "Cambodia"),
                            ("ID", "Indonesia"),
                            ("LA", "Lao PDR"),
                            ("MY", "Malaysia"),
                            ("MM", "Myanmar"),
                            ("PH", "Philippines"),
                            ("SG", "Singapore"),
                            ("TH", "Thailand"),
                            ("TL", "Timor-Leste"),
                            ("VN", "Viet Nam"),
                        ],
                        max_length=2,
                        verbose_name="about",
                    ),
                ),
                ("organizers", models.CharField(max_length=300, verbose_name="organised by")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [("paragraph", 2), ("steps", 5)],
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"max_length": 90, "required": False}),
                            1: ("wagtail.blocks.TextBlock", (), {"max_length": 1200}),
                            2: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 0), ("text", 1)]],
                                {"icon": "pilcrow"},
                            ),
                            3: ("wagtail.blocks.TextBlock", (), {"max_length": 400}),
                            4: ("wagtail.blocks.ListBlock", (3,), {"min_num": 1}),
                            5: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 0), ("items", 4)]],
                                {"icon": "list-ol"},
                            ),
                        },
                        verbose_name="text",
                    ),
                ),
            ],
            options={
                "verbose_name": "campaign",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("publication", "publication"), ("campaign", "campaign")], max_length=11
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=255)),
                ("summary", models.CharField(max_length=400)),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("BN", "Brunei Darussalam"),
                            ("KH", "Cambodia"),
                            ("ID", "Indonesia"),
                            ("LA", "Lao PDR"),
                            ("MY", "Malaysia"),
                            ("MM", "Myanmar"),
                            ("PH", "Philippines"),
                            ("SG", "Singapore"),
                            ("TH", "Thailand"),
                            ("TL", "Timor-Leste"),
                            ("VN", "Viet Nam"),
                        ],
                        max_length=2,
                    ),
                ),
                ("day", models.DateField()),
                ("content", models.JSONField()),
                ("taken_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "number"), name="guide_one_listing_a_page")
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("number", models.PositiveIntegerField(editable=False, unique=True, verbose_name="number")),
                ("summary", models.CharField(max_length=400, verbose_name="in one or two sentences")),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("BN", "Brunei Darussalam"),
                            ("KH", "Cambodia"),
                            ("ID", "Indonesia"),
                            ("LA", "Lao PDR"),
                            ("MY", "Malaysia"),
                            ("MM", "Myanmar"),
                            ("PH", "Philippines"),
                            ("SG", "Singapore"),
                            ("TH", "Thailand"),
                            ("TL", "Timor-Leste"),
                            ("VN", "Viet Nam"),
                        ],
                        max_length=2,
                        verbose_name="about",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("brief", "Research brief"),
                            ("report", "Report"),
                            ("guidelines", "Guidelines"),
                            ("training", "Training material"),
                            ("material", "Campaign material"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("authors", models.CharField(blank=True, max_length=300, verbose_name="authors, as printed")),
                ("publisher", models.CharField(max_length=200, verbose_name="publisher")),
                ("published_on", models.DateField(verbose_name="published on")),
                (
                    "licence",
                    models.CharField(
                        choices=[
                            ("by", "CC BY 4.0"),
                            ("by-igo", "CC BY 3.0 IGO"),
                            ("by-nc-sa-igo", "CC BY-NC-SA 3.0 IGO"),
                            ("reserved", "All rights reserved: free to read, ask before you copy"),
                        ],
                        max_length=12,
                        verbose_name="licence",
                    ),
                ),
                ("doi", models.CharField(blank=True, max_length=100, verbose_name="DOI")),
                (
                    "elsewhere",
                    wagtail.fields.StreamField(
                        [("elsewhere", 4)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": "As it is called in that language.", "max_length": 200},
                            ),
                            1: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("en-gb", "English"),
                                        ("th", "Thai"),
                                        ("my", "Burmese"),
                                        ("km", "Khmer"),
                                        ("lo", "Lao"),
                                        ("vi", "Vietnamese"),
                                        ("id", "Indonesian"),
                                        ("ms", "Malay"),
                                        ("fil", "Filipino"),
                                        ("zh-hans", "Chinese (simplified)"),
                                    ]
                                },
                            ),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": "Such as: PDF, video, web page.", "max_length": 40},
                            ),
                            3: ("wagtail.blocks.URLBlock", (), {"max_length": 400}),
                            4: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 0), ("language", 1), ("form", 2), ("address", 3)]],
                                {"icon": "link"},
                            ),
                        },
                        verbose_name="on other sites",
                    ),
                ),
                (
                    "material_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="materials",
                        to="guide.campaign",
                        verbose_name="campaign",
                    ),
                ),
            ],
            options={
                "verbose_name": "publication",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="PublicationFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("language", models.CharField(max_length=10, verbose_name="language")),
                (
                    "form",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("jpg", "Picture"), ("mp3", "Sound")],
                        max_length=3,
                        verbose_name="form",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("size", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("number", "language", "form"), name="guide_one_file_a_language_and_form"
                    )
                ],
            },
        ),
    ]
