from commonweal.measures.methods.catalogue import AREAS, joined
from commonweal.measures.shipped import SOURCES, shipped_document, shipped_measures
from commonweal.warehouse.methods.chr_tables import MEASURES
from commonweal.warehouse.readers import LAYOUTS


def test_every_published_measure_has_a_name_of_ours():
    keys = [
        m.source_keys["county-health-rankings"] for m in shipped_measures() if "county-health-rankings" in m.source_keys
    ]
    assert sorted(keys) == sorted(measure.key for measure in MEASURES)


def test_keys_are_given_once_and_areas_follow_their_order():
    shipped = shipped_measures()
    assert len({measure.key for measure in shipped}) == len(shipped)
    areas = [measure.area for measure in shipped]
    assert areas == sorted(areas, key=AREAS.index)


def test_every_text_is_there_in_both_languages():
    texts = [text for m in shipped_measures() for text in (m.name, m.definition, m.unit)]
    assert [text for text in texts if not (text["en"] and text["es"])] == []


def test_a_measure_called_the_same_takes_key_and_decimals():
    obesity = next(measure for measure in shipped_measures() if measure.key == "adult-obesity")
    assert obesity.source_keys == {"county-health-rankings": "adult-obesity"}
    assert (obesity.value_format, obesity.decimals, obesity.polarity) == ("percent", 1, "lower")


def test_what_sources_call_the_same_is_in_the_catalogue_that_ships():
    ours = {entry["id"] for entry in shipped_document("catalogue.yaml")["measures"]}
    same = {name for source in SOURCES for name in shipped_document(f"{source}.yaml").get("same", {})}
    assert same - ours - {entry["key"].replace("-", "_") for entry in published()} == set()


def published():
    return [entry for source in SOURCES for entry in shipped_document(f"{source}.yaml").get("measures", ())]


def test_a_measure_that_a_catalogue_does_not_have_is_left_out_of_a_source():
    source = shipped_document("county-health-rankings.yaml")
    catalogue = shipped_document("catalogue.yaml")
    keys = {measure.key for measure in joined(catalogue, source | {"same": {"no_such": {"key": "x", "decimals": 0}}})}
    assert keys == {measure.key for measure in joined(catalogue, source | {"same": {}})}


def test_every_declared_value_has_a_measure_of_ours():
    ours = {(source, key) for measure in shipped_measures() for source, key in measure.source_keys.items()}
    declared = {(layout.source, value.measure) for layout in LAYOUTS for value in layout.values}
    assert declared - ours == set()
