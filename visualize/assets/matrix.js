/* Rows of measures by units, made here out of the data that the panel shows too, where a page has too many to print them twice. */
document.querySelectorAll("tbody[data-built]").forEach((body) => {
  const { items, rows, make, label, data } = zerenlian, heads = [...body.parentNode.tHead.querySelectorAll("th.unit[data-i]")];
  const column = new Map(heads.map((head, order) => [Number(head.dataset.i), order])), order = (n) => data.roles.indexOf(items[n].r);
  const blank = (row, count) => { if (count > 0) make("td", row).colSpan = count; };
  for (const n of data.built[Number(body.dataset.built)]) {
    const row = make("tr", body), title = make("th", row, undefined, "node title"), cells = new Map();
    title.dataset.i = n;
    title.scope = "row";
    make("b", title, items[n].p);
    title.append(" " + items[n].t);
    for (const m of rows[n].filter((each) => column.has(items[each].b)).sort((a, b) => order(a) - order(b))) {
      const place = column.get(items[m].b);
      cells.set(place, [...(cells.get(place) || []), m]);
    }
    let last = -1;
    for (const place of [...cells.keys()].sort((a, b) => a - b)) {
      blank(row, place - last - 1);
      const duties = cells.get(place), cell = make("td", row, [...new Set(duties.map((m) => label["letter_" + items[m].r]))].join(""), "node cell " + items[duties[0]].r);
      cell.dataset.i = duties[0];
      last = place;
    }
    blank(row, heads.length - last - 1);
    make("td", row, String(cells.size), "sum");
    row.dataset.total = cells.size;
  }
});
