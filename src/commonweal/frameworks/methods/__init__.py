"""The pure core: places, texts and documents of a framework as frozen values."""
