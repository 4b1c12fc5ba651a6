/* The text: a hash c29081-29105 (with the first signs of a digest where there are several sources) lights these characters. */
(() => {
  const light = () => {
    const found = /^c(\d+)-(\d+)(?:-([0-9a-f]{8}))?$/.exec(location.hash.slice(1));
    for (const element of document.querySelectorAll(".hit")) element.classList.remove("hit");
    if (!found) return;
    const start = Number(found[1]), end = Number(found[2]);
    const sections = [...document.querySelectorAll("section.text")].filter((section) => !found[3] || section.dataset.digest.startsWith(found[3]));
    const pieces = sections.flatMap((section) => [...section.querySelectorAll("[data-s]")]);
    let hits = pieces.filter((piece) => Number(piece.dataset.s) >= start && Number(piece.dataset.e) <= end);
    if (!hits.length) hits = pieces.filter((piece) => Number(piece.dataset.s) < end && Number(piece.dataset.e) > start);
    hits.forEach((piece) => piece.classList.add("hit"));
    if (hits.length) hits[0].scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", light);
  zerenlian.listeners.push(() => setTimeout(light, 0));
  setTimeout(light, 0);
})();
