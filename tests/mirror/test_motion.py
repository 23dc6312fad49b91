"""What moves on the page moves in the replica, and is at the same place."""

import pytest

from tests.mirror.motion import CONSTRUCTS, HEAD, ROOTS, TOOLS, in_step
from tests.mirror.twins import OpenTwins

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", CONSTRUCTS)
@pytest.mark.parametrize("when", ["before", "during"])
def test_it_moves_in_step(twins: OpenTwins, name: str, when: str) -> None:
    html, script = CONSTRUCTS[name]
    if when == "before":
        both = twins(f"{HEAD}{TOOLS}{html}<script>{script}</script>")
    else:
        both = twins(HEAD + TOOLS + html)
        assert both.difference() == ""
        both.customer.evaluate(f"() => {{ {script} }}")
    in_step(both)
    both.customer.evaluate(
        f"""() => ({ROOTS})(document).flatMap((root) => root.getAnimations())
            .forEach((one) => one.playState === 'running' && one.pause())"""
    )
    in_step(both)
    # Edges between two pixels are drawn in one way or another.
    both.customer.evaluate(
        f"""() => ({ROOTS})(document).flatMap((root) => root.getAnimations())
            .forEach((one) => one.playState === 'paused'
                && (one.currentTime = Math.round(one.currentTime / 500) * 500))"""
    )
    in_step(both)
    both.same_picture(f"motion-{name}-{when}")
    assert both.difference() == ""


def test_an_animation_that_is_run_again_runs_again(twins: OpenTwins) -> None:
    both = twins(HEAD + TOOLS + "<div id=a class=go></div>")
    both.customer.evaluate("() => move(a, 70000)")
    in_step(both)
    again = "a.classList.remove('go'); a.offsetWidth; a.classList.add('go')"
    both.customer.evaluate(f"() => {{ {again} }}")
    in_step(both)
    both.customer.evaluate("() => { a.style.animation = 'go 1s 1' }")
    both.customer.wait_for_function("all(a).length === 0")
    in_step(both)
    both.customer.evaluate(
        "() => { a.style.animation = ''; a.offsetWidth;"
        " a.style.animation = 'go 90s 1'; move(a, 1000); all(a)[0].pause() }"
    )
    in_step(both)
    both.same_picture("run-again")


def test_what_has_run_out_does_not_run_again(twins: OpenTwins) -> None:
    html = "<div id=a style='animation:go 2s 1'></div><div id=b class=go></div>"
    both = twins(HEAD + TOOLS + html)
    both.customer.wait_for_function("all(a).length === 0")
    both.anew()
    in_step(both)


def test_a_scroll_driven_animation_follows_the_scroll(twins: OpenTwins) -> None:
    html = """<div id=a style='position:fixed;animation:go linear;
        animation-timeline:scroll()'></div><p style='height:3000px'>Tall</p>"""
    both = twins(HEAD + TOOLS + html)
    both.customer.evaluate("() => scrollTo(0, 700)")
    both.same_picture("scroll-driven")


def test_a_masked_element_moves_without_its_words(twins: OpenTwins) -> None:
    html = "<div id=a data-cobrowse=mask>Secret</div>"
    both = twins(HEAD + TOOLS + html)
    both.customer.evaluate(
        """() => { a.animate({ marginLeft: ['0px', '300px'],
            content: ['"hush"', '"hush"'], '--word': ['"hush"', '"hush"'],
            backgroundImage: ['url(/hush.png)', 'none'] }, 90000);
        move(a, 9000); all(a)[0].pause() }"""
    )
    in_step(both)
    frames = both.agent.evaluate(
        """() => JSON.stringify(player.frame.contentDocument.getAnimations()
            .map((one) => one.effect.getKeyframes()))"""
    )
    assert "hush" not in frames
    assert "300px" in frames


def test_natives_are_as_before_when_the_recorder_stops(twins: OpenTwins) -> None:
    natives = """() => [Element.prototype.animate, Animation.prototype.pause,
        KeyframeEffect.prototype.setKeyframes].map((one) => String(one)).join('')"""
    both = twins(HEAD)
    both.customer.evaluate("recorder.stop()")
    assert "[native code]" in both.customer.evaluate(natives)
    assert "Reflect" not in both.customer.evaluate(natives)


def test_an_animation_in_a_frame_is_asked_twice_and_the_page_lives(
    twins: OpenTwins,
) -> None:
    """Asked by another window's function, it takes the page with it in Chromium."""
    both = twins(f"{HEAD}{TOOLS}<iframe id=f srcdoc='<p>moves'></iframe>")
    both.customer.wait_for_function("f.contentDocument.querySelector('p')")
    both.customer.evaluate(
        "() => { f.contentDocument.querySelector('p')"
        ".animate({ opacity: [1, 0.5] }, { duration: 9e5 }); }"
    )
    in_step(both)
    both.customer.evaluate("() => recorder.resync()")
    in_step(both)
    assert both.difference() == ""
