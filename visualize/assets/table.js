/* Tables: sorting by a heading, filters by what a row carries, long cells opened. */
document.querySelectorAll("table.grid").forEach((table) => {
  const bodies = [...table.tBodies], rows = bodies.flatMap((body) => [...body.rows].filter((row) => !row.classList.contains("group")));
  rows.forEach((row, order) => { row.dataset.order = order; });
  const home = rows.map((row) => row.parentNode);
  const filters = [...document.querySelectorAll("[data-filter]")], left = document.getElementById("left");
  const keeps = (row, filter) => {
    if (filter.type === "checkbox") return !filter.checked || Number(row.dataset.broken) > 0;
    const wanted = filter.value.trim().toLowerCase();
    if (!wanted) return true;
    if (filter.dataset.filter === "text") return row.textContent.toLowerCase().includes(wanted) || [...row.querySelectorAll("[data-i]")].some((element) => {
      const item = zerenlian.items[Number(element.dataset.i)], unit = "a" in item ? zerenlian.items[item.b] : item;
      return (unit.i || "").includes(wanted);
    });
    const value = row.dataset[filter.dataset.filter] || "";
    return filter.dataset.filter === "document" ? value.toLowerCase() === wanted : value.split(" ").includes(wanted);
  };
  const sift = () => {
    let count = 0;
    for (const row of rows) { row.hidden = !filters.every((filter) => keeps(row, filter)); if (!row.hidden) count += 1; }
    for (const body of bodies) {
      const head = body.querySelector("tr.group");
      if (head) head.hidden = table.classList.contains("sorted") || ![...body.rows].some((row) => row !== head && !row.hidden);
    }
    if (left) left.textContent = zerenlian.fill(left.dataset.text, { count });
  };
  filters.forEach((filter) => filter.addEventListener("input", sift));
  const valueOf = (row, key) => {
    if (key === "order") return Number(row.dataset.order);
    if (/^c\d+$/.test(key)) return -row.cells[Number(key.slice(1)) + 1].querySelectorAll(".chip").length;
    const value = row.dataset[key] || "";
    return /^-?\d+(\.\d+)?$/.test(value) ? -Number(value) : value || "~";
  };
  table.querySelectorAll("th[data-sort]").forEach((head) => {
    head.tabIndex = 0;
    const sort = () => {
      const key = head.dataset.sort, was = head.getAttribute("aria-sort"), turn = was === "ascending" ? -1 : 1;
      table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
      const back = was === "descending" || (key === "order" && turn === 1);
      table.classList.toggle("sorted", !back);
      if (back) rows.forEach((row, order) => home[order].append(row));
      else {
        const sorted = rows.map((row) => [valueOf(row, key), row]).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0) * turn);
        sorted.forEach(([, row]) => bodies[bodies.length - 1].append(row));
        head.setAttribute("aria-sort", turn === 1 ? "ascending" : "descending");
      }
      sift();
    };
    head.addEventListener("click", sort);
    head.addEventListener("keydown", (event) => { if (event.key === "Enter") { sort(); event.stopPropagation(); } });
  });
  table.addEventListener("click", (event) => {
    if (event.target.classList.contains("more")) event.target.parentNode.classList.toggle("all");
  });
  sift();
});
