"""Commonweal: the software with which a community runs its journey to performance excellence."""
