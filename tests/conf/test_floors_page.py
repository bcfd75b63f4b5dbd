"""The drawing of the floors and the list below it name the same rooms: all of the engine."""

import sys
from pathlib import Path

import pytest

pytest.importorskip("sphinx")
sys.path.insert(0, str(Path(__file__).parents[2] / "conf"))

import floors
import house

ROOMS = [room for each in house.floors() for room in each]


def test_every_room_is_drawn_once():
    drawn = floors.drawing(house.floors())
    assert [drawn.count(f">{room}<") for room in ROOMS] == [1] * len(ROOMS)


def test_every_file_of_the_engine_is_in_a_room():
    listed = {name for room in ROOMS for name in floors.files_of(room)}
    engine = {name for name in house.FILES if name.split(".")[1:2] != []}
    beside = {name for name in engine if name.split(".")[1] in house.BESIDE}
    assert engine - beside - listed <= set(house.FACES)


def test_pages_open_rooms_that_are_there():
    assert set(floors.OPENED_BY) <= set(ROOMS)
