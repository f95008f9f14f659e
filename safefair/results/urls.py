"""Addresses of `results`."""

from django.urls import URLPattern, URLResolver, path

from safefair.results.views import figures, indicators, periods

app_name = "results"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", indicators.indicator_list, name="indicators"),
    path("indicators/<uuid:uuid>/", indicators.indicator_detail, name="indicator"),
    path("compute/<uuid:uuid>/", indicators.compute, name="compute"),
    path("tasks/<uuid:uuid>/", indicators.task_progress, name="task"),
    path("figures/<uuid:uuid>/rows/", figures.figure_rows, name="figure_rows"),
    path("figures/<uuid:uuid>/rows.csv", figures.figure_rows_csv, name="figure_rows_csv"),
    path("periods/", periods.period_list, name="periods"),
    path("periods/<uuid:uuid>/lock/", periods.lock, name="lock"),
    path("periods/<uuid:uuid>/unlock/", periods.unlock, name="unlock"),
]
