"""The page that shows every component in every state; tests keep its HTML, browsers are checked against it."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from safefair.core.charts import (
    WITHHELD,
    BarRow,
    Chart,
    ColumnRow,
    CountryRow,
    RangeRow,
    bar_chart,
    column_chart,
    map_chart,
    range_chart,
    sparkline,
)
from safefair.core.icons import ICONS
from safefair.core.models import Task, TaskStatus


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Name as she says it"), help_text=_("In any script."), max_length=40)
    phone = forms.CharField(label=_("Telephone"), required=False, widget=forms.TelInput)
    born_on = forms.DateField(
        label=_("Date of birth"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=[("F", _("woman")), ("M", _("man")), ("X", _("another"))])
    way = forms.ChoiceField(
        label=_("How she came"),
        choices=[("walk", _("walked in")), ("call", _("called"))],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics"),
        required=False,
        choices=[("wage", _("wages")), ("papers", _("papers")), ("safety", _("safety"))],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    sheet = forms.FileField(label=_("Sheet"), required=False, help_text=_("XLSX or CSV, at most 10 MB."))
    agrees = forms.BooleanField(label=_("She agrees that we write this down"))


class SampleFilter(forms.Form):
    """A filter bar's form."""

    q = forms.CharField(label=_("Search"), required=False, widget=forms.SearchInput)
    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=[("", _("all")), ("TH", "Thailand")]
    )


@dataclass(frozen=True)
class FlashMessage:
    """What the message framework hands to a page."""

    message: str
    level_tag: str

    def __str__(self) -> str:
        return self.message


def sample_tasks() -> list[Task]:
    """A background task in each of its states, not saved."""
    return [
        Task(status=TaskStatus.WAITING),
        Task(status=TaskStatus.RUNNING, done=8400, total=20000, step="rows checked"),
        Task(status=TaskStatus.DONE, done=20000, total=20000),
        Task(status=TaskStatus.FAILED, message="The file has no column for names."),
    ]


def sample_charts() -> list[Chart]:
    """Each chart with a value that is withheld and one that is missing; all figures invented."""
    countries = (
        ("KH", "Cambodia", 310),
        ("ID", "Indonesia", 1240),
        ("TH", "Thailand", 2104),
        ("SG", "Singapore", 85),
    )
    more = (
        ("VN", "Viet Nam", 640),
        ("PH", "Philippines", 905),
        ("MY", "Malaysia", 1510),
        ("LA", "Lao PDR", 220),
    )
    shapes = [CountryRow(*row) for row in (*countries, *more)]
    shapes += [CountryRow("BN", "Brunei Darussalam", WITHHELD), CountryRow("MM", "Myanmar", WITHHELD)]
    return [
        bar_chart(
            "People informed, by country",
            [
                *(BarRow.of(label, value) for _code, label, value in countries),
                BarRow.of("Myanmar", WITHHELD),
                BarRow.of("Brunei Darussalam", None),
            ],
            unit="unique people",
            row_name="Country",
        ),
        bar_chart(
            "People trained, by sex",
            [
                BarRow.of("Front-line providers", 214, 52),
                BarRow.of("Organisers", 120, WITHHELD),
                BarRow.of("Officials", 90, None),
            ],
            series=("women", "men"),
            row_name="Role",
        ),
        bar_chart(
            "Attendances, by kind of meeting",
            [
                BarRow.of("2024", 820, 310, 95),
                BarRow.of("2025", 1204, 402, 188),
                BarRow.of("2026", 640, WITHHELD, 120),
            ],
            series=("sessions", "visits", "trainings"),
            row_name="Year",
            stacked=True,
        ),
        column_chart(
            "Attendances, by month",
            [
                ColumnRow(date(2026, month, 1).strftime("%b"), value)
                for month, value in enumerate(
                    (120, 184, 150, WITHHELD, None, 230, 275, 310, 205, 190, 240, 260), 1
                )
            ],
            unit="attendances",
            row_name="Month",
        ),
        range_chart(
            "Unique people, with the range that linking leaves",
            [
                RangeRow("Thailand", 2104, 2031, 2188),
                RangeRow("Malaysia", 1510, 1402, 1611),
                RangeRow("Lao PDR", WITHHELD),
                RangeRow("Brunei Darussalam", None),
            ],
            unit="unique people",
            row_name="Country",
        ),
        map_chart("People informed, by country", shapes, unit="unique people"),
    ]


def components(request: HttpRequest) -> HttpResponse:
    """The gallery."""
    return render(request, "core/gallery.html", sample_context())


components.is_for_everybody_signed_in = True  # type: ignore[attr-defined]  # `accounts` stands above and reads it


def sample_context() -> dict[str, object]:
    """What the page shows: each component's props."""
    wrong = SampleForm({"name": "", "born_on": "31/31/2026", "sex": "F", "way": "walk"})
    wrong.is_valid()
    pages = Paginator(range(1, 412), 25)
    return {
        "form": SampleForm(),
        "wrong": wrong,
        "filter_form": SampleFilter(),
        "languages": [("en", "English", "#", True), ("th", "ไทย", "#", False), ("my", "မြန်မာ", "#", False)],
        "breadcrumb": [("Home", "#"), ("Components", "")],
        "icons": sorted(ICONS),
        "tones": ["info", "ok", "warn", "danger"],
        "tasks": sample_tasks(),
        "charts": sample_charts(),
        "spark": sparkline("Attendances, last six months", [120, 184, WITHHELD, 230, 275, 310]),
        "pages": [pages.page(1), pages.page(7), pages.page(17)],
        "flashes": [
            FlashMessage("Session saved.", "success"),
            FlashMessage("Two rows need a look.", "warning"),
        ],
        "tabs": [
            ("Rows", "#", True, 412),
            ("With errors", "#", False, 3),
            ("About this file", "#", False, None),
        ],
        "steps": [
            ("Choose the file", "done"),
            ("Name the columns", "current"),
            ("Check", "todo"),
            ("Confirm", "todo"),
        ],
        "facts": [
            ("Organisation", "MRC Mae Sot (invented)"),
            ("Held on", "12 March 2026"),
            ("Venue", ""),
            ("Language", "Burmese"),
        ],
        "pairs": [
            ("Name", "Invented Daisy-01", "Invented Deisy-01", "close"),
            ("Date of birth", "1994", "12 May 1994", "close"),
            ("Sex", "woman", "woman", "same"),
            ("Village", "Invented-ville", "Other-ville", "differs"),
            ("Telephone", "", "+66 2 000 0000", "missing"),
        ],
        "people": [
            ("Invented Daisy-01", "en", "Mae Sot", "ok", "checked", 3),
            ("ဒေစီ-၀၁ (တီထွင်ထားသော)", "my", "မြဝတီ", "warn", "possible duplicate", 12),
            ("เดซี่-๐๑ (สมมติ)", "th", "แม่สอด", "", "new", 1),
            ("ដេស៊ី-០១ (ប្រឌិត)", "km", "ភ្នំពេញ", "ok", "checked", 24),
        ],
        "scripts": [
            ("th", "ศูนย์ข้อมูลแรงงานข้ามชาติ: ผู้หญิงทุกคนมีสิทธิได้รับค่าจ้างที่เป็นธรรมและความปลอดภัยในที่ทำงาน"),
            ("my", "ရွှေ့ပြောင်းအလုပ်သမား သတင်းအချက်အလက်ဌာန၊ အမျိုးသမီးတိုင်းတွင် တရားမျှတသော လုပ်ခနှင့် ဘေးကင်းစွာ အလုပ်လုပ်ခွင့် ရှိသည်။"),
            ("km", "មជ្ឈមណ្ឌលព័ត៌មានសម្រាប់ពលករចំណាកស្រុក៖ ស្ត្រីគ្រប់រូបមានសិទ្ធិទទួលបានប្រាក់ឈ្នួលយុត្តិធម៌ និងសុវត្ថិភាព។"),
            ("lo", "ສູນຂໍ້ມູນແຮງງານເຄື່ອນຍ້າຍ: ແມ່ຍິງທຸກຄົນມີສິດໄດ້ຮັບຄ່າແຮງງານທີ່ເປັນທຳ ແລະ ຄວາມປອດໄພ"),
            (
                "vi",
                "Trung tâm thông tin lao động di cư: mọi phụ nữ đều có quyền được trả lương công bằng và an toàn.",
            ),
            ("zh-hans", "移民工人信息中心：每位妇女都有权获得公平的工资和安全的工作环境。"),
        ],
    }
