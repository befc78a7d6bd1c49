"""The two graph components of `config.yml`. Few and large: each node of Rasa's graph costs time for every message."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.content.importer import FOLDER
from bot.knowledge.languages import SOURCE
from bot.knowledge.shelf import Shelf
from bot.settings import ROOT

from .classifier import LinearClassifier, Ranked
from .concepts import Concepts
from .danger import load_rules
from .entities import Extractor
from .features import Features
from .text import clean
from .understanding import Thresholds, decide, detect

_LEXICON = ROOT / "data" / "lexicon"
#: Carries what remains of a message without its entities from the extractor to the classifier.
_BARE = "bare"
_RANKING_LENGTH = 10
#: The two classifiers of a model, over the same features.
_MODELS = ("intents", "languages")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LexiconEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Finds countries, amounts, occupations, programmes and languages by `data/lexicon` and the directory."""

    def __init__(self) -> None:
        directory = Shelf(ROOT).directory()
        self._extractor = Extractor(
            _LEXICON,
            {p.id: p.names for p in directory.programmes},
            origins=set(directory.origins) - set(directory.destinations),
            destinations=set(directory.destinations) - set(directory.origins),
        )

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LexiconEntityExtractor:
        """Called by Rasa, for training and for running alike."""
        return cls()

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """It has no settings: its data are the lexicon."""
        return {}

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training examples need no entities."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the entities of each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            if text.startswith("/"):
                continue
            found = self._extractor.extract(text)
            entities = [
                {
                    "entity": e.name,
                    "value": e.value,
                    "start": e.start,
                    "end": e.end,
                    "extractor": type(self).__name__,
                }
                for e in found
            ]
            message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
            message.set(TOKENS_NAMES[TEXT], _tokens(text))
            message.set(_BARE, self._extractor.remainder(text, found))
        return messages


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SparseIntentClassifier(GraphComponent, IntentClassifier):
    """Decides intent and language: danger rules, then linear classifiers over n-grams."""

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        intents: LinearClassifier | None = None,
        languages: LinearClassifier | None = None,
    ) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._intents, self._languages = intents, languages
        self._rules = load_rules(_LEXICON / "danger")
        self._thresholds = Thresholds(
            config["scope_threshold"],
            config["urgent_threshold"],
            config["language_threshold"],
            config["word_threshold"],
        )

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The values measured to be best on held-out questions: docs/benchmarks.md."""
        return {
            "minimum_count": 2,
            "temperature": 0.5,
            "scope_threshold": 0.25,
            "urgent_threshold": 0.12,
            "language_threshold": 0.75,
            "word_threshold": 0.97,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SparseIntentClassifier:
        """Called by Rasa before training."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SparseIntentClassifier:
        """Called by Rasa with a trained model."""
        with model_storage.read_from(resource) as folder:
            features = Features.load(folder, Concepts.load(_LEXICON))
            models = [LinearClassifier.load(folder / name, features) for name in _MODELS]
        return cls(config, model_storage, resource, *models)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn intents and languages from the examples and store both."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        texts = [e.get(TEXT) for e in examples]
        features, rows = Features.learn(texts, self._config["minimum_count"], Concepts.load(_LEXICON))
        labels = ([e.get(INTENT) for e in examples], [e.get(FOLDER) or SOURCE for e in examples])
        with self._storage.write_to(self._resource) as folder:
            features.save(folder)
            for name, of_examples in zip(_MODELS, labels, strict=True):
                (folder / name).mkdir()
                # A new language begins with few examples, and is as likely as any other.
                model = LinearClassifier.fit(
                    features, rows, of_examples, self._config["temperature"], balanced=name == "languages"
                )
                model.save(folder / name)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, ranking and language of each message."""
        if self._intents is None or self._languages is None:
            raise RuntimeError("The classifier was not trained; run `make train`.")
        for message in messages:
            text = clean(message.get(TEXT) or "")
            if text.startswith("/"):
                continue
            row = self._intents.features.one(text)
            ranking = decide(text, message.get(_BARE), self._rules, self._intents.rank_row(row), self._thresholds)
            message.set(INTENT, _as_dict(ranking[0]), add_to_output=True)
            message.set(INTENT_RANKING_KEY, [_as_dict(r) for r in ranking[:_RANKING_LENGTH]], add_to_output=True)
            language = detect(text, self._languages.rank_row(row), self._thresholds)
            message.set("language", {"code": language.code, "sure": language.sure}, add_to_output=True)
        return messages


def _as_dict(ranked: Ranked) -> dict[str, Any]:
    return {"name": ranked.name, "confidence": ranked.confidence}


def _tokens(text: str) -> list[Token]:
    """Words by white space; Rasa's entity report aligns to them."""
    tokens, position = [], 0
    for word in text.split():
        position = text.index(word, position)
        tokens.append(Token(word, position))
    return tokens
