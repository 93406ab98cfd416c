from commonweal.answers.methods.numbering import figure_numbers


def figure(uid):
    return {"type": "figure", "attrs": {"uid": uid}}


def doc(*nodes):
    return {"type": "doc", "content": list(nodes)}


def test_figures_are_counted_through_the_answers_of_an_item():
    documents = [("P.1", doc(figure("a"), figure("b"))), ("P.1", doc(figure("c"))), ("P.2", doc(figure("d")))]
    assert figure_numbers(documents) == {"a": "P.1-1", "b": "P.1-2", "c": "P.1-3", "d": "P.2-1"}


def test_a_figure_that_stands_twice_has_its_first_number():
    assert figure_numbers([("P.1", doc(figure("a"), figure("b"), figure("a")))]) == {"a": "P.1-1", "b": "P.1-2"}


def test_a_figure_within_a_quote_counts_where_it_stands():
    quote = {"type": "blockquote", "content": [figure("a")]}
    assert figure_numbers([("P.1", doc(quote, figure("b")))]) == {"a": "P.1-1", "b": "P.1-2"}
