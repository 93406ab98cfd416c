from django import forms


class FigureChoice(forms.Form):
    """Which measure of which place is put in."""

    measure = forms.SlugField(max_length=80)
    place = forms.RegexField(r"[0-9]{1,11}")


class FigureSearch(forms.Form):
    """What the list of measures is narrowed to."""

    q = forms.CharField(max_length=100, required=False)
    place = forms.RegexField(r"[0-9]{1,11}", required=False)
