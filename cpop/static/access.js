// What Streamlit leaves undone for a keyboard, a listener and paper. cpop/shell.py puts it into the page.
(() => {
  const APP = "[data-testid=stApp]";
  const SIDEBAR = "[data-testid=stSidebar]";
  const SIDEBAR_LINK = "[data-testid=stSidebarNavLink]";
  const CLOSE = "[data-testid=stSidebarCollapseButton] button";
  const OPEN = "[data-testid=stExpandSidebarButton]";
  const CHART = "[data-testid=stPlotlyChart]";
  const SHARE = ".st-key-share-body";
  const NARROW = "(max-width: 768px)";

  const find = (selector) => document.querySelector(selector);
  const spoken = document.createElement("div");
  spoken.className = "spoken";
  spoken.setAttribute("role", "status");
  let page = location.pathname;
  let title = null;
  let news = null;
  let isOpen = null;
  let isShared = false;

  // One status line for the whole app: it stays in the page, as screen readers ask of it.
  const say = (words) => {
    if (words) spoken.textContent = words;
  };

  const focus = (element) => {
    if (!element) return;
    if (element.matches("h1")) element.tabIndex = -1;
    element.focus({ preventScroll: element.matches("h1") });
  };

  // The address may change before the page does: until another heading stands, it is still the last page's.
  const heading = () => find("h1")?.textContent;
  const stay = () => {
    if (location.pathname === page && heading()) title = heading();
  };

  // Another page of the app comes without a load: its title is said and focus goes to its heading.
  const arrived = () => {
    if (location.pathname === page || !heading() || heading() === title) return;
    page = location.pathname;
    say(document.title);
    focus(find("h1"));
  };

  const heard = () => {
    const now = [...document.querySelectorAll(".announced")].map((one) => one.textContent.trim()).join(". ");
    if (news !== null && now !== news) say(now);
    news = now;
  };

  // Opening the menu of a narrow screen leads into it, closing it leads back.
  const menu = () => {
    const open = find(SIDEBAR)?.getAttribute("data-collapsed") === "false";
    if (matchMedia(NARROW).matches && isOpen !== null && open !== isOpen) {
      const isLost = document.activeElement === document.body || !document.activeElement.getClientRects().length;
      if (open || isLost) focus(find(open ? SIDEBAR_LINK : OPEN));
    }
    isOpen = open;
  };

  const share = () => {
    const box = find(SHARE);
    if (box && !isShared) focus(box.querySelector("button, input, [tabindex]"));
    isShared = Boolean(box);
  };

  // A chart has a short name, and its figures stand in a table: what is drawn would be read as one heap of numbers.
  const hush = () => {
    for (const drawn of document.querySelectorAll(`${CHART} .main-svg:not([aria-hidden])`)) {
      drawn.setAttribute("aria-hidden", "true");
    }
  };

  const look = () => {
    hush();
    menu();
    share();
    const app = find(APP);
    if (!app || app.getAttribute("data-test-script-state") === "running" || !find(".footer")) return;
    arrived();
    heard();
  };

  document.addEventListener("click", (event) => {
    if (matchMedia(NARROW).matches && event.target.closest?.(SIDEBAR_LINK)) find(CLOSE)?.click();
  });

  // A chart is as wide as the screen: app.css makes it fit the sheet, from this size.
  addEventListener("beforeprint", () => {
    for (const chart of document.querySelectorAll(CHART)) {
      const drawn = chart.querySelector(".main-svg")?.getBoundingClientRect();
      if (!drawn?.width) continue;
      chart.style.setProperty("--drawn", Math.ceil(drawn.width));
      chart.style.setProperty("--tall", Math.ceil(drawn.height));
    }
  });

  addEventListener("DOMContentLoaded", () => {
    document.body.append(spoken);
    let waiting = 0;
    new MutationObserver(() => {
      stay();
      clearTimeout(waiting);
      waiting = setTimeout(look, 100);
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true,
      attributeFilter: ["data-test-script-state", "data-collapsed"] });
  });
})();
