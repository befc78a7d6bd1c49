"""The index only leaves out rules that Rasa would not choose either."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource

from bot.rules import IndexedRulePolicy

_INTENTS = ("hotline", "thanks", "check_fee")
_ACTIONS = ("action_listen", "utter_thanks", "action_check_fee")
_SLOTS = ({}, {"origin": ["NP"]}, {"origin": "should_not_be_set"})

_User = st.sampled_from([{}, *({"intent": name} for name in _INTENTS)])
_Previous = st.sampled_from([{"action_name": name} for name in _ACTIONS])
_State = st.fixed_dictionaries({}, optional={"user": _User, "prev_action": _Previous, "slots": st.sampled_from(_SLOTS)})
_Rules = st.lists(st.lists(_State, min_size=1, max_size=3), max_size=12)


def _policy(kind: type[RulePolicy], rules: list[list[dict[str, Any]]]) -> Any:
    lookup = {RULES: {json.dumps(states, sort_keys=True): "action_listen" for states in rules}}
    context = ExecutionContext(GraphSchema({}))
    return kind(kind.get_default_config(), LocalModelStorage(Path()), Resource("rules"), context, None, lookup)


@given(_Rules, st.lists(_State, max_size=4))
def test_the_same_rules_fit_with_the_index(rules: list[list[dict[str, Any]]], states: list[dict[str, Any]]) -> None:
    # A state without an action before it begins a conversation, and nobody has said anything by then.
    for state in (state for rule in [*rules, states] for state in rule if not state.get("prev_action")):
        state.pop("user", None)
    stock, indexed = _policy(RulePolicy, rules), _policy(IndexedRulePolicy, rules)
    told = [{**state, "slots": {}} if state.get("slots") == _SLOTS[2] else state for state in states]
    assert indexed._get_possible_keys(indexed.lookup[RULES], told) == stock._get_possible_keys(
        stock.lookup[RULES], told
    )


@pytest.mark.parametrize(("user", "looks"), [({"intent": "thanks"}, False), ({"text": "thank you"}, True)])
def test_typed_words_are_looked_at_only_if_a_rule_names_some(user: dict[str, str], looks: bool) -> None:
    policy = _policy(IndexedRulePolicy, [[{"prev_action": {"action_name": "action_listen"}, "user": user}]])
    assert policy._names_a_text is looks
