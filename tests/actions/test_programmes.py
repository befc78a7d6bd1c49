import pytest

from actions.programmes import ActionProgrammeInfo
from bot.content.composing import Request, compose
from bot.content.rendering import Renderer
from tests.factories import TODAY, make_directory, make_programme, make_tracker

PROGRAMMES = [
    make_programme(),
    make_programme(id="promise", names=["Poverty Reduction through Safe Migration", "PROMISE", "प्रोमिस"]),
    make_programme(id="mbhr", names=["Migration, Business and Human Rights in Asia", "MBHR", "एमबीएचआर"]),
    make_programme(id="trafficking", names=["Palermo Protocol"]),
    make_programme(id="iris", names=["आइरिस"]),
]


@pytest.fixture(autouse=True)
def _directory(in_force):
    in_force(make_directory(PROGRAMMES))


@pytest.fixture
def ask(act):
    """The message that answers a question about a programme."""

    def question(named=None, **slots):
        entities = [{"entity": "programme", "value": named}] if named else []
        tracker = make_tracker("programme_info", entities=entities, **({"programme": named} | slots))
        (message,), set_slots = act(ActionProgrammeInfo(), tracker)
        assert set_slots == {"programme": None}
        return message

    return question


@pytest.mark.parametrize("named", ["sparrow", "SPARROW", "sparrow programme"])
def test_a_programme_that_is_named(ask, named):
    message = ask(named)
    assert message["response"] == "utter_programme"
    assert message["programme"] == "sparrow"
    assert [step["payload"] for step in message["steps"]] == ["/programme_info", "/about_iom", "/resource_centre"]


def test_who_asks_about_trafficking_is_shown_the_way_to_help(ask):
    assert [step["payload"] for step in ask("trafficking")["steps"]] == ["/trafficking_help", "/hotline"]


@pytest.mark.parametrize("named", [None, "eagle"])
def test_else_those_to_choose_from_are_offered_by_their_short_name(ask, named):
    message = ask(named)
    assert message["response"] == "utter_programme_info"
    assert message["steps"] == [
        {"payload": '/programme_info{"programme":"mbhr"}', "title": "MBHR"},
        {"payload": '/programme_info{"programme":"promise"}', "title": "PROMISE"},
        {"payload": '/programme_info{"programme":"iris"}', "title": "आइरिस"},
    ]


def test_a_programme_of_an_earlier_question_is_not_meant_again(ask):
    assert ask(None, programme="promise")["response"] == "utter_programme_info"


def test_the_shipped_programmes_are_offered_in_letters_that_everybody_sees(in_force, ask, shipped):
    in_force(shipped)
    assert [step["title"] for step in ask()["steps"]] == ["MBHR", "PROMISE", "GOALS", "CREST", "IRIS", "MRC"]


@pytest.mark.parametrize("language", ["en", "ne"])
def test_each_shipped_programme_is_told_briefly_in_the_language_of_the_person(shipped, written, language):
    for programme in shipped.programmes:
        made = compose(Request("programme", programme=programme.id), language, Renderer(written, TODAY), shipped)
        assert made.language == language
        assert len(made.text) <= 600, programme.id
        assert made.sources[0].url == programme.source.url


@pytest.mark.parametrize(
    ("said", "programme"),
    [
        ("MRCs", "mrc"),
        ("migrant resource centres", "mrc"),
        ("mbhr asia", "mbhr"),
        ("ILO convention", "ilo-conventions"),
        ("C29", "forced-labour"),
        ("recruitment adviser", "recruitment-advisor"),
        ("UN migration pact", "gcm"),
    ],
)
def test_what_people_call_a_programme(shipped, said, programme):
    assert shipped.programme(said).id == programme
