from design.measures import MOTION, WALL_SMALLEST, WALL_TYPE


def test_nothing_on_the_wall_is_planned_smaller_than_the_smallest():
    assert min(WALL_TYPE.values()) >= WALL_SMALLEST


def test_no_movement_keeps_a_room_waiting():
    assert max(MOTION.values()) <= 1000
