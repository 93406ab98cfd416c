from typing import Any

from django import forms

from commonweal.answers.methods.own_choice import chosen_of


class FigureChoice(forms.Form):
    """Which measure of which place is put in: ``measure`` as published, or ``own`` as the community entered it."""

    measure = forms.SlugField(max_length=80, required=False)
    own = forms.CharField(max_length=170, required=False)
    place = forms.RegexField(r"[0-9]{1,11}")

    def chosen(self) -> dict[str, Any] | None:
        """What ``figure_services.add_figure`` takes, or null where the choice is none."""
        if not self.is_valid():
            return None
        given = self.cleaned_data
        if given["own"]:
            measure_key, group = chosen_of(given["own"])
            return {"measure_key": measure_key, "place_fips": given["place"], "is_own": True, "group": group}
        return {"measure_key": given["measure"], "place_fips": given["place"]} if given["measure"] else None


class FigureSearch(forms.Form):
    """What the list of measures is narrowed to."""

    q = forms.CharField(max_length=100, required=False)
    place = forms.RegexField(r"[0-9]{1,11}", required=False)
