// A page that is printed shows what it holds: charts whole, and what is folded unfolded.
//
// Streamlit draws charts for the width of the screen and does not draw them again for paper, so a wide one is cut off
// at the edge of the sheet: here it is made smaller until it fits.
"use strict";

(() => {
  const CHARTS = '[data-testid="stPlotlyChart"]';
  const FOLDED = '[data-testid="stMain"] details:not([open])';
  const SHEET = 680; // pixels that A4 leaves between usual margins
  const undo = [];

  const fit = (chart) => {
    const width = chart.getBoundingClientRect().width;
    if (width <= SHEET) return;
    const place = chart.closest('[data-testid="stElementContainer"]') || chart; // holds its height free
    place.style.zoom = String(SHEET / width);
    undo.push(() => place.style.removeProperty("zoom"));
  };

  const unfold = (details) => {
    details.open = true;
    undo.push(() => { details.open = false; });
  };

  window.addEventListener("beforeprint", () => {
    document.querySelectorAll(CHARTS).forEach(fit);
    document.querySelectorAll(FOLDED).forEach(unfold);
  });
  window.addEventListener("afterprint", () => undo.splice(0).forEach((back) => back()));
})();
