// Draws the page's figure with plotly.js, in the colours of the style sheet.
const place = document.getElementById("explore");
const look = getComputedStyle(document.documentElement);
const colour = (name) => look.getPropertyValue(name === "network" ? "--ink" : `--${name}`).trim();

const answer = await fetch(place.dataset.figure);
const { data, layout } = await answer.json();
for (const trace of data) {
  trace.marker.color = colour(trace.marker.color);
  trace.error_x.color = trace.marker.color;
}
const plain = { color: colour("ink"), family: look.getPropertyValue("--sans") };
await window.Plotly.newPlot(
  place,
  data,
  { ...layout, font: plain, paper_bgcolor: "transparent", plot_bgcolor: "transparent" },
  { displayModeBar: false, responsive: true },
);
