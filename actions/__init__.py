"""Custom actions: a tracker becomes facts, a verdict becomes messages.

The actions are thin. What is decided is decided in `rules_kb`; what is heard is heard in `bot`.
"""
