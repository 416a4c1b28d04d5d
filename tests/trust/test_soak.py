"""Kills, restarts of the database and random requests, short; `make soak` does it for long."""

import asyncio
import random

import pytest

from tests.trust.soak import Figures, bother, hall_on_postgres, hall_on_sqlite, kill, restart_of, vote_through

PEOPLE = 10


def test_two_kills_and_some_hundred_odd_requests_lose_and_break_nothing() -> None:
    figures = Figures()
    with hall_on_sqlite() as hall:
        asyncio.run(vote_through(hall, kill, 2, PEOPLE, figures))
        asyncio.run(bother(hall, 400, random.Random(1), figures))
    assert figures.compared >= PEOPLE
    assert figures.requests >= 400
    assert (figures.lost, figures.wrong, figures.broken) == (0, 0, 0)


@pytest.mark.postgres
def test_two_restarts_of_postgresql_lose_nothing() -> None:
    figures, dice = Figures(), random.Random(1)
    with hall_on_postgres() as (hall, server):
        asyncio.run(vote_through(hall, restart_of(server, dice), 2, PEOPLE, figures))
    assert figures.compared >= PEOPLE
    assert (figures.lost, figures.wrong) == (0, 0)


def test_the_figures_are_read_by_people() -> None:
    line = Figures(kills=3, compared=1200, lost=1).line("SQLite")
    assert line.startswith("SQLite: 3 kills, 0 database restarts, 1,200 comparisons, 1 lost, 0 wrong;")
