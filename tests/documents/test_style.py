from commonweal.documents.methods.style import sized, styled

MARKS = {"state": {"stroke": "#b5541c", "strokeWidth": 1.75}}


def test_a_named_style_is_spelled_out_in_every_layer():
    spec = {"layer": [{"mark": {"type": "line", "style": "state"}}, {"mark": "point"}]}
    assert styled(spec, MARKS) == {
        "layer": [{"mark": {"type": "line", "stroke": "#b5541c", "strokeWidth": 1.75}}, {"mark": "point"}]
    }


def test_what_the_mark_says_itself_wins():
    spec = {"mark": {"type": "line", "style": "state", "strokeWidth": 4}}
    assert styled(spec, MARKS)["mark"]["strokeWidth"] == 4


def test_an_unknown_style_is_left_to_vega():
    spec = {"mark": {"type": "line", "style": "guide-label"}}
    assert styled(spec, MARKS) == spec


def test_data_is_never_touched():
    spec = {"data": {"values": [{"mark": {"style": "state"}}]}}
    assert styled(spec, MARKS) == spec


def test_width_is_the_whole_width():
    assert sized({"height": 90, "width": 12}, 320) == {
        "height": 90,
        "width": 320,
        "autosize": {"type": "fit-x", "contains": "padding"},
    }
