from bot.channels.recent import Recent


def test_a_key_is_new_once() -> None:
    recent = Recent(3)
    assert [recent.add(key) for key in ("a", "b", "a")] == [True, True, False]


def test_the_oldest_is_forgotten_first() -> None:
    recent = Recent(2)
    for key in ("a", "b", "c"):
        recent.add(key)
    assert recent.add("a")
    assert not recent.add("c")


def test_a_key_counts_as_new_after_its_time() -> None:
    now = [0.0]
    recent = Recent(2, seconds=60, clock=lambda: now[0])
    recent.add("a")
    now[0] = 59
    assert not recent.add("a")
    now[0] = 61
    assert recent.add("a")
