"""One function a question, each a short parametrised select that answers rows of a named type."""
