"""How often Python looks for garbage in a process that works for us alone."""

import gc

MANY = 10_000  # new objects after which Python looks through them; else 700


def collect_seldom() -> None:
    """Let this process look for garbage in cycles less often.

    What a build loads stays until its end, and it loads a million objects: to look
    through them again and again took up to a tenth of its time. What is not in a cycle
    is freed at once in any case. This is for programs, not for those that import us.
    """
    gc.set_threshold(MANY, *gc.get_threshold()[1:])
