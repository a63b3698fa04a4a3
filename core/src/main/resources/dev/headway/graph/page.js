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
    for (const row of rows()) {
      const text = ownTexts(row).toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      found += row.hidden ? 0 : 1;
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
    output.textContent = words.length > 0 ? numbers.format(found) + (found === 1 ? " revision" : " revisions") : "";
  }

  function fragment() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    }
    catch (error) {
      return "";
    }
  }

  // The fragment of the URL is a revision.
  function showFragment() {
    const target = document.getElementById(fragment());
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
  }

  function move(event, step) {
    const summaries = [...main.querySelectorAll(".graph summary")].filter((summary) => summary.checkVisibility());
    const index = summaries.indexOf(document.activeElement);
    const next = index >= 0 ? summaries[index + step] : document.activeElement === input ? summaries[0] : null;
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
    const focused = document.activeElement.closest(".revision");
    localizeTimes(page);
    main.replaceChildren(...page.querySelector("main").childNodes);
    document.querySelector("h1").replaceWith(page.querySelector("h1"));
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
      again.querySelector("summary").focus({ preventScroll: true });
    }
  }

  localizeTimes(document);
  search.hidden = false;
  search.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", filter);
  document.addEventListener("keydown", onKey);
  main.addEventListener("toggle", rememberFragment, true);
  window.addEventListener("hashchange", showFragment);
  window.addEventListener("load", showFragment);
  if (live && location.protocol.startsWith("http")) {
    refresh();
    setInterval(refresh, INTERVAL);
    document.addEventListener("visibilitychange", refresh);
  }

})();
