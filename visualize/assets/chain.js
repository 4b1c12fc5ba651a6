/* Lines of a drawing: found within a few pixels of a click, lit while their box is pointed at; chapters open on selection. */
(() => {
  const near = (x, y) => {
    for (const radius of [0, 2, 4, 6]) for (let step = 0; step < 8; step++) {
      const turn = step * Math.PI / 4, found = document.elementFromPoint(x + radius * Math.cos(turn), y + radius * Math.sin(turn));
      if (found && found.classList.contains("e") && found.dataset.i) return found;
    }
    return null;
  };
  for (const drawing of document.querySelectorAll("svg.chain")) {
    drawing.addEventListener("click", (event) => {
      if (event.target.closest("[data-i]")) return;
      const line = near(event.clientX, event.clientY);
      if (line) zerenlian.select(Number(line.dataset.i)); else zerenlian.clear();
    });
    const light = (event, on) => {
      const node = event.target.closest(".node");
      if (!node) return;
      const mine = new Set(zerenlian.rows[Number(node.dataset.i)]);
      for (const line of drawing.querySelectorAll(".e[data-i]")) line.classList.toggle("hover", on && mine.has(Number(line.dataset.i)));
    };
    drawing.addEventListener("pointerover", (event) => light(event, true));
    drawing.addEventListener("pointerout", (event) => light(event, false));
  }
  /* A document too long for drawings of its chapters: its table is made here, out of the data that the panel shows too. */
  const built = document.getElementById("built");
  if (built) {
    const { items, rows, make, label } = zerenlian, comma = built.dataset.comma, firsts = zerenlian.data.firsts;
    items.forEach((item, n) => {
      if (item.k !== "measure") return;
      const row = make("tr", built);
      row.dataset.i = n;
      row.className = "node";
      if (firsts.includes(n)) row.id = "part-" + (firsts.indexOf(n) + 1);
      make("th", row, item.p).scope = "row";
      make("td", row, item.t);
      for (const role of built.dataset.roles.split(" ")) {
        make("td", row, [...new Set(rows[n].filter((m) => items[m].r === role).map((m) => items[items[m].b].t))].join(comma));
      }
      make("td", row, (item.l || []).join(comma));
      make("td", row, (item.g || []).map((gap) => label["gap_" + gap]).join(comma), "gap");
    });
  }
  const open = (name) => {
    const part = document.getElementById(name);
    if (part && part.tagName === "TR") part.scrollIntoView({ block: "start" });
    else if (part) { part.open = true; part.scrollIntoView({ block: "start" }); }
  };
  for (const box of document.querySelectorAll(".node.chapter")) {
    box.addEventListener("click", (event) => { open(box.dataset.part); event.stopPropagation(); });
    box.addEventListener("keydown", (event) => { if (event.key === "Enter") { open(box.dataset.part); event.stopPropagation(); } });
  }
  zerenlian.listeners.push((n) => {
    if (n === null) return;
    const node = document.querySelector('details .node[data-i="' + n + '"]');
    const shown = [...document.querySelectorAll('.node[data-i="' + n + '"]')].some((element) => element.getClientRects().length);
    if (node && !shown) { node.closest("details").open = true; node.scrollIntoView({ block: "center" }); }
  });
})();
