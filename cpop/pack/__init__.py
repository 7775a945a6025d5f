"""The board pack: one content, as slides to edit, as a report to read, and as a document for a committee’s papers."""
