"""The gap to a comparator, and the rule of the Priorities page. Each function answers {key: row}.

The definitions are those that the pages state; where one leaves a choice open, the docstring says "Read as".
"""

from __future__ import annotations

from oracle.inequality_standing import inequality_standing
from oracle.standing import standing


def priority(edition, since=None):
    """Key: area_code, comparator, indicator. Three questions, a point for each yes.

    Is the area behind (its level worse)? Is it falling behind (the gap moved against it)? Are its communities unequal?
    What cannot be answered has no point. The figures that the answers rest on stand beside them.
    """
    inequality = inequality_standing(edition)
    told = {name for row in inequality.values() for name in row if name.startswith(("gap", "duncan", "comparator"))}
    answer = {}
    for key, row in standing(edition, since).items():
        index = inequality.get(key, {})
        questions = {
            "behind": None if row["level"] is None else row["level"] == "worse",
            "falling_behind": None if row["ground"] is None else row["ground"] == "lost",
            "unequal": index.get("is_unequal"),
        }
        points = {"points": sum(one is True for one in questions.values())}
        answer[key] = row | questions | points | {name: index.get(name) for name in told}
    return answer


# Each derived view by name: the columns that make its key, and the function that answers all its rows.
VIEWS = {
    "priority": (("area_code", "comparator", "indicator"), priority),
}
