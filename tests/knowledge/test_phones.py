import pytest

from bot.knowledge.phones import is_short_code, phone_mistakes
from tests.factories import make_fact


@pytest.mark.parametrize(
    ("country", "fields"),
    [
        pytest.param("NP", {"number": "1141", "short_code": True, "from_abroad": "+9771141"}, id="a short code"),
        pytest.param("BD", {"number": "16135", "short_code": False}, id="a short code that is not declared"),
        pytest.param("NP", {"number": "+97715970008", "short_code": False}, id="an international number"),
        pytest.param("NP", {"number": "01-4231402", "short_code": False}, id="a number as dialled at home"),
        pytest.param("NP", {"number": "1800 123 4567", "short_code": False}, id="a toll-free number"),
        pytest.param("QA", {"number": None, "whatsapp": "+97440288101"}, id="WhatsApp only"),
        pytest.param("PK", {"number": "111247786", "short_code": True}, id="a declared number that is no ordinary one"),
    ],
)
def test_numbers_that_can_be_dialled_are_accepted(country, fields):
    assert list(phone_mistakes(country, make_fact("hotline", **fields))) == []


@pytest.mark.parametrize(
    ("country", "kind", "fields", "complaint"),
    [
        ("NP", "hotline", {"number": "16600150005141", "short_code": False}, "is not a phone number of NP"),
        ("NP", "hotline", {"number": "call us", "short_code": False}, "is not a phone number of NP"),
        ("NP", "hotline", {"from_abroad": "015970008"}, "cannot be dialled from abroad"),
        ("NP", "hotline", {"from_abroad": "0097715970008"}, "cannot be dialled from abroad"),
        ("NP", "hotline", {"whatsapp": "+977123456789012"}, "cannot be dialled from abroad"),
        ("NP", "complaint", {"phone": "12345678901"}, "phone '12345678901' is not a phone number of NP"),
    ],
)
def test_numbers_that_cannot_be_dialled_are_reported(country, kind, fields, complaint):
    mistakes = list(phone_mistakes(country, make_fact(kind, **fields)))
    assert len(mistakes) == 1
    assert complaint in mistakes[0]


def test_a_number_of_an_office_can_be_declared_too():
    office = {"phone": "111247786", "from_abroad": "+8809610102030"}
    assert list(phone_mistakes("PK", make_fact("complaint", **office, short_code=True))) == []
    assert len(list(phone_mistakes("PK", make_fact("complaint", **office)))) == 1


def test_every_wrong_number_of_a_fact_is_reported():
    fact = make_fact("hotline", number="no", short_code=False, from_abroad="no", whatsapp="no")
    assert [m.split()[0] for m in phone_mistakes("NP", fact)] == ["number", "from_abroad", "whatsapp"]


def test_two_toll_free_numbers_run_together_are_reported():
    fact = make_fact("hotline", number="18001234567 18007654321", short_code=False)
    assert list(phone_mistakes("IN", fact))


@pytest.mark.parametrize("number", ["112", "999", "16135", "*999", "1800 425 2424", "0800 100 200"])
def test_codes_that_exist_only_inside_their_country(number):
    assert is_short_code(number)


@pytest.mark.parametrize("number", ["+97715970008", "9841234567", "", "help", "+112"])
def test_numbers_that_are_no_short_codes(number):
    assert not is_short_code(number)
