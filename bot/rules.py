"""Rasa's rule policy with an index.

Rasa compares each of some 150 rules with the conversation, twice for each prediction: once for the text, which no rule
of ours names, and once for the intent. That was a third of all the work on a message.
"""

from collections import defaultdict
from functools import cached_property
from typing import Any

from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.constants import PREVIOUS_ACTION, SHOULD_NOT_BE_SET, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT, TEXT

#: The intent of a state and the action before it; None matches all.
_Turn = tuple[str | None, str | None]


class IndexedRulePolicy(RulePolicy):
    """The same predictions: rules that cannot fit the latest turn are left out before Rasa compares the others."""

    def _get_possible_keys(self, lookup: dict[str, str], states: list[State]) -> set[str]:
        if not states or lookup is not self.lookup.get(RULES):
            return set(super()._get_possible_keys(lookup, states))
        intent, action = _turn(states[-1])
        turns: set[_Turn] = {(intent, action), (intent, None), (None, action), (None, None)}
        fitting = {key: lookup[key] for turn in turns for key in self._by_turn.get(turn, ())}
        return set(super()._get_possible_keys(fitting, states))

    def _find_action_from_rules(
        self, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
    ) -> tuple[str | None, str | None, bool]:
        if use_text_for_last_user_input and not self._names_a_text:
            return None, None, False
        found: tuple[str | None, str | None, bool] = super()._find_action_from_rules(
            tracker, domain, use_text_for_last_user_input
        )
        return found

    @cached_property
    def _by_turn(self) -> dict[_Turn, list[str]]:
        """The rules by the turn that they end with."""
        found: dict[_Turn, list[str]] = defaultdict(list)
        for key in self.lookup[RULES]:
            found[_turn(self._rule_key_to_state(key)[-1])].append(key)
        return found

    @cached_property
    def _names_a_text(self) -> bool:
        """Whether a rule is about the very words that a person typed."""
        states = (state for key in self.lookup[RULES] for state in self._rule_key_to_state(key))
        return any(state.get(USER, {}).get(TEXT) for state in states)


def _turn(state: State) -> _Turn:
    intent: Any = state.get(USER, {}).get(INTENT)
    action: Any = state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
    return _named(intent), _named(action)


def _named(value: Any) -> str | None:
    return value if value and value != SHOULD_NOT_BE_SET else None
