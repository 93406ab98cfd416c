"""What must hold between the parts of a content file, and between files.

Each check takes plain values whose shape was already found good (``schema/``) and yields
``(place, message)``. Source: content conventions, section 12; the number is in each docstring.
"""
