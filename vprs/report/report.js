"use strict";
// Filters, and nothing else: without this script the whole report is there to read. It only ever hides what is on the
// page, says how much it hides, and keeps its choices in the part of the address that is never sent anywhere.
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const status = document.getElementById("shown");
  const warning = document.getElementById("filtered");
  const search = document.getElementById("search");
  const groups = [...document.querySelectorAll(".group")].map((element) => ({
    element,
    findings: [...element.querySelectorAll(".finding")],
  }));
  const findings = groups.flatMap((group) => group.findings);
  const names = [...new Set([...form.elements].map((element) => element.name))].filter((name) => name && name !== "search");
  const texts = new Map();
  const number = (count) => count.toLocaleString("en-GB");

  const chosen = () => {
    const data = new FormData(form);
    return names.map((name) => [name, data.getAll(name).filter(Boolean)]).filter(([, keys]) => keys.length);
  };
  const asked = () => search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const textOf = (finding) => {
    if (!texts.has(finding)) texts.set(finding, finding.textContent.toLowerCase());
    return texts.get(finding);
  };
  const wordsOf = (name, key) => {
    const control = [...form.querySelectorAll("[data-words]")].find(
      (element) => element.value === key && (element.name || element.parentElement.name) === name,
    );
    return control ? control.dataset.words : key;
  };
  const fits = (finding, choices, words) =>
    choices.every(([name, keys]) => finding.dataset[name].split(" ").some((key) => keys.includes(key))) &&
    words.every((word) => textOf(finding).includes(word));

  const apply = () => {
    const choices = chosen();
    const words = asked();
    let shown = 0;
    for (const group of groups) {
      let any = false;
      for (const finding of group.findings) {
        const fit = fits(finding, choices, words);
        if (finding.hidden === fit) finding.hidden = !fit;
        if (fit) shown += 1;
        any ||= fit;
      }
      if (group.element.hidden === any) group.element.hidden = !any;
    }
    const which = choices.map(([name, keys]) => keys.map((key) => wordsOf(name, key)).join(` ${form.dataset.or} `));
    if (words.length) which.push(`\u201c${words.join(" ")}\u201d`);
    const fill = (text) =>
      text.replace(/\{(shown|hidden|which)\}/g, (_, name) =>
        name === "which" ? which.join("; ") : number(name === "shown" ? shown : findings.length - shown),
      );
    const told = fill(form.dataset.shown);
    if (status.textContent !== told) status.textContent = told;
    warning.hidden = !which.length;
    warning.textContent = which.length ? fill(form.dataset.filtered) : "";
  };

  const remember = () => {
    const kept = new URLSearchParams();
    for (const [name, keys] of chosen()) for (const key of keys) kept.append(name, key);
    if (asked().length) kept.set("search", search.value.trim());
    history.replaceState(null, "", `#${kept.toString() || "findings"}`);
  };
  const set = (values) => {
    for (const element of form.elements) {
      if (element.type === "checkbox") element.checked = values.getAll(element.name).includes(element.value);
      else if (element.tagName === "SELECT") {
        element.value = values.get(element.name) || "";
        if (element.selectedIndex < 0) element.value = "";
      }
    }
    search.value = values.get("search") || "";
  };
  const show = (finding) => {
    if (finding.hidden) {
      set(new URLSearchParams());
      apply();
    }
    finding.open = true;
    const focus = () => {
      finding.scrollIntoView();
      finding.querySelector("summary").focus({ preventScroll: true });
    };
    // Until a page is loaded, its own jump to the address takes the focus away again.
    if (document.readyState === "complete") focus();
    else addEventListener("load", focus, { once: true });
  };
  const restore = () => {
    let hash = location.hash.slice(1);
    const values = new URLSearchParams(hash);
    if ([...names, "search"].some((name) => values.has(name))) {
      set(values);
      apply();
      return;
    }
    try {
      hash = decodeURIComponent(hash);
    } catch {
      return;
    }
    const finding = document.getElementById(hash);
    if (finding && finding.matches(".finding")) show(finding);
  };

  let waiting = 0;
  const changed = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => {
      apply();
      remember();
    });
  };
  form.addEventListener("input", changed);
  form.addEventListener("reset", () => setTimeout(changed));
  form.addEventListener("submit", (event) => event.preventDefault());
  const toggle = (open) => () => {
    for (const finding of findings) if (!finding.hidden) finding.open = open;
  };
  document.getElementById("open").addEventListener("click", toggle(true));
  document.getElementById("close").addEventListener("click", toggle(false));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (event.target === search && search.value) {
      search.value = "";
      changed();
      return;
    }
    const finding = event.target.closest && event.target.closest(".finding[open]");
    if (!finding) return;
    finding.open = false;
    finding.querySelector("summary").focus();
  });
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = findings.filter((finding) => !finding.hidden && !finding.open);
    for (const finding of opened) finding.open = true;
  });
  addEventListener("afterprint", () => {
    for (const finding of opened) finding.open = false;
    opened = [];
  });
  addEventListener("hashchange", restore);
  form.hidden = false;
  restore();
})();
