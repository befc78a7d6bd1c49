import pytest

from bot.knowledge.documents import ContentError, Document, Problem, read_yaml

TEXT = """\
# A comment
country: NP
facts:
- id: one
  source: {title: A page,
           url: x}
- id: two
  steps:
    - fly
"""


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "countries" / "np.yml"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return Document(path, tmp_path)


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ((), 1),
        (("country",), 2),
        (("facts",), 3),
        (("facts", 0), 4),
        (("facts", 0, "source", "url"), 6),
        (("facts", 1, "id"), 7),
        (("facts", 1, "steps", 0), 9),
        pytest.param(("facts", 1, "law"), 7, id="what is missing is shown at what should have it"),
        pytest.param(("facts", 9), 3, id="so is a position behind the end"),
        pytest.param(("facts", 1, "Hotline", "id"), 7, id="a name that is no key is passed over"),
    ],
)
def test_the_line_of_a_place(document, place, line):
    assert document.line_of(*place) == line


def test_a_problem_is_shown_as_editors_understand_it(document):
    assert str(document.problem("'id' is missing; add it", "facts", 1)) == "countries/np.yml:7: 'id' is missing; add it"


def test_problems_sort_by_file_and_line():
    first, second, third = Problem("a.yml", 2, "z"), Problem("a.yml", 10, "a"), Problem("b.yml", 1, "a")
    assert sorted([third, second, first]) == [first, second, third]


def test_a_file_outside_the_root_keeps_its_whole_path(tmp_path):
    path = tmp_path / "x.yml"
    path.write_text("a: 1", encoding="utf-8")
    assert Document(path, tmp_path / "elsewhere").path == str(path)


@pytest.mark.parametrize(("text", "line"), [("a: 1\nb: [1, 2\nc: 3\n", 3), ("a: 1\n\tb: 2\n", 2), ("a: 'open\n", 2)])
def test_a_file_that_is_no_yaml_is_refused_with_its_line(tmp_path, text, line):
    path = tmp_path / "np.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match="this is not valid YAML") as caught:
        Document(path, tmp_path)
    assert [(p.path, p.line) for p in caught.value.problems] == [("np.yml", line)]


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_a_file_in_another_encoding_is_refused_with_its_path(tmp_path, encoding):
    path = tmp_path / "np.yml"
    path.write_text("name: Bureau de l'émigration\n", encoding=encoding)
    with pytest.raises(ContentError, match=r"np\.yml"):
        Document(path, tmp_path)


def test_an_empty_file_holds_nothing(tmp_path):
    path = tmp_path / "np.yml"
    path.write_text("# nothing yet\n", encoding="utf-8")
    assert Document(path).data is None
    assert Document(path).line_of("facts") == 1


def test_yaml_is_read_as_it_stands(tmp_path):
    path = tmp_path / "x.yml"
    path.write_text("नेपाल: [1, 2.5, null, 2026-01-15]\n", encoding="utf-8")
    assert list(read_yaml(path)) == ["नेपाल"]
