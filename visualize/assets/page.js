"use strict";
/* The frame: selection, panel with the printed sentences, search, keyboard, hash. Text from documents is only ever textContent. */
const zerenlian = (() => {
  const at = (id) => document.getElementById(id);
  const data = JSON.parse(at("data").textContent);
  const api = {}, items = data.items || [], label = data.labels, listeners = [];
  const rows = items.map(() => []);
  items.forEach((item, n) => { if ("a" in item) { item.r = data.roles[item.r]; item.y = data.bases[item.y]; rows[item.a].push(n); rows[item.b].push(n); } else if (item.rows) rows[n].push(...item.rows); });
  const make = (tag, parent, text, name) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (name) element.className = name;
    if (parent) parent.append(element);
    return element;
  };
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (all, key) => key in values ? values[key] : all);
  const isDuty = (n) => "a" in items[n];
  const hashOf = (n) => isDuty(n) ? hashOf(items[n].a) + ">" + hashOf(items[n].b) + ":" + items[n].r : items[n].k === "measure" ? hashOf(items[n].d) + "/" + items[n].h : items[n].h;
  const underOf = (n) => items[n].k === "measure" ? items[items[n].d].h : items[n].s || "";
  const titleOf = (n) => isDuty(n) ? titleOf(items[n].a) + " \u2192 " + label["role_" + items[n].r] + " " + titleOf(items[n].b) : (items[n].p ? items[n].p + " " : "") + (items[n].t || items[n].h.replace(">", " \u2192 "));
  const byHash = new Map();
  items.forEach((item, n) => byHash.set(hashOf(n), n));

  const passage = (source, start, end) => {
    const inside = (p) => p[0] === source && p[1] <= start && end <= p[2];
    const found = data.passages.find((p) => p[0] === source && p[1] === start && p[2] === end) || data.passages.find(inside);
    return found ? found[3].slice(start - found[1], end - found[1]) : "";
  };
  const unbroken = (text) => text.replace(/([!-~])\u2028\f*(?=[!-~])/g, "$1 ").replace(/\u2028\f*/g, "");
  const marked = (parent, text, offset, spans) => {
    let done = 0;
    for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
      const from = Math.max(start - offset, done), to = Math.min(end - offset, text.length);
      if (to <= from) continue;
      parent.append(unbroken(text.slice(done, from)));
      make("mark", parent, unbroken(text.slice(from, to)));
      done = to;
    }
    parent.append(unbroken(text.slice(done)));
  };
  const sourceFile = data.view === "source" ? "" : data.beside.source;
  const sourceLink = (parent, place) => { /* the words in the page of the text: this one, or one beside it; else their place alone */
    const source = data.sources[place[0]], text = fill(label.open_source, { start: place[3], end: place[4] });
    if (sourceFile === undefined) { make("span", parent, text); return; }
    make("a", parent, text).href = sourceFile + "#c" + place[3] + "-" + place[4] + (data.sources.length > 1 ? "-" + source.digest.slice(0, 8) : "");
  };
  /* One block a sentence, with every row that rests on it. */
  const sayings = (parent, places, current) => {
    const groups = new Map();
    for (const [n, place] of places) {
      const key = place.slice(0, 3).join(" ");
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push([n, place]);
    }
    for (const group of groups.values()) {
      const [, first] = group[0], block = make("div", parent, undefined, "saying"), text = make("p", block);
      const spans = group.filter(([, p]) => p[3] !== first[1] || p[4] !== first[2]).map(([, p]) => [p[3], p[4]]);
      marked(text, passage(first[0], first[1], first[2]), first[1], spans);
      if (!text.textContent) text.remove();
      const from = make("p", block, undefined, "from");
      sourceLink(from, current === undefined ? first : (group.find(([n]) => n === current) || group[0])[1]);
      if (first.length > 6) from.append("  " + fill(label.page_place, { page: first[6], line: first[7] }));
      if (first.length > 8) from.append(fill(label.page_box, { top: first[8], left: first[9] }));
      from.append("  " + data.sources[first[0]].name + "  " + [...new Set(group.map(([, p]) => data.patterns[p[5]]))].filter(Boolean).join(" "));
      const duties = [...new Set(group.map(([n]) => n))].filter((n) => n !== null && isDuty(n));
      if (duties.length) dutyButtons(make("ul", block), duties, current);
    }
  };
  const dutyButtons = (list, duties, current) => { /* rows that can be gone to: duties, or other items */
    for (const n of duties) {
      const duty = items[n], button = make("button", make("li", list));
      button.type = "button";
      const other = current === duty.a ? duty.b : current === duty.b ? duty.a : null;
      if (isDuty(n)) {
        button.textContent = other === null ? titleOf(n) : label["role_" + duty.r] + " " + titleOf(other);
        make("small", button, label["basis_" + duty.y] + " " + Math.round(duty.c * 100) + "%");
      } else button.textContent = titleOf(n);
      if (n === current) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => select(n));
    }
  };
  const pair = (list, name, value) => { make("dt", list, name); make("dd", list, value); };
  const show = (n) => {
    const item = items[n], body = at("panel-body");
    body.textContent = "";
    at("panel-title").textContent = titleOf(n);
    at("panel-sub").textContent = isDuty(n) ? underOf(item.a) : underOf(n);
    const facts = make("dl", body), right = make("div", body);
    if (isDuty(n)) {
      pair(facts, label.role, label["role_" + item.r]);
      pair(facts, label.basis, label["basis_" + item.y]);
      pair(facts, label.confidence, Math.round(item.c * 100) + "%");
      pair(facts, label.document, underOf(item.a));
      pair(facts, label.path, items[item.a].p || "");
    }
    for (const heading of item.n || []) pair(facts, label.headings, heading);
    for (const text of item.l || []) pair(facts, label.deadline, text);
    for (const [name, value] of item.f || []) pair(facts, name, value);
    for (const gap of item.g || []) pair(facts, "\u25b3 " + label.gap, label["remedy_" + gap]);
    const places = [], without = [], mine = rows[n];
    if (isDuty(n)) for (const place of item.w || []) places.push([n, place]);
    for (const m of mine) {
      if (item.k === "span") without.push(m);
      else if ((items[m].w || []).length) for (const place of items[m].w) places.push([m, place]);
      else without.push(m);
    }
    if (!isDuty(n)) for (const place of item.w || []) places.push([null, place]);
    sayings(right, places, n);
    if (without.length) dutyButtons(make("ul", make("div", right, undefined, "saying")), without, n);
    if (!places.length) make("p", right, label.nothing_printed, "note");
    at("panel").hidden = false;
    document.body.classList.add("open");
    at("panel").scrollTop = 0;
  };
  const related = (n) => {
    const on = new Set([n]);
    if (isDuty(n)) { on.add(items[n].a); on.add(items[n].b); }
    for (const m of rows[n]) { on.add(m); if (isDuty(m)) { on.add(items[m].a); on.add(items[m].b); } }
    if (items[n].k === "document") items.forEach((item, m) => { if (item.d === n) on.add(m); });
    return on;
  };
  const select = (n, options) => {
    const on = related(n), settings = options || {};
    document.body.classList.add("picked");
    for (const element of document.querySelectorAll("[data-i]")) {
      const m = Number(element.dataset.i);
      element.classList.toggle("on", on.has(m));
      element.classList.toggle("selected", m === n);
    }
    show(n);
    history.replaceState(null, "", "#" + encodeURIComponent(hashOf(n)));
    const target = [...document.querySelectorAll('.node[data-i="' + n + '"]')].find((element) => element.getClientRects().length);
    if (target) {
      if (settings.focus) focus(target);
      target.scrollIntoView({ block: "nearest", inline: "nearest" });
      const bottom = innerHeight - (document.body.classList.contains("dock-bottom") ? at("panel").offsetHeight : 0);
      const below = target.getBoundingClientRect().bottom - bottom;
      if (below > 0) scrollBy(0, below + 20);
    }
    listeners.forEach((listener) => listener(n, on));
  };
  const clear = () => {
    at("panel").hidden = true;
    document.body.classList.remove("open", "picked");
    for (const element of document.querySelectorAll(".on,.selected")) element.classList.remove("on", "selected");
    history.replaceState(null, "", location.pathname + location.search);
    listeners.forEach((listener) => listener(null, new Set()));
  };

  let focused = null;
  const nodes = () => [...document.querySelectorAll(".node")].filter((element) => element.getClientRects().length);
  const focus = (element) => {
    if (focused) focused.setAttribute("tabindex", "-1");
    element.setAttribute("tabindex", "0");
    if (!element.hasAttribute("role") && !/^(A|TD|TH|TR)$/.test(element.tagName)) element.setAttribute("role", "button");
    element.focus({ preventScroll: true });
    focused = element;
  };
  const move = (key) => {
    const all = nodes();
    const from = all.includes(document.activeElement) ? document.activeElement : null;
    if (!from) { if (all.length) focus(all[0]); return; }
    const here = from.getBoundingClientRect(), x = here.left, y = here.top + here.height / 2;
    let best = null, least = Infinity;
    for (const element of all) {
      if (element === from) continue;
      const box = element.getBoundingClientRect(), dx = box.left - x, dy = box.top + box.height / 2 - y;
      const ahead = { ArrowUp: -dy, ArrowDown: dy, ArrowLeft: -dx, ArrowRight: dx }[key];
      if (ahead < 4) continue;
      const aside = key === "ArrowUp" || key === "ArrowDown" ? Math.abs(dx) * 6 : Math.abs(dy) * 3;
      if (ahead + aside < least) { least = ahead + aside; best = element; }
    }
    if (best) { focus(best); best.scrollIntoView({ block: "nearest", inline: "nearest" }); }
  };

  const search = at("search"), found = at("found");
  let hits = [], chosen = 0;
  const paint = () => {
    found.textContent = "";
    hits.forEach((n, order) => {
      const row = make("li", found, titleOf(n));
      make("small", row, underOf(n));
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", String(order === chosen));
      row.addEventListener("mousedown", (event) => { event.preventDefault(); pick(order); });
    });
    if (search.value.trim() && !hits.length) make("li", found, label.nothing_found);
    found.hidden = !search.value.trim();
  };
  const pick = (order) => {
    if (!(order in hits)) return;
    found.hidden = true;
    search.blur();
    select(hits[order], { focus: true });
  };
  const look = () => {
    const words = search.value.trim().toLowerCase(), ranked = [];
    if (words) items.forEach((item, n) => {
      if ("a" in item || item.k === "span" || item.k === "group") return;
      const title = (titleOf(n) + " " + hashOf(n)).toLowerCase(), letters = item.i || "";
      const rank = title.startsWith(words) || letters === words ? 0 : letters.startsWith(words) ? 1 : title.includes(words) ? 2 : letters.includes(words) ? 3 : 9;
      if (rank < 9) ranked.push([rank, n]);
    });
    hits = ranked.sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, 14).map(([, n]) => n);
    chosen = 0;
    paint();
  };
  search.addEventListener("input", look);
  search.addEventListener("blur", () => { found.hidden = true; });
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      chosen = Math.max(0, Math.min(hits.length - 1, chosen + (event.key === "ArrowDown" ? 1 : -1)));
      paint();
      event.preventDefault();
    } else if (event.key === "Enter") pick(chosen);
    else if (event.key === "Escape") { search.value = ""; look(); search.blur(); }
    event.stopPropagation();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === "/") { search.focus(); search.select(); event.preventDefault(); }
    else if (event.key === "Escape") clear();
    else if (/^Arrow/.test(event.key) && !(event.target.closest && event.target.closest("#panel"))) { (api.arrow || move)(event.key); event.preventDefault(); }
    else if (event.key === "Enter" && api.enter && event.target.tagName === "CANVAS") api.enter();
    else if ((event.key === "Enter" || event.key === " ") && event.target.classList && event.target.classList.contains("node")) {
      if (event.target.tagName !== "A") event.preventDefault();
      select(Number(event.target.dataset.i));
    }
  });
  document.addEventListener("click", (event) => {
    const node = event.target.closest && event.target.closest("[data-i]");
    if (node && !event.target.closest("#panel")) { select(Number(node.dataset.i)); if (node.classList.contains("node")) focus(node); }
  });
  at("panel-close").addEventListener("click", clear);
  const toggle = at("as-table");
  if (toggle) toggle.addEventListener("click", () => {
    toggle.setAttribute("aria-pressed", String(document.body.classList.toggle("with-table")));
  });
  focused = document.querySelector(".node");
  if (focused) focused.setAttribute("tabindex", "0");
  const follow = () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { /* a hash that nobody here wrote */ }
    if (byHash.has(name)) select(byHash.get(name));
    return byHash.has(name);
  };
  addEventListener("hashchange", follow);
  Object.assign(api, { data, items, rows, label, make, fill, select, clear, follow, listeners, hashOf, titleOf, at });
  return api;
})();
