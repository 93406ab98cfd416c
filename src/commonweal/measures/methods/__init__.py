"""Pure facts about levels: rounding, intervals, what may be said of a difference."""
