import pytest

from bot.publishing.hsds import organizations, services
from bot.publishing.opening_hours import Hours, parse_hours
from tests.factories import SOURCE, make_directory, make_fact, make_programme

WORKDAYS = ("MO", "TU", "WE", "TH", "FR")
ALL_DAYS = (*WORKDAYS, "SA", "SU")


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("24/7", (Hours(ALL_DAYS, "00:00", "23:59"),)),
        ("Mon-Fri 08:30-16:30", (Hours(WORKDAYS, "08:30", "16:30"),)),
        pytest.param(
            "Sun-Thu 08:00-16:00", (Hours(("SU", "MO", "TU", "WE", "TH"), "08:00", "16:00"),), id="the week of the Gulf"
        ),
        ("Sat 09:00-12:00", (Hours(("SA",), "09:00", "12:00"),)),
        (
            "Mon-Fri 17:00-22:00, Sat-Sun and holidays 09:00-21:00",
            (Hours(WORKDAYS, "17:00", "22:00"), Hours(("SA", "SU"), "09:00", "21:00", "holidays too")),
        ),
        ("Mon-Fri 14:00-16:00 (English)", (Hours(WORKDAYS, "14:00", "16:00", "English"),)),
        ("Mon-Fri 8-4", ()),
        ("Mon-Fri 08:00-25:00", ()),
        pytest.param("Mon-Fri 08:00-16:00, mornings", (), id="half understood is not understood"),
        ("in the morning", ()),
        ("", ()),
    ],
)
def test_opening_hours(text, hours):
    assert parse_hours(text) == hours


@pytest.fixture
def hotline():
    fact = make_fact(
        "hotline",
        id="qa-line",
        name="Help line",
        number="16008",
        from_abroad="+97440288888",
        whatsapp="+97450000000",
        hours="Sun-Thu 08:00-16:00",
        languages=["ar", "ne"],
        operator="Ministry of Labour",
        free=True,
        website="https://example.org/line",
        topics=["labour", "domestic_workers"],
        serves=["NP"],
    )
    (service,) = services(make_directory(QA=[fact]))
    return service


def test_a_hotline_is_a_service_with_all_its_numbers(hotline):
    assert [(phone["number"], phone["type"], phone["description"]) for phone in hotline["phones"]] == [
        ("16008", "voice", "as dialled in Qatar"),
        ("+97440288888", "voice", "from abroad"),
        ("+97450000000", "text", "WhatsApp"),
    ]
    assert [spoken["code"] for spoken in hotline["phones"][0]["languages"]] == ["ar", "ne"]


def test_a_hotline_says_when_where_for_whom_and_at_what_price(hotline):
    (schedule,) = hotline["schedules"]
    assert (schedule["byday"], schedule["opens_at"], schedule["closes_at"]) == ("SU,MO,TU,WE,TH", "08:00", "16:00")
    assert [area["name"] for area in hotline["service_areas"]] == ["Qatar"]
    assert [language["name"] for language in hotline["languages"]] == ["Arabic", "Nepali"]
    assert hotline["eligibility_description"] == "Nationality: Nepal"
    assert hotline["fees_description"] == "Free of charge"
    assert hotline["cost_options"][0]["amount"] == 0


def test_a_service_names_its_page_and_the_day_it_was_checked(hotline):
    assert hotline["description"].startswith("Hotline in Qatar: labour, domestic workers. ")
    assert SOURCE["url"] in hotline["description"]
    assert hotline["assured_date"] == "2026-01-01"
    assert hotline["last_modified"] == "2026-01-01T00:00:00Z"


def test_hours_that_cannot_be_taken_apart_are_given_in_their_words():
    fact = make_fact("hotline", hours="by appointment")
    (schedule,) = services(make_directory(NP=[fact]))[0]["schedules"]
    assert schedule["description"] == "by appointment"
    assert "opens_at" not in schedule


def test_what_is_not_known_is_left_out():
    (service,) = services(make_directory(NP=[make_fact("hotline")]))
    assert not {"email", "url", "schedules", "languages", "fees_description"} & set(service)


def test_only_what_one_can_turn_to_is_a_service_and_nothing_unverified():
    directory = make_directory(
        NP=[
            make_fact("fee_cap", zero=True),
            make_fact("complaint"),
            make_fact("licence_check"),
            make_fact("resource_centre", places=["Dhaka"]),
            make_fact("hotline", confidence="unverified"),
        ]
    )
    assert [service["name"] for service in services(directory)] == ["Labour office", "Labour office", "Resource centre"]
    assert "Places: Dhaka" in services(directory)[2]["description"]


def test_an_embassy_is_named_by_the_two_countries():
    embassy = make_fact("embassy", of="NP", city="Doha", phone="44675681")
    (service,) = services(make_directory(QA=[embassy]))
    assert service["name"] == "Embassy or consulate of Nepal (Doha, Qatar)"


def test_one_office_with_several_services_is_one_organization():
    directory = make_directory(
        NP=[
            make_fact("hotline", id="a", operator="Labour office"),
            make_fact("complaint", id="b", name="Labour Office", website="https://example.org/"),
        ],
        QA=[make_fact("complaint", id="c", name="Labour office")],
    )
    ids = [service["organization_id"] for service in services(directory)]
    assert ids[0] == ids[1] != ids[2]
    found = organizations(directory)
    assert [record["id"] for record in found] == list(dict.fromkeys(ids))
    assert found[0]["website"] == "https://example.org/"


def test_a_programme_is_a_programme_of_who_runs_it_and_a_service():
    running = make_programme(run_by=["IOM"], countries=["NP", "TH"], website="https://example.org/sparrow")
    over = make_programme(id="eagle", names=["Eagle"], run_by=["IOM"], ended="2023")
    directory = make_directory([running, over])
    (iom,) = organizations(directory)
    first, second = services(directory)
    assert [program["name"] for program in iom["programs"]] == ["Sparrow Programme", "Eagle"]
    assert (first["program_id"], first["organization_id"]) == (iom["programs"][0]["id"], iom["id"])
    assert (first["status"], second["status"]) == ("active", "inactive")
    assert [area["name"] for area in first["service_areas"]] == ["Nepal", "Thailand"]


def test_ids_stay_the_same_whatever_stands_around_them():
    one, other = make_fact("hotline", id="a"), make_fact("hotline", id="b")
    alone, second = services(make_directory(NP=[other]))[0], services(make_directory(NP=[one, other]))[1]
    assert alone == second


def _ids(value):
    if isinstance(value, dict):
        own = [value["id"]] if "id" in value else []
        return own + [found for part in value.values() for found in _ids(part)]
    return [found for part in value for found in _ids(part)] if isinstance(value, list) else []


def test_no_two_records_share_an_id(shipped):
    ids = _ids(services(shipped)) + [record["id"] for record in organizations(shipped)]
    assert len(ids) == len(set(ids))
