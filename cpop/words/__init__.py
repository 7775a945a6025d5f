"""Sentences from figures: plain text, no markup, no screen."""
