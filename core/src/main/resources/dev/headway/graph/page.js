"use strict";

(() => {

  const INTERVAL = 5000;

  const main = document.querySelector("main");
  const search = document.querySelector(".search");
  const input = search.querySelector("input");
  const output = search.querySelector("output");
  const live = document.querySelector("#live");
  const times = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" });
  const numbers = new Intl.NumberFormat("en");

  const rows = () => [...main.querySelectorAll(".revision")];

  // Times are those of the reader.
  function localizeTimes(root) {
    for (const time of root.querySelectorAll("time")) {
      time.title = time.textContent;
      time.textContent = times.format(new Date(time.dateTime));
    }
  }

  // What is known about a revision, without its links to others.
  function ownTexts(row) {
    return [...row.querySelectorAll("summary, dd:not(:has(a))")].map((element) => element.textContent).join(" ");
  }

  // Search hides what does not match, and unfolds what does.
  function filter() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    let elsewhere = 0;
    for (const row of rows()) {
      const text = ownTexts(row).toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) {
        row.closest("section").hidden ? elsewhere++ : found++;
      }
    }
    for (const stretch of main.querySelectorAll(".stretch")) {
      stretch.hidden = words.length > 0 && !stretch.querySelector(".revision:not([hidden])");
      if (words.length > 0 && !stretch.open) {
        stretch.open = true;
        stretch.dataset.searched = "true";
      }
      else if (words.length === 0 && stretch.dataset.searched) {
        stretch.open = false;
        delete stretch.dataset.searched;
      }
    }
    output.textContent = words.length > 0 ? numbers.format(found) + (found === 1 ? " revision" : " revisions")
      + (elsewhere > 0 ? ", " + numbers.format(elsewhere) + " in other tabs" : "") : "";
  }

  // Several histories are tabs. Without a script, they follow each other.
  const tabs = () => [...document.querySelectorAll("nav a")];

  function makeTabs(selected) {
    if (tabs().length === 0 || !tabs().every((tab) => linked(tab))) {
      return;
    }
    document.querySelector("nav").setAttribute("role", "tablist");
    tabs().forEach((tab, index) => {
      const panel = linked(tab);
      tab.id = "tab-" + index;
      tab.setAttribute("role", "tab");
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
    });
    select(document.getElementById(selected) || mostSevere());
  }

  // The first history with the status of the page.
  function mostSevere() {
    const status = document.querySelector("h1 .status");
    const tab = tabs().find((tab) => status && tab.querySelector(".status")?.textContent === status.textContent);
    return linked(tab || tabs()[0]);
  }

  function select(panel) {
    for (const tab of tabs()) {
      const selected = linked(tab) === panel;
      tab.setAttribute("aria-selected", selected);
      tab.tabIndex = selected ? 0 : -1;
      linked(tab).hidden = !selected;
    }
    if (input.value) {
      filter();
    }
  }

  function selectTab(tab) {
    select(linked(tab));
    history.replaceState(null, "", tab.hash);
    scrollTo(0, 0);
    tab.focus();
  }

  function onClick(event) {
    const tab = event.target.closest("[role=tab]");
    if (tab && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      selectTab(tab);
    }
  }

  function onTabKey(event) {
    const all = tabs();
    const index = all.indexOf(document.activeElement);
    const next = {
      ArrowLeft: (index + all.length - 1) % all.length,
      ArrowRight: (index + 1) % all.length,
      Home: 0,
      End: all.length - 1
    }[event.key];
    if (index >= 0 && next !== undefined) {
      event.preventDefault();
      selectTab(all[next]);
    }
  }

  // The element that a link of this page leads to.
  function linked(link) {
    try {
      return document.getElementById(decodeURIComponent(link.hash.slice(1)));
    }
    catch (error) {
      return null;
    }
  }

  // The fragment of the URL is a revision or a history.
  function showFragment() {
    const target = linked(location);
    if (target && target.closest("[role=tabpanel]")) {
      select(target.closest("[role=tabpanel]"));
    }
    if (!target || !target.matches(".revision")) {
      return;
    }
    if (target.hidden) {
      input.value = "";
      filter();
    }
    for (let details = target; details; details = details.parentElement.closest("details")) {
      details.open = true;
    }
    target.scrollIntoView({ block: "center" });
    target.querySelector("summary").focus({ preventScroll: true });
  }

  function rememberFragment(event) {
    const row = event.target;
    if (row.matches(".revision") && row.open && row.contains(document.activeElement)) {
      history.replaceState(null, "", "#" + encodeURIComponent(row.id));
    }
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === "/" && document.activeElement !== input) {
      event.preventDefault();
      input.focus();
    }
    else if (event.key === "Escape" && document.activeElement === input) {
      input.value = "";
      filter();
    }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      move(event, event.key === "ArrowDown" ? 1 : -1);
    }
    else {
      onTabKey(event);
    }
  }

  function move(event, step) {
    const summaries = [...main.querySelectorAll(".graph summary")].filter((summary) => summary.checkVisibility());
    const index = summaries.indexOf(document.activeElement);
    const outside = document.activeElement === input || document.activeElement.matches("[role=tab]");
    const next = index >= 0 ? summaries[index + step] : outside && step > 0 ? summaries[0] : null;
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }

  // Asks for the status every few seconds, and for the page only when that has changed.
  let known = null;

  async function refresh() {
    if (document.hidden) {
      return;
    }
    try {
      const status = await get("?limit=0", "application/json");
      if (known !== null && status !== known) {
        replace(await get("", "text/html"));
      }
      known = status;
      live.textContent = "Updated " + times.format(new Date());
    }
    catch (error) {
      live.textContent = "The application does not answer. Trying again.";
    }
  }

  async function get(query, accept) {
    const response = await fetch(location.pathname + query, { headers: { Accept: accept }, cache: "no-store" });
    const type = response.headers.get("Content-Type") || "";
    if (!type.includes(accept === "text/html" ? "html" : "json")) {
      throw new Error(response.status);
    }
    return response.text();
  }

  function replace(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const open = [...main.querySelectorAll("details[open][id]")].map((details) => details.id);
    const focused = document.activeElement.closest(".revision, [role=tab]");
    const selected = main.querySelector("[role=tabpanel]:not([hidden])")?.id;
    localizeTimes(page);
    main.replaceChildren(...page.querySelector("main").childNodes);
    document.querySelector("nav")?.remove();
    document.querySelector("h1").replaceWith(...page.querySelectorAll("h1, nav"));
    makeTabs(selected);
    document.title = page.title;
    for (const id of open) {
      const details = document.getElementById(id);
      if (details) {
        details.open = true;
      }
    }
    if (input.value) {
      filter();
    }
    const again = focused ? document.getElementById(focused.id) : null;
    if (again) {
      (again.querySelector("summary") || again).focus({ preventScroll: true });
    }
  }

  localizeTimes(document);
  makeTabs(null);
  search.hidden = false;
  search.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", filter);
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  main.addEventListener("toggle", rememberFragment, true);
  window.addEventListener("hashchange", showFragment);
  window.addEventListener("load", showFragment);
  if (live && location.protocol.startsWith("http")) {
    refresh();
    setInterval(refresh, INTERVAL);
    document.addEventListener("visibilitychange", refresh);
  }

})();
