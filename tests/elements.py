"""Streamlit's own elements, by the names that it gives them: the one place of our tests that knows these names."""


def _named(name):
    return f"[data-testid={name}]"


APP = _named("stApp")
MAIN = _named("stMain")
SIDEBAR = _named("stSidebar")
OPEN_SIDEBAR = _named("stExpandSidebarButton")
HEADER = _named("stHeader")
ALERT = _named("stAlert")
CHART = _named("stPlotlyChart")
ICON = _named("stIconMaterial")
# Seen while the app works, or where it failed.
STATUS = _named("stStatusWidget")
SKELETON = _named("stSkeleton")
EXCEPTION = _named("stException")
PASSING = {STATUS, SKELETON, EXCEPTION}
# The link to copy in the box that Share opens: ours.
SHARED_LINK = ".st-key-share-body code.language-plaintext"
EVERY = {found for name, found in dict(vars()).items() if name.isupper() and isinstance(found, str)}
