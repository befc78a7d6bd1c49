"""Rasa's server as `sathi run` starts it: `rasa run` without the parts of the command line that it does not need."""

import logging
import sys
from typing import Any

from .deferred import deferred
from .logs import quiet_logs
from .parent import end_with_parent

#: Libraries of parts of Rasa that this server does not use unless it is configured to: 90 MB and two seconds.
_LATER = ("boto3", "botocore", "matplotlib", "prompt_toolkit", "pymongo", "questionary", "sklearn", "slack_sdk")


def main() -> None:
    """Serve: arguments are interface, port, model, endpoints file and credentials file."""
    quiet_logs()
    end_with_parent()
    interface, port, model, endpoints, credentials = sys.argv[1:6]

    with deferred(*_LATER):
        import rasa.engine.recipes.default_components  # noqa: F401  Rasa imports it when it loads a model.
        from rasa.core.run import serve_application
        from rasa.core.utils import AvailableEndpoints
        from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
    _prepare_validation()
    _run_plainly()
    _index_rules()
    serve_application(
        model,
        interface=interface,
        port=int(port),
        credentials=credentials,
        enable_api=False,
        endpoints=AvailableEndpoints.read_endpoints(endpoints),
    )


def _run_plainly() -> None:
    """Answer messages without dask; the name is looked up where the processor loads a model."""
    import rasa.core.processor

    from .runner import PlainGraphRunner

    rasa.core.processor.DaskGraphRunner = PlainGraphRunner


def _index_rules() -> None:
    """Choose rules by an index; the policy is looked up by its name when a model is loaded."""
    import rasa.core.policies.rule_policy

    from .rules import IndexedRulePolicy

    rasa.core.policies.rule_policy.RulePolicy = IndexedRulePolicy


def _prepare_validation() -> None:
    """Check the answers of actions with a validator made once. Rasa makes it anew for each answer and first checks the
    schema itself, which is four fifths of all the work on a message."""
    from jsonschema.validators import validator_for
    from rasa.core.actions.action import RemoteAction

    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema)(schema)

    def validate(action: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate


if __name__ == "__main__":
    main()
