"""Addresses of `results`."""

from django.urls import URLPattern, URLResolver, path

from safefair.results.views import case_work, figures, indicators, periods, releases

app_name = "results"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", indicators.indicator_list, name="indicators"),
    path("indicators.csv", indicators.indicator_csv, name="indicators_csv"),
    path("indicators/<uuid:uuid>/", indicators.indicator_detail, name="indicator"),
    path("compute/<uuid:uuid>/", indicators.compute, name="compute"),
    path("tasks/<uuid:uuid>/", indicators.task_progress, name="task"),
    path("figures/<uuid:uuid>/rows/", figures.figure_rows, name="figure_rows"),
    path("figures/<uuid:uuid>/rows.csv", figures.figure_rows_csv, name="figure_rows_csv"),
    path("periods/", periods.period_list, name="periods"),
    path("periods/<uuid:uuid>/lock/", periods.lock, name="lock"),
    path("periods/<uuid:uuid>/unlock/", periods.unlock, name="unlock"),
    path("case-work/", case_work.case_work, name="case_work"),
    path("case-work/make/", case_work.case_work_make, name="case_work_make"),
    path("case-work/<uuid:uuid>.csv", case_work.case_work_csv, name="case_work_csv"),
    path("releases/", releases.release_list, name="releases"),
    path("releases/new/", releases.release_new, name="release_new"),
    path("releases/<uuid:uuid>/", releases.release_detail, name="release"),
    path("releases/<uuid:uuid>/check/", releases.check, name="check"),
    path("releases/<uuid:uuid>/publish/", releases.publish, name="publish"),
    path("releases/<uuid:uuid>/withdraw/", releases.withdraw, name="withdraw"),
]
