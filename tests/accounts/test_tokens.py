import pytest

from commonweal.accounts.methods import tokens

pytestmark = pytest.mark.any_database


def test_tokens_fit_an_address_and_differ():
    made = {tokens.new_token() for _ in range(100)}
    assert len(made) == 100
    assert all(len(token) == 43 and token.replace("-", "").replace("_", "").isalnum() for token in made)


def test_hash_is_the_same_for_the_same_token_and_does_not_hold_it():
    assert tokens.hash_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
