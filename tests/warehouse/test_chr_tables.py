from collections import Counter

from commonweal.warehouse.methods.chr_cells import plain_name
from commonweal.warehouse.methods.chr_tables import MEASURES


def test_keys_are_given_once():
    assert [key for key, n in Counter(measure.key for measure in MEASURES).items() if n > 1] == []


def test_names_are_written_in_the_form_in_which_they_are_compared():
    names = [name for m in MEASURES for name in (*m.names, *m.columns, *m.ratio_columns)]
    assert names == [plain_name(name) for name in names]
