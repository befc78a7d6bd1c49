import importlib
import os
import types

import pytest
import standin

PACKAGES = ["tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras", "jax"]

pytestmark = pytest.mark.skipif(
    not isinstance(importlib.import_module("tensorflow"), standin._Module), reason="TensorFlow itself is installed"
)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_is_answered_for(package):
    assert isinstance(importlib.import_module(package), types.ModuleType)


@pytest.mark.parametrize(
    "name", ["tensorflow.keras.layers", "tensorflow.python.framework.ops", "keras.utils", "jax.numpy"]
)
def test_any_module_below_can_be_imported(name):
    module = importlib.import_module(name)
    assert module.__name__ == name
    assert isinstance(module.Anything, type)


@pytest.mark.parametrize("package", ["numpy", "rasa_sdk", "json"])
def test_other_packages_are_not_answered_for(package):
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module(f"{package}.no_such_module")


def test_what_rasa_does_on_import_works():
    import tensorflow as tf
    from tensorflow.keras.layers import Dense

    class Layer(tf.keras.layers.Layer, name="x"):
        def call(self, one: tf.Tensor, other: tf.Tensor | None = None) -> list[tf.RaggedTensor[int]]:
            return [one, other]

    @tf.function
    def step():
        return 1

    assert step() == 1
    assert issubclass(Layer, tf.keras.layers.Layer.__mro__[1])
    assert isinstance(Dense, type)
    assert list(tf.config.list_physical_devices("GPU")) == []
    assert tf.random.set_seed(1) == []


def test_names_of_pythons_own_are_not_invented():
    import tensorflow as tf

    assert not hasattr(tf, "__path_of_nothing__")
    assert not hasattr(tf.Tensor, "__array__")


RASA = """
import tensorflow as tf

class NeuralClassifier:
    def train(self):
        return prepare()

def prepare():
    return tf.zeros(3)
"""


def component(name):
    """A module that is Rasa's own by its name."""
    module = types.ModuleType(name)
    exec(RASA, module.__dict__)
    return module


def test_real_use_fails_with_one_sentence_that_names_the_component():
    neural = component("rasa.nlu.neural")
    with pytest.raises(standin.TensorFlowMissing) as caught:
        neural.NeuralClassifier().train()
    assert str(caught.value).startswith(
        "this assistant is built without TensorFlow; component NeuralClassifier needs it."
    )


def test_a_function_of_rasa_is_named_by_its_module():
    with pytest.raises(standin.TensorFlowMissing, match=r"component rasa\.nlu\.neural needs it"):
        component("rasa.nlu.neural").prepare()


def test_use_from_elsewhere_fails_too():
    import tensorflow as tf

    with pytest.raises(standin.TensorFlowMissing, match="component the caller needs it"):
        tf.zeros(3)
    with pytest.raises(standin.TensorFlowMissing):
        tf.keras.Model(name="x")


def test_nobodys_use_is_reported():
    assert os.environ["RASA_TELEMETRY_ENABLED"] == "false"
