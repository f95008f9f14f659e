from safefair.core.downloads import csv_response


def test_formulas_are_disarmed_and_numbers_stay_numbers():
    response = csv_response("list.csv", ["Title", "Number"], [["=cmd()", 3], ["-1 day", None], ["plain", 0]])

    assert response.content.decode("utf-8") == "\ufeffTitle,Number\r\n'=cmd(),3\r\n'-1 day,\r\nplain,0\r\n"
    assert response["Content-Disposition"] == 'attachment; filename="list.csv"'
