"""The pure core of the kernel."""
