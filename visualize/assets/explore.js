/* The network: only what is shown is in vis; neighbours are added on demand and stacked in the columns that the program computed. */
(() => {
  const box = document.getElementById("network");
  if (!box) return;
  const given = zerenlian.data.network, levels = given.levels, items = zerenlian.items;
  const nodeOf = new Map(given.nodes.map((node) => [node.id, node])), edgesOf = new Map(given.nodes.map((node) => [node.id, []]));
  for (const edge of given.edges) { edgesOf.get(edge.from).push(edge); edgesOf.get(edge.to).push(edge); }
  const nodes = new vis.DataSet(), edges = new vis.DataSet();
  const network = new vis.Network(box, { nodes, edges }, given.options);
  let wide = box.clientWidth, shown = new Set(), current = null, lit = new Set();
  const isUnit = (id) => items[id].k === "unit", isMeasure = (id) => items[id].k === "measure";
  const roles = () => new Set([...document.querySelectorAll("input[name=role]:checked")].map((input) => input.value));
  const level = () => document.getElementById("level").value;
  const paper = matchMedia("(prefers-color-scheme: dark)");

  const places = () => {
    const found = new Map();
    if (shown.size === given.focus.length && given.focus.every((id) => shown.has(id))) {
      for (const id of shown) found.set(id, nodeOf.get(id));
      return found;
    }
    const column = (ids, x, step) => ids.forEach((id, order) => found.set(id, { x, y: (order - (ids.length - 1) / 2) * step }));
    const inOrder = (test) => given.nodes.filter((node) => shown.has(node.id) && test(node.id)).map((node) => node.id);
    const grid = given.grid, documents = inOrder((id) => items[id].k === "document"), measures = inOrder(isMeasure), units = inOrder((id) => isUnit(id) || items[id].k === "body");
    const rows = Math.max(grid.rows, Math.ceil(measures.length * 1.1), Math.ceil(units.length / 5)), start = grid.unit + (measures.length ? grid.aside : 0);
    column(documents, 0, Math.max(Math.min(rows * grid.step / Math.max(documents.length, 1), 120), 74));
    column(measures, grid.measure, grid.step + 4);
    units.forEach((id, order) => found.set(id, { x: start + Math.floor(order / rows) * grid.across, y: (order % rows - (Math.min(rows, units.length) - 1) / 2) * grid.step }));
    return found;
  };
  const isVisibleEdge = (edge, allowed, opened) => {
    if (!shown.has(edge.from) || !shown.has(edge.to)) return false;
    if (edge.role && !allowed.has(edge.role)) return false;
    if (edge.id[0] === "m") return current === edge.from || current === edge.to; /* members of a body: where one asks for them */
    return edge.id[0] !== "s" || !opened.has(edge.from);
  };
  /* All of it, or from its upper left corner where names would be too small to read. */
  const frame = () => {
    network.fit({ animation: false });
    if (network.getScale() >= 0.62) return;
    const found = places(), least = (key) => Math.min(...[...found.values()].map((place) => place[key]));
    const scale = 0.75, half = { x: box.clientWidth / 2 / scale, y: box.clientHeight / 2 / scale };
    const chosen = current === null ? undefined : found.get(nodeFor(current));
    const left = least("x") - 130 + half.x, x = chosen ? Math.max(left, chosen.x + 130 - half.x) : left;
    network.moveTo({ scale, position: { x, y: chosen ? chosen.y : least("y") - 50 + half.y }, animation: false });
  };
  const paint = (fit) => {
    const found = places(), allowed = roles(), wanted = level();
    const opened = new Set([...shown].filter(isMeasure).map((id) => items[id].d));
    const near = current === null ? null : lit;
    const isDim = (id) => (near && !near.has(id)) || (wanted && isUnit(id) && levels[id] !== wanted);
    nodes.clear();
    edges.clear();
    nodes.add([...shown].map((id) => ({ ...nodeOf.get(id), x: found.get(id).x, y: found.get(id).y, opacity: isDim(id) ? 0.22 : 1,
      ...(id === current ? { borderWidth: 5, color: { background: given.options.groups[nodeOf.get(id).group].color.background || given.options.groups[nodeOf.get(id).group].color, border: "#f59e0b" } } : {}) })));
    edges.add(given.edges.filter((edge) => isVisibleEdge(edge, allowed, opened)).map((edge) => {
      const dim = isDim(edge.from) || isDim(edge.to) || (near && !(near.has(edge.from) && near.has(edge.to) && (edge.from === current || edge.to === current || edge.id[0] === "p" || near.has(numberOf(edge)))));
      const color = edge.color || given.options.edges.color;
      return { ...edge, color: { color, opacity: dim ? 0.1 : near ? 1 : 0.75 }, width: near && !dim ? edge.width * 1.5 : edge.width };
    }));
    const text = document.getElementById("shown");
    text.textContent = zerenlian.fill(text.dataset.text, { shown: shown.size, total: text.dataset.total });
    if (fit) frame();
  };
  const numberOf = (edge) => "plbm".includes(edge.id[0]) ? -1 : Number(edge.id.slice(1));
  const around = (id) => {
    const found = new Set([id]);
    for (const edge of edgesOf.get(id)) { if (edge.id[0] !== "s") { found.add(edge.from); found.add(edge.to); } }
    if (isUnit(id)) for (const near of [...found]) if (isMeasure(near)) found.add(items[near].d);
    if (items[id].k === "document") for (const near of [...found]) if (isMeasure(near)) for (const edge of edgesOf.get(near)) { if (isUnit(edge.to)) found.add(edge.to); }
    return found;
  };
  const nodeFor = (n) => "a" in items[n] ? items[n].a : nodeOf.has(n) ? n : items[n].k === "span" && nodeOf.has((items[n].rows || [])[0]) ? items[n].rows[0] : null;
  document.getElementById("expand").addEventListener("click", () => {
    if (current === null || nodeFor(current) === null) return;
    for (const id of around(nodeFor(current))) shown.add(id);
    paint(true);
  });
  document.getElementById("only").addEventListener("click", () => {
    if (current === null || nodeFor(current) === null) return;
    shown = around(nodeFor(current));
    paint(true);
  });
  document.getElementById("reset").addEventListener("click", () => { shown = new Set(given.focus); zerenlian.clear(); paint(true); });
  for (const input of document.querySelectorAll("input[name=role],#level")) input.addEventListener("change", () => paint(false));
  network.on("click", (event) => {
    if (event.nodes.length) zerenlian.select(event.nodes[0]);
    else if (event.edges.length) { const n = numberOf({ id: event.edges[0] }); if (n >= 0) zerenlian.select(n); }
    else zerenlian.clear();
  });
  network.on("doubleClick", (event) => { if (event.nodes.length) { for (const id of around(event.nodes[0])) shown.add(id); paint(true); } });
  zerenlian.listeners.push((n, on) => {
    current = n;
    lit = new Set(on);
    if (n !== null) {
      if (items[n].k === "group") for (const m of items[n].rows) { lit.add(m); }
      if (nodeOf.has(n)) for (const edge of edgesOf.get(n)) if (shown.has(edge.from) && shown.has(edge.to)) { lit.add(edge.from); lit.add(edge.to); }
      if (items[n].rows && items[n].k === "span") for (const m of items[n].rows) { lit.add(m); for (const edge of edgesOf.get(m) || []) if (shown.has(edge.from) && shown.has(edge.to)) { lit.add(edge.from); lit.add(edge.to); } }
      const node = nodeFor(n);
      if (node !== null && zerenlian.data.alone && items[n].k === "span") { shown = around(node); shown.forEach((id) => lit.add(id)); setTimeout(frame, 80); }
      else if (node !== null && !shown.has(node)) { for (const id of around(node)) shown.add(id); setTimeout(frame, 0); }
      if ("a" in items[n]) shown.add(items[n].b);
      if (items[n].k === "group") for (const edge of given.edges) if (edge.id === "s" + n) { lit.add(edge.from); lit.add(edge.to); }
    }
    paint(false);
    if (box.clientWidth !== wide) { wide = box.clientWidth; setTimeout(frame, 60); }
  });
  let cursor = null;
  zerenlian.arrow = (key) => {
    const found = places(), from = cursor !== null && shown.has(cursor) ? cursor : null;
    if (from === null) { cursor = [...shown][0]; network.selectNodes([cursor]); return; }
    const here = found.get(from);
    let best = null, least = Infinity;
    for (const id of shown) {
      const dx = found.get(id).x - here.x, dy = found.get(id).y - here.y;
      const ahead = { ArrowUp: -dy, ArrowDown: dy, ArrowLeft: -dx, ArrowRight: dx }[key];
      if (ahead < 4) continue;
      const cost = ahead + Math.abs(key === "ArrowUp" || key === "ArrowDown" ? dx * 6 : dy * 3);
      if (cost < least) { least = cost; best = id; }
    }
    if (best !== null) { cursor = best; network.selectNodes([best]); network.focus(best, { scale: network.getScale() }); }
  };
  box.addEventListener("keydown", (event) => { if (event.key === "Enter" && cursor !== null) { zerenlian.select(cursor); event.stopPropagation(); } });
  const back = document.getElementById("as-drawing");
  if (back) back.addEventListener("click", () => document.body.classList.remove("with-table"));
  shown = new Set(given.focus);
  paint(true);
})();
