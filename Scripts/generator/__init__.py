"""Writes Swift for the messages and services of a descriptor set."""
