"""A heading's link stands beside it and says where it leads; the heading keeps its words alone."""

import pytest

from mlteams.publish.headings import linked

PAGE = (
    '<section id="sec-a" class="level{level} x">\n<h{level}>A &amp; <em>b</em></h{level}>\n<p>c</p></section>'
)


@pytest.mark.parametrize("level", [2, 3])
def test_a_link_stands_after_the_heading_and_names_it(level):
    made = linked(PAGE.format(level=level))
    link = '<a class="here" href="#sec-a" aria-label="Link to A &amp; b" data-pagefind-ignore>#</a>'
    heading = f"<h{level}>A &amp; <em>b</em></h{level}>"
    assert f'<section id="sec-a" class="level{level} x">\n<div class="headed">{heading}{link}</div>' in made


def test_the_id_of_a_section_goes_to_its_heading_if_asked():
    made = linked(PAGE.format(level=2), ids=True)
    assert '<section class="level2 x">\n<div class="headed"><h2 id="sec-a">A' in made
    assert made.count('id="sec-a"') == 1


@pytest.mark.parametrize("ids", [False, True])
def test_it_is_linked_once(ids):
    made = linked(PAGE.format(level=2), ids=ids)
    assert linked(made) == made


@pytest.mark.parametrize("level", [1, 4])
def test_a_title_and_a_small_heading_have_none(level):
    assert linked(PAGE.format(level=level)) == PAGE.format(level=level)


def test_a_slide_has_none():
    slide = '<section id="one" class="slide level2"><h2>One</h2></section>'
    assert linked(slide) == slide
